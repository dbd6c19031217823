// The board's UART: bytes with times and rates, a small receive FIFO that overruns, and waits for the board's program.
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Lume.SoftwareBoard;

/// <summary>The board's side of the wire, on a virtual clock. The board's program awaits its bytes.</summary>
public sealed class Uart(VirtualClock clock)
{
    /// <summary>No byte came in time.</summary>
    public const int Nothing = -1;

    private const int FifoLength = 64;
    private const int BitsPerByte = 10;

    private readonly VirtualClock _clock = clock;
    private readonly Queue<byte> _received = new();
    private long _freeAt;
    private Wait? _wait;

    /// <summary>Rate of both directions.</summary>
    public int BaudRate { get; private set; } = 115200;

    /// <summary>Bytes that were lost because nobody read them.</summary>
    public int Overruns { get; private set; }

    /// <summary>Takes each byte that leaves: the byte, the rate it left at; called when its last bit is out.</summary>
    public Action<byte, int>? Sent { get; set; }

    /// <summary>True while the board says nothing, whatever its program prints.</summary>
    public bool IsMute { get; set; }

    /// <summary>A byte arrives from the wire.</summary>
    public void Receive(byte one)
    {
        if (_received.Count >= FifoLength)
        {
            Overruns++;
            return;
        }

        _received.Enqueue(one);
        Wake(isTimeout: false);
    }

    /// <summary>Sends bytes; returns at once, they leave one after another.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (IsMute)
        {
            return;
        }

        foreach (byte one in bytes)
        {
            _freeAt = Math.Max(_freeAt, _clock.Now) + ByteTicks(BaudRate);
            int rate = BaudRate;
            _clock.Plan(_freeAt, () => Sent?.Invoke(one, rate));
        }
    }

    /// <summary>Sends text.</summary>
    public void Print(string text) => Send(System.Text.Encoding.Latin1.GetBytes(text));

    /// <summary>The next byte, or <see cref="Nothing"/> after <paramref name="limit"/>.</summary>
    public Wait ReadAsync(TimeSpan limit) => new(this, limit, wantsByte: true);

    /// <summary>Lets time pass.</summary>
    public Wait DelayAsync(TimeSpan time) => new(this, time, wantsByte: false);

    /// <summary>Changes the rate; what is still in the FIFO leaves at the old one.</summary>
    public void SetBaudRate(int rate) => BaudRate = rate;

    /// <summary>Power off: whoever waits is never woken.</summary>
    public void Reset()
    {
        _wait = null;
        _received.Clear();
        BaudRate = 115200;
    }

    /// <summary>Ticks of one byte with start and stop bit.</summary>
    public static long ByteTicks(int baudRate) => TimeSpan.TicksPerSecond * BitsPerByte / baudRate;

    private void Wake(bool isTimeout)
    {
        if (_wait is { } wait && (isTimeout || wait.WantsByte))
        {
            _wait = null;
            wait.Continue();
        }
    }

    /// <summary>A wait of the board's program, for <c>await</c>. Continues on the simulation's thread, inside its event loop.</summary>
    public sealed class Wait(Uart uart, TimeSpan limit, bool wantsByte) : INotifyCompletion
    {
        private Action? _continuation;

        /// <summary>Whether a byte ends it.</summary>
        internal bool WantsByte => wantsByte;

        /// <summary>For the compiler.</summary>
        public Wait GetAwaiter() => this;

        /// <summary>True when there is nothing to wait for.</summary>
        public bool IsCompleted => wantsByte && uart._received.Count > 0;

        /// <inheritdoc/>
        public void OnCompleted(Action continuation)
        {
            _continuation = continuation;
            uart._wait = this;
            uart._clock.Plan(uart._clock.Now + limit.Ticks, () =>
            {
                if (ReferenceEquals(uart._wait, this))
                {
                    uart.Wake(isTimeout: true);
                }
            });
        }

        /// <summary>The byte, or <see cref="Nothing"/>.</summary>
        public int GetResult() => wantsByte && uart._received.TryDequeue(out byte one) ? one : Nothing;

        /// <summary>Goes on with the board's program.</summary>
        internal void Continue() => _continuation!();
    }
}
