// The hardware side of a terminal.
using System;
using Lume.Abi;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>
/// What a serial driver gives its terminal. The driver hands input to <see cref="Tty.Receive"/> and calls
/// <see cref="Tty.OutputDrained"/> when there is room again, both without holding a lock of its own.
/// </summary>
public abstract class TerminalPort
{
    /// <summary>Queues bytes and returns how many it took. Any context; takes no lock of a rank below Device + 1.</summary>
    public abstract int Write(ReadOnlySpan<byte> bytes);

    /// <summary>Bytes that <see cref="Write"/> would take now.</summary>
    public abstract int Room { get; }

    /// <summary>Bytes that wait to be sent.</summary>
    public abstract int Queued { get; }

    /// <summary>Drops what waits to be sent.</summary>
    public abstract void FlushOutput();

    /// <summary>The modes that its terminal starts with, and has again after a hang-up.</summary>
    public virtual Termios InitialModes => Termios.Default;

    /// <summary>c_cflag as the line can do it.</summary>
    public virtual uint Accept(uint control) => control;

    /// <summary>A reader took input: there is room for more. No lock is held.</summary>
    public virtual void InputTaken()
    {
    }

    /// <summary>Whether the line hangs up when the session that the terminal controlled ends: a pseudo-terminal's stays as long as its master.</summary>
    public virtual bool EndsWithSession => true;
}
