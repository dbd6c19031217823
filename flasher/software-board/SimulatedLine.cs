// The wire between the host and the software board on virtual time, with the faults of a plan.
using System;
using System.Collections.Generic;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Transports;

namespace Lume.SoftwareBoard;

/// <summary>A transport whose other end is a <see cref="Board"/>. Reading lets the board run; nothing else does.</summary>
public sealed class SimulatedLine : ITransport
{
    // Beyond this, the middle of the last bit is missed.
    private const double ToleratedMismatch = 0.04;

    private readonly Board _board;
    private readonly FaultPlan _faults;
    private readonly Queue<byte> _toHost = new();
    private long _freeAt;
    private bool _gone;

    /// <summary>Connects a board.</summary>
    /// <param name="board">It.</param>
    /// <param name="faults">What goes wrong.</param>
    public SimulatedLine(Board board, FaultPlan faults)
    {
        _board = board;
        _faults = faults;
        board.Uart.Sent = ArriveAtHost;
        foreach (Fault fault in faults.Faults)
        {
            board.Clock.Plan(fault.At.Ticks, () => Begin(fault));
        }
    }

    /// <inheritdoc/>
    public string Name => "software board";

    /// <inheritdoc/>
    public TimeProvider Time => _board.Clock;

    /// <inheritdoc/>
    public int BaudRate { get; private set; } = 115200;

    /// <inheritdoc/>
    public IModemLines? ModemLines => null;

    /// <inheritdoc/>
    public bool TrySetBaudRate(int baudRate)
    {
        CheckPort();
        Run(_freeAt, static () => false);
        BaudRate = baudRate;
        return true;
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan limit)
    {
        CheckPort();
        Run(_board.Clock.Now + Math.Max(0, limit.Ticks), () => _toHost.Count > 0 || _gone);
        CheckPort();
        int length = 0;
        while (length < buffer.Length && _toHost.TryDequeue(out byte one))
        {
            buffer[length++] = one;
        }

        return length;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        CheckPort();
        foreach (byte one in bytes)
        {
            _freeAt = Math.Max(_freeAt, _board.Clock.Now) + Uart.ByteTicks(BaudRate);
            int rate = BaudRate;
            _board.Clock.Plan(_freeAt, () => ArriveAtBoard(one, rate));
        }
    }

    /// <inheritdoc/>
    public void DiscardInput() => _toHost.Clear();

    /// <inheritdoc/>
    public void Pause(TimeSpan duration) => Run(_board.Clock.Now + duration.Ticks, () => _gone);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Run(long end, Func<bool> enough)
    {
        // The board's program must go on inside the event loop, not on a test runner's context.
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _board.Clock.RunUntil(end, enough);
            _board.ThrowIfBroken();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Begin(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Reset:
                _board.PowerOn();
                break;
            case FaultKind.PortVanishes:
                _gone = true;
                break;
            case FaultKind.NakStorm:
                _board.Uart.Send([.. System.Linq.Enumerable.Repeat((byte)0x15, fault.Count)]);
                break;
            case FaultKind.Noise:
                _board.Uart.Send(_faults.Noise(fault.Count));
                break;
            case FaultKind.Silence:
                _board.Uart.IsMute = true;
                _board.Clock.Plan(_board.Clock.Now + fault.For.Ticks, () => _board.Uart.IsMute = false);
                break;
            case FaultKind.WrongBaudRate:
                _board.Uart.SetBaudRate(fault.Count);
                break;
        }
    }

    private void ArriveAtHost(byte one, int rate)
    {
        if (Travel(one, rate, BaudRate, FaultKind.DropToHost, FaultKind.FlipToHost) is { } arrived)
        {
            _toHost.Enqueue(arrived);
        }
    }

    private void ArriveAtBoard(byte one, int rate)
    {
        if (Travel(one, rate, _board.Uart.BaudRate, FaultKind.DropToBoard, FaultKind.FlipToBoard) is { } arrived)
        {
            _board.Uart.Receive(arrived);
        }
    }

    private byte? Travel(byte one, int sentAt, int readAt, FaultKind drop, FaultKind flip)
    {
        long now = _board.Clock.Now;
        return Math.Abs((double)sentAt / readAt - 1) > ToleratedMismatch || _faults.IsTooFast(sentAt) ? _faults.Garbage()
            : _faults.Happens(drop, now) ? null
            : _faults.Happens(flip, now) ? (byte)(one ^ (1 << _faults.Bit()))
            : one;
    }

    private void CheckPort()
    {
        if (_gone)
        {
            throw new LineLostException(Name, "the port vanished");
        }
    }
}
