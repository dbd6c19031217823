// Switching the machine off and restarting it.

namespace Lume.Hal;

/// <summary>System reset through the firmware (SBI SRST, else legacy shutdown). Other harts should be stopped before.</summary>
public static class Power
{
    /// <summary>Switches off. Returns only when the firmware cannot.</summary>
    public static void Off() => Cpu.Reset(restart: false);

    /// <summary>Restarts. Returns only when the firmware cannot.</summary>
    public static void Restart() => Cpu.Reset(restart: true);

    /// <summary>Parks this hart for ever, interrupts off.</summary>
    public static void Halt() => Cpu.Halt();
}
