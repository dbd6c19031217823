// Backtraces for panics, oopses and watchdogs.

using System.Runtime.CompilerServices;

using Internal.Runtime;
using Internal.Runtime.Unwinding;

namespace System.Runtime;

/// <summary>Lists the addresses of a stack from its registers. Allocates nothing, takes no lock and never faults on garbage.</summary>
public static unsafe class StackWalk
{
    /// <summary>The number of values that describe a trapped context: x0 to x31.</summary>
    public const int RegisterCount = 32;

    /// <summary>Walks from the registers of a trap.</summary>
    /// <param name="registers">x0 to x31.</param>
    /// <param name="programCounter">Where the trap came.</param>
    /// <param name="stackLow">The lowest address that may be read.</param>
    /// <param name="stackHigh">Past the highest address that may be read.</param>
    /// <param name="addresses">Receives the program counter and then return addresses.</param>
    /// <returns>How many addresses there are.</returns>
    public static int WalkTrap(ReadOnlySpan<ulong> registers, ulong programCounter, ulong stackLow, ulong stackHigh, Span<ulong> addresses)
    {
        RegisterContext context = default;
        for (uint i = 0; i < RegisterCount && i < (uint)registers.Length; i++)
        {
            context[i] = registers[(int)i];
        }

        context.ProgramCounter = programCounter;
        return Walk(in context, isAfterCall: false, new StackRange(stackLow, stackHigh), addresses);
    }

    /// <summary>Walks from the caller of this method.</summary>
    /// <param name="stackLow">The lowest address that may be read.</param>
    /// <param name="stackHigh">Past the highest address that may be read.</param>
    /// <param name="addresses">Receives return addresses.</param>
    /// <returns>How many addresses there are.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int WalkHere(ulong stackLow, ulong stackHigh, Span<ulong> addresses)
    {
        RegisterContext context;
        CaptureContext(&context);
        return Walk(in context, isAfterCall: true, new StackRange(stackLow, stackHigh), addresses);
    }

    private static int Walk(in RegisterContext context, bool isAfterCall, StackRange stack, Span<ulong> addresses)
    {
        FrameCursor cursor = new(ImageSections.Frames, stack, in context, isAfterCall);
        int count = 0;
        while (count < addresses.Length)
        {
            addresses[count++] = cursor.Registers.ProgramCounter;
            if (!cursor.TryLocate() || !cursor.TryStep())
            {
                break;
            }
        }

        return count;
    }

    [RuntimeImport("lume_capture_context")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CaptureContext(RegisterContext* context);
}
