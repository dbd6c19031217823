// Why an attempt at a test failed: the test itself, or something below it.
using System;

namespace Lume.Hil.Causes;

/// <summary>Causes, kept apart in every report.</summary>
public enum Cause
{
    /// <summary>Everything below the test worked; what it checked is not so.</summary>
    TestFailed,

    /// <summary>The board was reset, yet no prompt came: its firmware or the kernel is to be looked at.</summary>
    BootFailed,

    /// <summary>The connection to the board ended: socket closed, remote host gone, emulator dead.</summary>
    LineLost,

    /// <summary>The line stayed up but bytes were lost on the way: a receiver said so.</summary>
    Overrun,

    /// <summary>The device file of the port is gone from this host: adapter or hub unplugged.</summary>
    PortVanished,

    /// <summary>The bench's own power or reset command failed; the board is in an unknown state.</summary>
    PowerFailed,
}

/// <summary>What follows from a cause.</summary>
public static class Causes
{
    /// <summary>The name in reports.</summary>
    public static string Text(this Cause cause) => cause switch
    {
        Cause.TestFailed => "test failed",
        Cause.BootFailed => "boot failed",
        Cause.LineLost => "line lost",
        Cause.Overrun => "overrun",
        Cause.PortVanished => "host port vanished",
        Cause.PowerFailed => "power or reset command failed",
        _ => throw new ArgumentOutOfRangeException(nameof(cause)),
    };

    /// <summary>
    /// True when a new attempt says something new. A boot that failed is not tried again: a kernel that starts nine times
    /// out of ten must not pass.
    /// </summary>
    public static bool IsInfrastructure(this Cause cause) => cause is Cause.LineLost or Cause.Overrun or Cause.PortVanished or Cause.PowerFailed;
}
