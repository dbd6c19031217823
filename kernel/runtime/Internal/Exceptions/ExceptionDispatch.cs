// Throws: from the exception to the landing pad that takes it.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;

using Internal.Runtime.Unwinding;

namespace Internal.Runtime;

/// <summary>What Native/Throw.S calls with the registers of the thrower.</summary>
/// <remarks>
/// There is one pass: every landing pad takes every exception, tests the type itself and goes on with _Unwind_Resume when it
/// is not meant. Nothing here allocates, so an exception can be thrown when there is no memory. The tables belong to
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
        Dispatch(exception, registers, isNew: true);
    }

    /// <summary>Throws again, or goes on after a landing pad: the trace that exists is kept.</summary>
    [RuntimeExport("lume_throw_again")]
    internal static void ThrowAgain(Exception exception, RegisterContext* registers) => Dispatch(exception, registers, isNew: false);

    private static void Dispatch(Exception exception, RegisterContext* registers, bool isNew)
    {
        FrameCursor cursor = new(ImageSections.Frames, new StackRange(0, ulong.MaxValue), in *registers, isAfterCall: true);
        ImageSections* sections = ImageSections.Current;
        bool isListed = !isNew;
        while (cursor.TryLocate())
        {
            if (!isListed)
            {
                exception.RecordFrame(cursor.Registers.ProgramCounter);
            }

            // Only the first frame can be in the trace already: its landing pad is where the exception comes from.
            isListed = false;
            ulong pad = LandingPads.Find(in cursor.Function, cursor.LookupAddress, sections->CallTablesStart, sections->CallTablesEnd);
            if (pad != 0)
            {
                *registers = cursor.Registers;
                registers->ProgramCounter = pad;
                Resume(exception, registers);
            }

            if (!cursor.TryStep())
            {
                break;
            }
        }

        FailUnhandled(exception);
    }

    // Data under a spinlock may be half changed, and unwinding would unlock it for others to see.
    private static void RefuseUnderLock(Exception exception)
    {
        if (InternalCalls.LockDepth() > 0)
        {
            Fail("Exception under a spinlock: ", exception);
        }
    }

    private static void FailUnhandled(Exception exception) => Fail("Unhandled exception: ", exception);

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
    private static extern void Resume(Exception exception, RegisterContext* registers);
}
