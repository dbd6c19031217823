// Who runs which static constructor, and who waits for whom, so that cycles between threads end.

using System.Threading;

using Internal.Runtime;

namespace System.Runtime.CompilerServices;

/// <summary>A table without locks: an interrupt handler may come in anywhere and need a class too.</summary>
internal static unsafe class ConstructorWaits
{
    private const int SlotCount = 64;

    // One constructor that runs, or that a thread is about to run.
    private struct Slot
    {
        internal nint Thread;
        internal nint Context;
        internal nint Owned;

        // What the thread waits for inside this constructor; 0 when it does not.
        internal nint WaitingFor;
    }

    [InlineArray(SlotCount)]
    private struct Slots
    {
        private Slot _first;
    }

    private static Slots s_slots;

    // Never 0, which marks a free slot: threads are aligned, and before there are threads tp may be 0.
    private static nint Self => InternalCalls.CurrentThread() | 1;

    /// <summary>Takes a slot for a constructor that this thread is about to claim.</summary>
    internal static int Reserve(nint context)
    {
        nint thread = Self;
        for (int i = 0; i < SlotCount; i++)
        {
            ref Slot slot = ref At(i);
            if (Volatile.Read(ref slot.Thread) == 0 && Interlocked.CompareExchange(ref slot.Thread, thread, 0) == 0)
            {
                Volatile.Write(ref slot.WaitingFor, 0);
                Volatile.Write(ref slot.Context, context);
                return i;
            }
        }

        Environment.FailFast("Too many static constructors are running.");
        return -1;
    }

    /// <summary>The claim succeeded: this thread runs the constructor.</summary>
    internal static void Own(int index) => Volatile.Write(ref At(index).Owned, 1);

    /// <summary>Gives a slot back.</summary>
    internal static void Release(int index)
    {
        ref Slot slot = ref At(index);
        Volatile.Write(ref slot.Owned, 0);
        Volatile.Write(ref slot.Context, 0);
        Volatile.Write(ref slot.Thread, 0);
    }

    /// <summary>Gives way once. False when this thread must not wait: it runs the constructor itself, or its runner waits for this thread.</summary>
    internal static bool WaitOnce(nint context)
    {
        nint thread = Self;
        SetWaitingFor(thread, context);
        Interlocked.MemoryBarrier();
        if (LeadsTo(context, thread))
        {
            SetWaitingFor(thread, 0);
            return false;
        }

        InternalCalls.GiveWay();
        return true;
    }

    /// <summary>This thread waits for nothing any more.</summary>
    internal static void StopWaiting() => SetWaitingFor(Self, 0);

    // Follows runner -> what it waits for -> its runner ... The steps are bounded because others change the table meanwhile.
    private static bool LeadsTo(nint context, nint thread)
    {
        for (int steps = 0; steps < SlotCount && context != 0; steps++)
        {
            nint runner = RunnerOf(context);
            if (runner == thread)
            {
                return true;
            }

            context = WaitingForOf(runner);
        }

        return false;
    }

    private static nint RunnerOf(nint context)
    {
        for (int i = 0; i < SlotCount; i++)
        {
            ref Slot slot = ref At(i);
            if (Volatile.Read(ref slot.Owned) != 0 && Volatile.Read(ref slot.Context) == context)
            {
                return Volatile.Read(ref slot.Thread);
            }
        }

        return 0;
    }

    private static nint WaitingForOf(nint thread)
    {
        for (int i = 0; i < SlotCount && thread != 0; i++)
        {
            ref Slot slot = ref At(i);
            nint waitingFor = Volatile.Read(ref slot.WaitingFor);
            if (waitingFor != 0 && Volatile.Read(ref slot.Thread) == thread)
            {
                return waitingFor;
            }
        }

        return 0;
    }

    private static void SetWaitingFor(nint thread, nint context)
    {
        // Only a thread inside a constructor can be part of a cycle, and such a thread owns a slot.
        for (int i = 0; i < SlotCount; i++)
        {
            ref Slot slot = ref At(i);
            if (Volatile.Read(ref slot.Thread) == thread && Volatile.Read(ref slot.Owned) != 0)
            {
                Volatile.Write(ref slot.WaitingFor, context);
            }
        }
    }

    // Sound because statics without references do not move and the callers keep to the count.
    private static ref Slot At(int index) => ref ((Slot*)Unsafe.AsPointer(ref s_slots))[index];
}
