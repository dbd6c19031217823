// Stopping the world for the collector, and finding every stack while it stands still.

using System.Threading;

namespace Lume.Hal;

/// <summary>Where kernel code lets the collector stop it.</summary>
public static unsafe class SafePoint
{
    /// <summary>True when somebody waits for this hart to stop. For long loops: test, then leave locks, then <see cref="Cooperate"/>.</summary>
    public static bool IsRequested => Volatile.Read(ref HartBlock.Current->Flags) != 0;

    /// <summary>Stops here while the world is stopped. Lock depth 0. References of the caller live on its stack meanwhile.</summary>
    public static void Cooperate()
    {
        if (IsRequested)
        {
            Wait(HartState.Stopped);
        }
    }

    /// <summary>Waits for an interrupt; counts as stopped for the collector meanwhile. Interrupts off before and after: the caller then lets them in. Returns at once when one is pending.</summary>
    public static void Idle()
    {
        LockOrder.AssertMaySleep();
        Wait(HartState.Idle);
    }

    internal static void Wait(HartState state)
    {
        LockOrder.AssertMaySleep();
        ulong* registers = stackalloc ulong[Cpu.CalleeSavedCount];
        Cpu.SpillCalleeSaved(registers);
        HartBlock* hart = HartBlock.Current;
        LockOrder.GivesWay(hart);
        hart->Thread->SavedSp = Cpu.StackPointer(registers);
        Volatile.Write(ref hart->State, (int)state);
        if (state == HartState.Idle)
        {
            Interlocked.MemoryBarrier();
            Cpu.WaitForInterrupt();
        }

        Reenter(hart, state);
    }

    // The other half of the handshake in WorldStop.Stop: say "kernel", full barrier, look for a request.
    internal static void Reenter(HartBlock* hart, HartState waiting)
    {
        while (true)
        {
            while (Volatile.Read(ref hart->Flags) != 0)
            {
                Cpu.Pause();
            }

            Volatile.Write(ref hart->State, (int)HartState.Kernel);
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref hart->Flags) == 0)
            {
                return;
            }

            Volatile.Write(ref hart->State, (int)waiting);
        }
    }
}

/// <summary>Stops all other harts at safe points. User code goes on running until it enters the kernel.</summary>
public static unsafe class WorldStop
{
    private static int s_stopper;

    /// <summary>Returns when no other hart runs kernel code. Lock depth 0. If another hart stops the world first, this one waits at a safe point and then goes on.</summary>
    public static void Stop()
    {
        LockOrder.AssertMaySleep();
        while (Interlocked.CompareExchange(ref s_stopper, 1, 0) != 0)
        {
            SafePoint.Cooperate();
            Cpu.Pause();
        }

        int self = HartBlock.Current->Index;
        int count = Hart.Count;
        for (int i = 0; i < count; i++)
        {
            if (i != self)
            {
                Volatile.Write(ref Cpu.HartAt(i)->Flags, 1);
            }
        }

        Interlocked.MemoryBarrier();
        for (int i = 0; i < count; i++)
        {
            if (i != self)
            {
                Await(i);
            }
        }
    }

    /// <summary>Lets the other harts go on.</summary>
    public static void Resume()
    {
        int self = HartBlock.Current->Index;
        int count = Hart.Count;
        for (int i = 0; i < count; i++)
        {
            if (i != self)
            {
                Volatile.Write(ref Cpu.HartAt(i)->Flags, 0);
            }
        }

        Volatile.Write(ref s_stopper, 0);
    }

    private static void Await(int index)
    {
        HartBlock* hart = Cpu.HartAt(index);
        while (Volatile.Read(ref hart->State) == (int)HartState.Kernel)
        {
            Cpu.Pause();
        }
    }
}

/// <summary>Sees the roots that lie in contexts.</summary>
public interface IStackVisitor
{
    /// <summary>Words in [low, high) that may hold references, interior ones too. Both are multiples of 8.</summary>
    void VisitStack(nuint low, nuint high);

    /// <summary>The address of a slot that holds a reference or null.</summary>
    void VisitSlot(nuint slot);
}

/// <summary>The stacks of all threads.</summary>
public static unsafe class Stacks
{
    /// <summary>Visits every kernel stack and every owner. The world is stopped, by the caller. The user registers at the top of a stack are not visited.</summary>
    public static void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IStackVisitor, allows ref struct
    {
        ulong* registers = stackalloc ulong[Cpu.CalleeSavedCount];
        Cpu.SpillCalleeSaved(registers);
        ContextBlock* current = Cpu.CurrentContext;
        current->SavedSp = Cpu.StackPointer(registers);
        for (ContextBlock* block = ContextList.First; block != null; block = block->Next)
        {
            visitor.VisitSlot((nuint)(&block->Owner));
            ulong high = block->KernelSp - TrapFrame.Size;
            bool inUser = block->OnHart != 0 && Volatile.Read(ref block->Hart->State) == (int)HartState.User;
            if (!inUser && block->SavedSp != 0 && block->SavedSp < high)
            {
                visitor.VisitStack((nuint)block->SavedSp, (nuint)high);
            }
        }

        Cpu.VisitExtraStacks(ref visitor);
    }
}
