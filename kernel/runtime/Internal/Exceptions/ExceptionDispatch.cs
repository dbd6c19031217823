// Throws: a search for the clause that takes the exception, then the way there through the landing pads between (docs/adr/0003).

using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Internal.Runtime.Unwinding;

namespace Internal.Runtime;

/// <summary>What Native/Throw.S calls with the registers of the thrower.</summary>
/// <remarks>
/// Nothing here allocates, so an exception can be thrown when there is no memory. The tables belong to
/// the image and the stack is our own, so the walk is not limited to a stack range.
/// </remarks>
internal static unsafe class ExceptionDispatch
{
    [RuntimeExport("lume_throw")]
    internal static void Throw(Exception? exception, RegisterContext* registers)
    {
        exception ??= new NullReferenceException();
        RefuseUnderLock(exception);
        exception.ClearFrames();
        Dispatch(exception, registers, isListed: false);
    }

    /// <summary>Throws again from a handler, whose frame is in the trace: the trace is kept.</summary>
    [RuntimeExport("lume_throw_again")]
    internal static void ThrowAgain(Exception exception, RegisterContext* registers) => Dispatch(exception, registers, isListed: true);

    /// <summary>Goes on after a landing pad that has run what must be run.</summary>
    [RuntimeExport("lume_go_on")]
    internal static void GoOn(Exception exception, RegisterContext* registers, ulong token)
    {
        FrameCursor cursor = CursorAt(registers);
        if (cursor.TryLocate() && cursor.TryFindBase(out ulong frame))
        {
            Unwind(exception, registers, UnwindTarget.FromToken(token, frame));
        }

        Fail("Lost exception: ", exception);
    }

    private static void Dispatch(Exception exception, RegisterContext* registers, bool isListed)
    {
        if (!TryFindHandler(exception, registers, isListed, out UnwindTarget target))
        {
            Fail("Unhandled exception: ", exception);
        }

        Unwind(exception, registers, target);
        Fail("Lost exception: ", exception);
    }

    // The two passes are methods of their own: neither's stack is needed during the other, and a filter that throws needs it again.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryFindHandler(Exception exception, RegisterContext* registers, bool isListed, out UnwindTarget target)
    {
        FrameCursor cursor = CursorAt(registers);
        return HandlerSearch.TryFind(exception, ref cursor, isListed, out target);
    }

    // The second pass: enters the landing pad of the chosen frame, or of one before it that has a finally. Returns only if there is none.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Unwind(Exception exception, RegisterContext* registers, UnwindTarget target)
    {
        FrameCursor cursor = CursorAt(registers);
        ImageSections* sections = ImageSections.Current;
        while (cursor.TryLocate())
        {
            if (LandingPads.TryFind(in cursor.Function, cursor.LookupAddress, sections->CallTablesStart, sections->CallTablesEnd, out ProtectedCall call)
                && cursor.TryFindBase(out ulong frame)
                && TryGetToken(ref call, frame, target, out ulong token))
            {
                *registers = cursor.Registers;
                registers->ProgramCounter = call.LandingPad;
                Resume(exception, registers, token);
            }

            if (!cursor.TryStep())
            {
                return;
            }
        }
    }

    private static bool TryGetToken(ref ProtectedCall call, ulong frame, UnwindTarget target, out ulong token)
    {
        if (frame == target.Frame)
        {
            token = target.Clause;
            return true;
        }

        token = target.Token;
        while (call.TryNext())
        {
        }

        return call.HasCleanup;
    }

    private static FrameCursor CursorAt(RegisterContext* registers) =>
        new(ImageSections.Frames, new StackRange(0, ulong.MaxValue), in *registers, isAfterCall: true);

    // Data under a spinlock may be half changed, and unwinding would unlock it for others to see.
    private static void RefuseUnderLock(Exception exception)
    {
        if (InternalCalls.LockDepth() > 0)
        {
            Fail("Exception under a spinlock: ", exception);
        }
    }

    // No string building here: memory may be what is missing.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(string prefix, Exception exception)
    {
        const int Capacity = 240;
        char* text = stackalloc char[Capacity];
        int length = Append(text, 0, Capacity, prefix);
        length = AppendHex(text, length, Capacity, (ulong)exception.GetMethodTable());
        length = Append(text, length, Capacity, " ");
        length = Append(text, length, Capacity, exception.Message);
        foreach (ulong address in exception.ReturnAddresses)
        {
            length = Append(text, length, Capacity, "\n   at ");
            length = AppendHex(text, length, Capacity, address);
        }

        InternalCalls.Fail(text, length);
    }

    private static int Append(char* text, int length, int capacity, string more)
    {
        for (int i = 0; i < more.Length && length < capacity; i++)
        {
            text[length++] = more[i];
        }

        return length;
    }

    private static int AppendHex(char* text, int length, int capacity, ulong value)
    {
        length = Append(text, length, capacity, "0x");
        for (int shift = 60; shift >= 0 && length < capacity; shift -= 4)
        {
            text[length++] = "0123456789abcdef"[(int)(value >> shift) & 15];
        }

        return length;
    }

    [RuntimeImport("lume_resume")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Resume(Exception exception, RegisterContext* registers, ulong token);
}
