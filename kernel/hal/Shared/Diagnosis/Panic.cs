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

    /// <summary>Who describes the running process in a panic.</summary>
    public static IPanicContext? Context { get; set; }

    internal static void WriteContext()
    {
        IPanicContext? context = Context;
        if (context != null)
        {
            Span<byte> text = stackalloc byte[96];
            int length = context.Describe(text);
            EarlyConsole.Write(", ");
            EarlyConsole.Write(text.Slice(0, length));
        }
    }

    /// <summary>The first hart to panic owns the console; the others park.</summary>
    internal static bool TakeConsole()
    {
        int me = HartBlock.Current->Index + 1;
        int owner = Interlocked.CompareExchange(ref s_owner, me, 0);
        return owner == 0 || owner == me;
    }

    /// <summary>True while a panic is under way.</summary>
    public static bool IsUnderWay => Volatile.Read(ref s_owner) != 0;
}
