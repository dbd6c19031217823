// The line discipline: what happens to bytes on their way in. Pure; the terminal's lock guards it.
using System;
using Lume.Abi;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>Where echo goes; it is dropped when there is no room.</summary>
internal interface IEcho
{
    /// <summary>Writes to the terminal as it is.</summary>
    void Write(ReadOnlySpan<byte> bytes);
}

/// <summary>What a received byte asks for, once the lock is given back.</summary>
[Flags]
internal enum Received : byte
{
    Nothing = 0,
    /// <summary>Readers may find something.</summary>
    Readable = 1,
    /// <summary>Ctrl-Q: writers may go on.</summary>
    Restarted = 2,
    /// <summary>SIGINT, SIGQUIT, SIGTSTP for the foreground group.</summary>
    Interrupt = 4, Quit = 8, Suspend = 16,
}

/// <summary>The classic terminal line discipline. Sources: POSIX XBD 11, termios(3).</summary>
internal sealed partial class LineDiscipline(Termios initial)
{
    private const byte Bell = 7, Backspace = 8, Tab = 9, LineFeed = 10, CarriageReturn = 13, Delete = 127;

    private TerminalInput _input = new();
    private bool _literalNext;
    private int _column;
    private int _lineStartColumn;

    /// <summary>The modes. Change them through <see cref="SetModes"/>.</summary>
    public Termios Modes = initial;

    /// <summary>Output is held by Ctrl-S or TCOOFF.</summary>
    public bool IsStopped { get; set; }

    private bool Has(LocalModes mode) => (Modes.Local & mode) != 0;

    private bool Has(InputModes mode) => (Modes.Input & mode) != 0;

    /// <summary>Bytes that a read could get now.</summary>
    public int Available => _input.Committed;

    /// <summary>Bytes that may come in. While no line is complete there is always room: what does not fit is dropped, but the end of the line is not.</summary>
    public int Room => Has(LocalModes.Canonical) && _input.Committed == 0 ? TerminalInput.Size : TerminalInput.Size - 1 - _input.Count;

    /// <summary>New modes. Leaving canonical mode makes the half-typed line readable; entering it makes a line of what is there.</summary>
    public void SetModes(in Termios modes)
    {
        bool wasCanonical = Has(LocalModes.Canonical);
        Modes = modes;
        if (wasCanonical && !Has(LocalModes.Canonical))
        {
            _input.CommitAll();
        }
        else if (!wasCanonical && Has(LocalModes.Canonical))
        {
            // What came before is a line of its own: there is no newline that would end it.
            _input.EndCommitted();
        }

        if (!Has(InputModes.FlowControl))
        {
            IsStopped = false;
        }

        _literalNext = false;
    }

    /// <summary>Throws away what was typed and not read.</summary>
    public void FlushInput() => _input.Clear();

    /// <summary>Takes input for a reader. <paramref name="ended"/>: a canonical line is complete, the read is over even with no byte.</summary>
    public int Take(Span<byte> destination, out bool ended)
    {
        if (Has(LocalModes.Canonical))
        {
            return _input.TakeLine(destination, out ended);
        }

        ended = false;
        return _input.TakeRaw(destination);
    }

    /// <summary>One byte from the line.</summary>
    public Received Receive<TEcho>(byte value, ref TEcho echo)
        where TEcho : struct, IEcho
    {
        value = Has(InputModes.Strip) ? (byte)(value & 0x7F) : value;
        bool lowers = Has(InputModes.ToLower) && Has(LocalModes.Extended);
        value = lowers && value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value + 32) : value;
        if (_literalNext)
        {
            _literalNext = false;
            return Insert(value, ref echo, isLiteral: true);
        }

        Received special = ReceiveControl(value, ref echo, out bool handled);
        if (handled)
        {
            return special;
        }

        if (value == CarriageReturn)
        {
            if (Has(InputModes.IgnoreCr))
            {
                return special;
            }

            value = Has(InputModes.CrToNl) ? LineFeed : value;
        }
        else if (value == LineFeed && Has(InputModes.NlToCr))
        {
            value = CarriageReturn;
        }

        return special | (Has(LocalModes.Canonical) ? Edit(value, ref echo) : Insert(value, ref echo));
    }

    private bool Is(byte value, ControlCharacter which) => value != 0 && value == Modes.Characters[which];

    // Flow control and signals work in raw mode too.
    private Received ReceiveControl<TEcho>(byte value, ref TEcho echo, out bool handled)
        where TEcho : struct, IEcho
    {
        handled = true;
        if (Has(InputModes.FlowControl))
        {
            if (Is(value, ControlCharacter.Start))
            {
                IsStopped = false;
                return Received.Restarted;
            }

            if (Is(value, ControlCharacter.Stop))
            {
                IsStopped = true;
                return Received.Nothing;
            }
        }

        if (Has(LocalModes.Signals))
        {
            Received signal = Is(value, ControlCharacter.Interrupt) ? Received.Interrupt
                : Is(value, ControlCharacter.Quit) ? Received.Quit
                : Is(value, ControlCharacter.Suspend) ? Received.Suspend : Received.Nothing;
            if (signal != Received.Nothing)
            {
                if (!Has(LocalModes.NoFlush))
                {
                    _input.Clear();
                }

                IsStopped = false;
                Echo(value, ref echo);
                return signal | Received.Restarted;
            }
        }

        handled = false;
        bool restarts = IsStopped && Has(InputModes.AnyRestarts);
        IsStopped = IsStopped && !restarts;
        return restarts ? Received.Restarted : Received.Nothing;
    }

    private Received Insert<TEcho>(byte value, ref TEcho echo, bool isLiteral = false)
        where TEcho : struct, IEcho
    {
        if (!_input.TryAdd(value))
        {
            RingBell(ref echo);
            return Received.Nothing;
        }

        if (_input.Pending == 1)
        {
            _lineStartColumn = _column;
        }

        if (value == LineFeed && !isLiteral && Has(LocalModes.Echo))
        {
            EchoOutput(value, ref echo);
        }
        else
        {
            Echo(value, ref echo);
        }

        if (Has(LocalModes.Canonical))
        {
            return Received.Nothing;
        }

        _input.CommitAll();
        return Received.Readable;
    }

    private void RingBell<TEcho>(ref TEcho echo)
        where TEcho : struct, IEcho
    {
        if (Has(InputModes.BellWhenFull))
        {
            echo.Write([Bell]);
        }
    }
}
