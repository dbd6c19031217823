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
        RegisterContext context = Load(registers, programCounter);
        FrameCursor cursor = new(ImageSections.Frames, new StackRange(stackLow, stackHigh), in context, isAfterCall: false);
        return Walk(ref cursor, addresses);
    }

    /// <summary>Walks from the caller of this method.</summary>
    /// <param name="stackHigh">Past the highest address that may be read; the lowest is where this method's own frame ends.</param>
    /// <param name="addresses">Receives return addresses.</param>
    /// <returns>How many addresses there are.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int WalkHere(ulong stackHigh, Span<ulong> addresses)
    {
        RegisterContext context;
        CaptureContext(&context);

        // The frames to read begin with this one, below the caller's stack pointer.
        FrameCursor cursor = new(ImageSections.Frames, new StackRange(context.Stack, stackHigh), in context, isAfterCall: true);
        return cursor.TryLocate() && cursor.TryStep() ? Walk(ref cursor, addresses) : 0;
    }

    /// <summary>Walks the stack of a thread that does not run, from where it was left.</summary>
    /// <param name="registers">x0 to x31; of them sp and the preserved ones count.</param>
    /// <param name="returnAddress">Where it goes on.</param>
    /// <param name="stackHigh">Past the highest address that may be read; the lowest is its stack pointer.</param>
    /// <param name="addresses">Receives return addresses.</param>
    /// <returns>How many addresses there are.</returns>
    public static int WalkSwitched(ReadOnlySpan<ulong> registers, ulong returnAddress, ulong stackHigh, Span<ulong> addresses)
    {
        RegisterContext context = Load(registers, returnAddress);
        FrameCursor cursor = new(ImageSections.Frames, new StackRange(context.Stack, stackHigh), in context, isAfterCall: true);
        return Walk(ref cursor, addresses);
    }

    private static RegisterContext Load(ReadOnlySpan<ulong> registers, ulong programCounter)
    {
        RegisterContext context = default;
        for (uint i = 0; i < RegisterCount && i < (uint)registers.Length; i++)
        {
            context[i] = registers[(int)i];
        }

        context.ProgramCounter = programCounter;
        return context;
    }

    private static int Walk(scoped ref FrameCursor cursor, Span<ulong> addresses)
    {
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
