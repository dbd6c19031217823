// The end of the kernel: says all it knows on the console, stops every hart.

using System;
using System.Threading;

namespace Lume.Hal;

/// <summary>Says what the hart was doing, for a panic: core's process and thread.</summary>
public interface IPanicContext
{
    /// <summary>Writes a few words of ASCII; returns how many bytes. Takes no lock and allocates nothing.</summary>
    int Describe(Span<byte> destination);
}

/// <summary>Panics, and the reports that a surviving kernel prints in the same form.</summary>
public static unsafe class Panic
{
    private static int s_owner;
    private static bool s_hasContext;
    private static IPanicContext? s_context;

    /// <summary>Seconds from a panic's report to a restart of the machine: 0 stops for good, a negative number restarts at once.</summary>
    public static int RestartSeconds { get; set; }

    /// <summary>Prints the message, registers, hart, backtrace addresses and build id, stops all harts. Never returns.</summary>
    public static void Stop(ReadOnlySpan<char> message) => Cpu.Stop(message, null);

    /// <summary>As <see cref="Stop(ReadOnlySpan{char})"/>, with the registers of the code that failed.</summary>
    public static void Stop(ReadOnlySpan<char> message, ref TrapFrame frame)
    {
        fixed (TrapFrame* registers = &frame)
        {
            Cpu.Stop(message, registers);
        }
    }

    /// <summary>Sets who describes the running process in a panic.</summary>
    public static void SetContext(IPanicContext context)
    {
        s_context = context;
        Volatile.Write(ref s_hasContext, true);
    }

    /// <summary>The end of a report: restarts the machine when it was told to, else returns.</summary>
    internal static void RestartIfTold()
    {
        if (RestartSeconds == 0)
        {
            return;
        }

        ulong end = Clock.Ticks + ((ulong)Math.Max(RestartSeconds, 0) * Clock.Frequency);
        while (Clock.Ticks < end)
        {
            Cpu.Pause();
        }

        Power.Restart();
    }

    internal static void WriteContext()
    {
        // Before the runtime has started, statics that hold references must not be touched at all.
        if (Volatile.Read(ref s_hasContext) && s_context is { } context)
        {
            Span<byte> text = stackalloc byte[96];
            int length = context.Describe(text);
            EarlyConsole.Write(", ");
            EarlyConsole.Write(text.Slice(0, length));
        }
    }

    /// <summary>The first hart to panic owns the console. False for the others, and for that one when its report itself fails.</summary>
    internal static bool TryTakeConsole() => Interlocked.CompareExchange(ref s_owner, 1, 0) == 0;

    /// <summary>True while a panic is under way.</summary>
    public static bool IsUnderWay => Volatile.Read(ref s_owner) != 0;
}
