// Interrupts of this hart: masking, and what is pending.

using System;

namespace Lume.Hal;

/// <summary>Sources of interrupts (bits of sip and sie, RISC-V Privileged 4.1.3).</summary>
[Flags]
public enum InterruptSources
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Another hart sent <see cref="IpiMessages"/>.</summary>
    Software = 1 << 1,

    /// <summary>The deadline of <see cref="Timer"/> passed.</summary>
    Timer = 1 << 5,

    /// <summary>A device, through the interrupt controller.</summary>
    External = 1 << 9,
}

/// <summary>Interrupts of this hart.</summary>
public static class Interrupts
{
    /// <summary>True when this hart takes interrupts.</summary>
    public static bool AreEnabled => Cpu.InterruptsEnabled;

    /// <summary>Masks interrupts until the guard is disposed.</summary>
    public static InterruptGuard Mask() => new(Cpu.DisableInterrupts());

    /// <summary>Turns interrupts on: in the body of a system call, after the entry.</summary>
    public static void Enable() => Cpu.EnableInterrupts();

    /// <summary>Turns interrupts off. True when they were on.</summary>
    public static bool Disable() => Cpu.DisableInterrupts();

    /// <summary>The pending and enabled sources of this hart. A software interrupt is acknowledged; the timer stays pending until its deadline moves, a device until its controller is served.</summary>
    public static InterruptSources TakePending() => Cpu.TakePendingInterrupts();

    /// <summary>Lets a source interrupt this hart, or not.</summary>
    public static void SetSource(InterruptSources sources, bool enabled) => Cpu.SetInterruptSources(sources, enabled);
}

/// <summary>Interrupts are off while this lives.</summary>
public readonly ref struct InterruptGuard
{
    private readonly bool _restore;

    internal InterruptGuard(bool restore) => _restore = restore;

    /// <summary>Turns interrupts on again if they were on.</summary>
    public void Dispose()
    {
        if (_restore)
        {
            Cpu.EnableInterrupts();
        }
    }
}
