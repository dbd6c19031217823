// A terminal: line discipline between a port and the processes that read and write it.
// Lock order: the terminal's lock, then the port's. Signals are sent and sleepers woken with neither held.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>Guards a terminal's line discipline; the receive interrupt takes it.</summary>
internal readonly struct TtyLock : ILockClass
{
    public static ReadOnlySpan<byte> Name => "tty"u8;

    public static int Rank => LockRank.Device;

    public static bool MasksInterrupts => true;
}

/// <summary>A terminal that can control a session.</summary>
public sealed partial class Tty : Terminal
{
    private const int ChunkSize = 256;

    private readonly LineDiscipline _line;
    private readonly TerminalPort _port;
    private SpinLock<TtyLock> _lock;
    private WindowSize _size;
    private int _hangUps;

    /// <summary>A terminal over a port.</summary>
    /// <param name="port">Where its bytes go.</param>
    /// <param name="device">Its device number, packed.</param>
    public Tty(TerminalPort port, ulong device)
    {
        _port = port;
        _line = new LineDiscipline(port.InitialModes);
        _speeds = LineSpeeds.Of(_line.Modes.Control, default);
        Device = device;
    }

    /// <inheritdoc/>
    public override ulong Device { get; }

    /// <summary>Where readers, writers and pollers wait.</summary>
    public WaitQueue Waiters { get; } = new();

    /// <summary>The open files that want signals.</summary>
    public AsyncList Signals { get; } = new();

    /// <summary>Console keys: called with each byte after a serial break, see <see cref="ConsoleKeys"/>.</summary>
    public ConsoleKeys? Keys { get; set; }

    // ---- From the port ----

    /// <summary>Bytes from the line. In an interrupt, with interrupts off; allocates nothing.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        Received all = Received.Nothing;
        foreach (byte b in bytes)
        {
            if (Keys is { } keys && keys.Handle(b))
            {
                continue;
            }

            using (_lock.Enter())
            {
                PortEcho echo = new(_port);
                all |= _line.Receive(b, ref echo);
            }
        }

        if ((all & (Received.Interrupt | Received.Quit | Received.Suspend)) != 0)
        {
            Signal(all, Received.Interrupt, Abi.Signal.SIGINT);
            Signal(all, Received.Quit, Abi.Signal.SIGQUIT);
            Signal(all, Received.Suspend, Abi.Signal.SIGTSTP);
        }

        if ((all & (Received.Readable | Received.Restarted)) != 0)
        {
            Waiters.WakeAll(PollEvents.Readable | PollEvents.Writable);
        }

        if ((all & Received.Readable) != 0)
        {
            Signals.TellLater(PollReason.Input);
        }

        if ((all & Received.Restarted) != 0)
        {
            Signals.TellRoomLater();
        }
    }

    private void Signal(Received all, Received which, Signal signal)
    {
        if ((all & which) != 0)
        {
            JobControl.SignalForeground(this, signal);
        }
    }

    /// <summary>The port has room again. In an interrupt.</summary>
    public void OutputDrained()
    {
        Waiters.WakeAll(PollEvents.Writable);
        Signals.TellRoomLater();
    }

    /// <inheritdoc/>
    public override void OnSessionEnded()
    {
        if (_port.EndsWithSession)
        {
            HangUp();
        }
    }

    /// <summary>The line is gone for who uses it now: waiting readers get an end of file. No lock is held.</summary>
    public void HangUp()
    {
        System.Threading.Interlocked.Increment(ref _hangUps);
        using (_lock.Enter())
        {
            _line.FlushInput();
            _line.SetModes(_port.InitialModes);
            _speeds = LineSpeeds.Of(_line.Modes.Control, default);
        }

        IsExclusive = false;

        Waiters.WakeAll();
        Signals.Clear();
    }

    // ---- Reading ----

    /// <summary>read(2). EAGAIN, EIO for a background process that cannot be stopped, ERESTARTSYS, EFAULT.</summary>
    public Result<long> Read(ref UserBuffer destination, bool isNonBlocking)
    {
        Span<byte> chunk = stackalloc byte[ChunkSize];
        long done = 0;
        int hangUps = System.Threading.Volatile.Read(ref _hangUps);
        while (!destination.IsEmpty)
        {
            Errno error = JobControl.CheckBackground(this, Abi.Signal.SIGTTIN);
            if (error != Errno.None)
            {
                return done > 0 ? done : error;
            }

            int count = Take(chunk[..(int)Math.Min(ChunkSize, destination.Remaining)], out bool ended, out ReadRule rule);
            if (count > 0)
            {
                _port.InputTaken();
            }

            int copied = destination.CopyOut(chunk[..count]);
            done += copied;
            if (destination.Faulted)
            {
                return done > 0 ? done : Errno.EFAULT;
            }

            if (ended || destination.IsEmpty || rule.IsEnough(done) || hangUps != System.Threading.Volatile.Read(ref _hangUps))
            {
                return done;
            }

            if (count > 0)
            {
                continue;
            }

            error = isNonBlocking ? Errno.EAGAIN : WaitForInput(rule, done);
            if (error != Errno.None)
            {
                return done > 0 || error == Errno.ETIMEDOUT ? done : error;
            }
        }

        return done;
    }

    private int Take(Span<byte> chunk, out bool ended, out ReadRule rule)
    {
        using (_lock.Enter())
        {
            rule = new ReadRule(_line.Modes);
            int count = _line.Take(chunk, out ended);

            // A raw read that has its minimum takes the rest of what is there, then returns.
            rule.MoreAvailable = _line.Available > 0;
            return count;
        }
    }

    private Errno WaitForInput(in ReadRule rule, long done)
    {
        InputCondition condition = new(this, System.Threading.Volatile.Read(ref _hangUps));
        return Waiters.WaitUntil(ref condition, SleepMode.Interruptible, rule.Deadline(done));
    }

    /// <summary>Bytes that <see cref="Receive"/> has room for; a line that is too long loses its end instead, so that it can be ended.</summary>
    public int ReceiveRoom
    {
        get
        {
            using (_lock.Enter())
            {
                return _line.Room;
            }
        }
    }

    /// <summary>Whether a read would find something: a line, or any byte in raw mode.</summary>
    public bool IsReadable
    {
        get
        {
            using (_lock.Enter())
            {
                return _line.Available > 0;
            }
        }
    }

    // ---- Writing ----

    /// <summary>write(2). EAGAIN, ERESTARTSYS, EIO, EFAULT.</summary>
    public Result<long> Write(ref UserBuffer source, bool isNonBlocking)
    {
        Span<byte> chunk = stackalloc byte[ChunkSize];
        long done = 0;
        while (!source.IsEmpty)
        {
            Errno error = CheckBackgroundWrite();
            if (error != Errno.None)
            {
                return done > 0 ? done : error;
            }

            int length = source.CopyIn(chunk[..(int)Math.Min(ChunkSize, source.Remaining)]);
            if (length == 0)
            {
                return done > 0 ? done : Errno.EFAULT;
            }

            error = WriteChunk(chunk[..length], isNonBlocking, ref done);
            if (error != Errno.None)
            {
                Signals.NoteShortWrite();
                return done > 0 ? done : error;
            }
        }

        return done;
    }

    /// <summary>Writes kernel text, waiting for nothing: for panics and the log.</summary>
    public void WriteNow(ReadOnlySpan<byte> text) => _port.Write(text);

    private Errno CheckBackgroundWrite()
    {
        bool stops;
        using (_lock.Enter())
        {
            stops = (_line.Modes.Local & LocalModes.StopBackgroundOutput) != 0;
        }

        return stops ? JobControl.CheckBackground(this, Abi.Signal.SIGTTOU) : Errno.None;
    }

    private Errno WriteChunk(ReadOnlySpan<byte> chunk, bool isNonBlocking, ref long done)
    {
        Span<byte> processed = stackalloc byte[ChunkSize];
        while (!chunk.IsEmpty)
        {
            int consumed = 0;
            using (_lock.Enter())
            {
                int room = _line.IsStopped ? 0 : Math.Min(processed.Length, _port.Room);
                if (room >= LineDiscipline.MaxExpansion)
                {
                    int length = _line.Process(chunk, processed[..room], out consumed);
                    _port.Write(processed[..length]);
                }
            }

            chunk = chunk[consumed..];
            done += consumed;
            if (consumed > 0)
            {
                continue;
            }

            if (isNonBlocking)
            {
                return Errno.EAGAIN;
            }

            OutputCondition condition = new(this);
            Errno error = Waiters.WaitUntil(ref condition);
            if (error != Errno.None)
            {
                return error;
            }
        }

        return Errno.None;
    }

    /// <summary>Whether a write would go on: there is room and output is not stopped.</summary>
    public bool IsWritable => !_line.IsStopped && _port.Room >= ChunkSize;

    private readonly struct PortEcho(TerminalPort port) : IEcho
    {
        public void Write(ReadOnlySpan<byte> bytes) => port.Write(bytes);
    }

    private readonly struct InputCondition(Tty tty, int hangUps) : IWaitCondition
    {
        public bool IsMet() => tty.IsReadable || hangUps != System.Threading.Volatile.Read(ref tty._hangUps);
    }

    private readonly struct OutputCondition(Tty tty) : IWaitCondition
    {
        public bool IsMet() => tty.IsWritable;
    }

    private readonly struct DrainCondition(Tty tty) : IWaitCondition
    {
        public bool IsMet() => tty._port.Queued == 0;
    }
}
