// What all UARTs have in common: a ring of bytes to send, emptied by interrupt, and received bytes for a terminal.
using System;
using Lume.Hal;
using Lume.Kernel.Devices;
using Lume.Kernel.Devices.Terminals;

namespace Lume.Drivers.Serial;

/// <summary>Guards the transmit ring and the registers that turn interrupts on and off.</summary>
internal readonly struct UartLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "uart"u8;

    public static int Rank => LockRank.Device + 2;

    public static bool MasksInterrupts => true;
}

/// <summary>A UART, by interrupt: received bytes go to its terminal, bytes to send wait in a ring.</summary>
public abstract class Uart : TerminalPort
{
    private const int RingSize = 4096, ReceiveBatch = 64;

    private readonly byte[] _ring = new byte[RingSize];
    private SpinLock<UartLock> _lock;
    private uint _head, _tail;
    private bool _sending;
    private Tty? _tty;

    /// <summary>Starts reception and, from here on, the kernel's polled output through the same UART.</summary>
    /// <param name="tty">Gets the input.</param>
    /// <param name="line">Its line at the interrupt controller.</param>
    public bool Start(Tty tty, uint line)
    {
        _tty = tty;
        Prepare();
        if (InterruptController.Root is not { } controller || !controller.TryConnect(line, new Handler(this)))
        {
            return false;
        }

        EarlyConsole.UsePolledUart(Polled);
        SetInterrupts(sending: false);
        return true;
    }

    /// <summary>How the kernel writes to it without this driver.</summary>
    protected abstract PolledUart Polled { get; }

    /// <summary>Turns interrupts off and both directions on.</summary>
    protected abstract void Prepare();

    /// <summary>Turns the receive interrupt on, and the transmit interrupt on or off.</summary>
    protected abstract void SetInterrupts(bool sending);

    /// <summary>Sends as many of these bytes as the FIFO has room for; gives their number.</summary>
    protected abstract int Send(ReadOnlySpan<byte> bytes);

    /// <summary>Takes a received byte; false when there is none.</summary>
    protected abstract bool TryReceive(out byte value);

    /// <summary>Does what the UART wants read or written at each interrupt.</summary>
    protected virtual void Acknowledge()
    {
    }

    // ---- Sending ----

    /// <inheritdoc/>
    public override int Room => RingSize - Queued;

    /// <inheritdoc/>
    public override int Queued => (int)(System.Threading.Volatile.Read(ref _head) - System.Threading.Volatile.Read(ref _tail));

    /// <inheritdoc/>
    public override int Write(ReadOnlySpan<byte> bytes)
    {
        using (_lock.Enter())
        {
            int count = Math.Min(bytes.Length, Room);
            for (int i = 0; i < count; i++)
            {
                _ring[_head++ % RingSize] = bytes[i];
            }

            if (!_sending)
            {
                FillFifo();
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public override void FlushOutput()
    {
        using (_lock.Enter())
        {
            _tail = _head;
        }
    }

    // Up to the ring's end; the interrupt comes again when the FIFO has room.
    private void FillFifo()
    {
        int at = (int)(_tail % RingSize);
        int count = Math.Min(Queued, RingSize - at);
        _tail += (uint)(count == 0 ? 0 : Send(_ring.AsSpan(at, count)));
        SetSending(_head != _tail);
    }

    private void SetSending(bool sending)
    {
        if (_sending != sending)
        {
            _sending = sending;
            SetInterrupts(sending);
        }
    }

    // ---- Interrupts ----

    private void OnInterrupt()
    {
        Acknowledge();
        Receive();
        bool drained;
        using (_lock.Enter())
        {
            bool wasSending = _sending;
            if (wasSending)
            {
                FillFifo();
            }

            drained = wasSending && Queued <= RingSize / 2;
        }

        if (drained)
        {
            _tty!.OutputDrained();
        }
    }

    private void Receive()
    {
        Span<byte> batch = stackalloc byte[ReceiveBatch];
        int count = 0;
        while (TryReceive(out byte value))
        {
            batch[count++] = value;
            if (count == batch.Length)
            {
                _tty!.Receive(batch);
                count = 0;
            }
        }

        if (count > 0)
        {
            _tty!.Receive(batch[..count]);
        }
    }

    private sealed class Handler(Uart uart) : InterruptHandler
    {
        public override string Name => "serial";

        public override void Handle() => uart.OnInterrupt();
    }
}
