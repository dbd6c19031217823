// The 16550 UART and its descendants (PC16550D data sheet; Synopsys DesignWare on the JH7110 has the same registers, spaced).
using System;
using Lume.Hal;
using Lume.Kernel.Devices;
using Lume.Kernel.Devices.Terminals;

namespace Lume.Drivers.Serial;

/// <summary>Guards the transmit ring and the interrupt-enable register.</summary>
internal readonly struct UartLock : ILockClass
{
    public static int Rank => LockRank.Device + 1;

    public static bool MasksInterrupts => true;
}

/// <summary>A UART, by interrupt: received bytes go to its terminal, bytes to send wait in a ring.</summary>
public sealed class Ns16550 : TerminalPort
{
    private const ulong Data = 0, InterruptEnable = 1, FifoControl = 2, InterruptIdentity = 2, ModemControl = 4, LineStatus = 5;
    private const byte ReceiveInterrupt = 1, TransmitInterrupt = 2;
    private const byte DataReady = 1, TransmitEmpty = 0x20;
    private const byte FifoEnableAndClear = 7;
    private const byte ModemReady = 0xB;
    private const int RingSize = 4096, FifoDepth = 16, ReceiveBatch = 64;

    private readonly MmioRegion _registers;
    private readonly int _shift;
    private readonly int _width;
    private readonly byte[] _ring = new byte[RingSize];
    private SpinLock<UartLock> _lock;
    private uint _head, _tail;
    private bool _sending;
    private Tty? _tty;

    private Ns16550(MmioRegion registers, int shift, int width)
    {
        _registers = registers;
        _shift = shift;
        _width = width;
    }

    /// <summary>Makes a driver for a device tree node; the UART keeps the speed that the firmware set. Null: the node cannot be used.</summary>
    public static Ns16550? TryProbe(DeviceNode node)
    {
        bool known = node.IsCompatible("ns16550a"u8) || node.IsCompatible("ns16550"u8) || node.IsCompatible("snps,dw-apb-uart"u8);
        if (!known || !node.IsEnabled || !node.TryGetRegisters(0, out MemoryRange range) || !MmioRegion.TryMap(range.Start, range.Length, out MmioRegion registers))
        {
            return null;
        }

        int shift = node.TryGetCell("reg-shift"u8, out uint bits) && bits <= 3 ? (int)bits : 0;
        int width = node.TryGetCell("reg-io-width"u8, out uint bytes) && bytes == 4 ? 4 : 1;
        bool fits = range.Length >= 8UL << shift;
        return fits ? new Ns16550(registers, shift, width) : null;
    }

    /// <summary>Starts reception and, from here on, the kernel's polled output through the same UART.</summary>
    /// <param name="tty">Gets the input.</param>
    /// <param name="line">Its line at the interrupt controller.</param>
    public bool Start(Tty tty, uint line)
    {
        _tty = tty;
        Write(InterruptEnable, 0);
        Write(FifoControl, FifoEnableAndClear);
        Write(ModemControl, ModemReady);
        if (InterruptController.Root is not { } controller || !controller.TryConnect(line, new Handler(this)))
        {
            return false;
        }

        EarlyConsole.UsePolledUart(_registers, _shift);
        Write(InterruptEnable, ReceiveInterrupt);
        return true;
    }

    private byte Read(ulong register) =>
        _width == 4 ? (byte)_registers.Read32(register << _shift) : _registers.Read8(register << _shift);

    private void Write(ulong register, byte value)
    {
        if (_width == 4)
        {
            _registers.Write32(register << _shift, value);
        }
        else
        {
            _registers.Write8(register << _shift, value);
        }
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

    // The FIFO was empty when this runs; the interrupt comes when it is empty again.
    private void FillFifo()
    {
        if (_head == _tail || (Read(LineStatus) & TransmitEmpty) == 0)
        {
            SetSending(_head != _tail);
            return;
        }

        for (int i = 0; i < FifoDepth && _head != _tail; i++)
        {
            Write(Data, _ring[_tail++ % RingSize]);
        }

        SetSending(_head != _tail);
    }

    private void SetSending(bool sending)
    {
        if (_sending != sending)
        {
            _sending = sending;
            Write(InterruptEnable, (byte)(ReceiveInterrupt | (sending ? TransmitInterrupt : 0)));
        }
    }

    // ---- Interrupts ----

    private void OnInterrupt()
    {
        // Reading the identity acknowledges a transmit interrupt; some descendants want it read in any case.
        Read(InterruptIdentity);
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
        while ((Read(LineStatus) & DataReady) != 0)
        {
            batch[count++] = Read(Data);
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

    private sealed class Handler(Ns16550 uart) : InterruptHandler
    {
        public override string Name => "serial";

        public override void Handle() => uart.OnInterrupt();
    }
}
