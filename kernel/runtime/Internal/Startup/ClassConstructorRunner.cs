// Runs static constructors: once, on one thread, with everyone else waiting.

using System.Threading;

using Internal.Runtime;

namespace System.Runtime.CompilerServices;

/// <summary>What ilc's static base stubs call. Names and signatures are known to ilc.</summary>
/// <remarks>
/// <para>The word in front of a class's non-GC statics holds its constructor's address; 0 means that it has run. While it
/// runs, bit 0 is set (code is 2-byte aligned); after it threw, the word is 1. Compiled code goes on without a call only when
/// it reads 0 with acquire.</para>
/// <para>A static constructor must not sleep: those who wait for it only spin and give way.</para>
/// </remarks>
internal static unsafe class ClassConstructorRunner
{
    private const nint Running = 1;
    private const nint Failed = 1;

    // A constructor that threw: every later use of the class throws the same exception.
    private sealed class Failure
    {
        internal nint Context;
        internal TypeInitializationException Exception = null!;
        internal Failure? Next;
    }

    private static Failure? s_failures;

    internal static nint CheckStaticClassConstructionReturnNonGCStaticBase(nint* context, nint nonGcStaticBase)
    {
        Ensure(context);
        return nonGcStaticBase;
    }

    internal static object CheckStaticClassConstructionReturnGCStaticBase(nint* context, object gcStaticBase)
    {
        Ensure(context);
        return gcStaticBase;
    }

    internal static object CheckStaticClassConstructionReturnThreadStaticBase(nint* context, object threadStaticBase)
    {
        Ensure(context);
        return threadStaticBase;
    }

    /// <summary>Returns when the class's constructor has run, or runs on this very thread further up.</summary>
    /// <exception cref="TypeInitializationException">It threw.</exception>
    internal static void Ensure(nint* context)
    {
        // The stubs of GC statics ask each time: this is in every path of the kernel.
        if (Volatile.Read(ref *context) != 0)
        {
            EnsureSlow(context);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnsureSlow(nint* context)
    {
        nint word = Volatile.Read(ref *context);
        while (word != 0)
        {
            if (word == Failed)
            {
                ThrowFailure(context);
            }

            if ((word & Running) != 0)
            {
                if (!ConstructorWaits.WaitOnce((nint)context))
                {
                    return;
                }
            }
            else if (TryRun(context, word))
            {
                return;
            }

            word = Volatile.Read(ref *context);
        }

        ConstructorWaits.StopWaiting();
    }

    private static bool TryRun(nint* context, nint constructor)
    {
        int slot = ConstructorWaits.Reserve((nint)context);
        if (Interlocked.CompareExchange(ref *context, constructor | Running, constructor) != constructor)
        {
            ConstructorWaits.Release(slot);
            return false;
        }

        ConstructorWaits.Own(slot);
        try
        {
            ((delegate*<void>)constructor)();
        }
        catch (Exception e)
        {
            RecordFailure(context, constructor, e);
            ConstructorWaits.Release(slot);
            ThrowFailure(context);
        }

        Volatile.Write(ref *context, 0);
        ConstructorWaits.Release(slot);
        return true;
    }

    private static void RecordFailure(nint* context, nint constructor, Exception inner)
    {
        Failure failure = new()
        {
            Context = (nint)context,
            Exception = new TypeInitializationException("0x" + ((ulong)constructor).ToString("x16"), inner),
        };
        Failure? head;
        do
        {
            head = Volatile.Read(ref s_failures);
            failure.Next = head;
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref s_failures, failure, head), head));
        Volatile.Write(ref *context, Failed);
    }

    private static void ThrowFailure(nint* context)
    {
        ConstructorWaits.StopWaiting();
        Failure? failure = Volatile.Read(ref s_failures);
        while (failure is not null && failure.Context != (nint)context)
        {
            failure = failure.Next;
        }

        if (failure is not null)
        {
            throw failure.Exception;
        }

        Environment.FailFast("A static constructor failed and left no exception.");
    }
}
