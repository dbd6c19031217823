// A thread as the machine sees it: kernel stack, saved registers, user registers, floating point state.

using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Lume.Hal;

/// <summary>
/// The machine's part of a thread. Core's Thread object owns one and is its <c>owner</c>: the collector finds the
/// owner through here. A new context starts, when first switched to, in core's <c>lume_thread_start()</c> ([RuntimeExport], interrupts off,
/// lock depth 0); when that returns, the thread goes to user mode through <see cref="UserFrame"/>.
/// </summary>
public sealed unsafe class ThreadContext
{
    private ContextBlock* _block;

    private ThreadContext(ContextBlock* block) => _block = block;

    /// <summary>True on the thread that runs now.</summary>
    public bool IsCurrent => Cpu.CurrentContext == _block;

    /// <summary>True while a hart runs it, or has not finished leaving it.</summary>
    public bool IsOnHart => Volatile.Read(ref _block->OnHart) != 0;

    /// <summary>The registers of its user code: valid while it is in the kernel on its own behalf, or before it first runs.</summary>
    public ref TrapFrame UserFrame => ref _block->Frame;

    /// <summary>The floating point state of its user code.</summary>
    public FloatState Float => new(_block);

    /// <summary>Lowest and highest address of its kernel stack.</summary>
    public ulong StackLow => _block->StackLow;

    /// <summary>
    /// Lists the return addresses of a thread that sleeps, innermost first; 0 when a hart runs it. It may wake meanwhile: then what comes is a
    /// mixture, but nothing outside its stack is read.
    /// </summary>
    public int WalkStack(Span<ulong> addresses) => _block == null ? 0 : ContextList.WalkStack(_block, addresses);

    /// <summary>A context with a kernel stack of its own, or null when memory is out. <see cref="UserFrame"/> is all zero.</summary>
    public static ThreadContext? TryCreate(object owner)
    {
        ContextBlock* block = KernelStacks.TryTake();
        if (block == null)
        {
            return null;
        }

        Cpu.SetOwner(block, owner);
        Cpu.PrepareStart(block);
        ContextList.Add(block);
        return new ThreadContext(block);
    }

    /// <summary>Takes over the context that this hart booted on; core's idle or first thread becomes its owner.</summary>
    public static ThreadContext AdoptCurrent(object owner)
    {
        ContextBlock* block = Cpu.CurrentContext;
        Cpu.SetOwner(block, owner);
        return new ThreadContext(block);
    }

    /// <summary>The owner of the context that runs now.</summary>
    public static T CurrentOwner<T>()
        where T : class
        // Sound: core has one owner type, given at TryCreate or AdoptCurrent; its root class is what it asks for here.
        => Unsafe.As<T>(Cpu.GetOwner(Cpu.CurrentContext)!);

    /// <summary>True when this hart's context has an owner: false only in early boot.</summary>
    public static bool HasOwner => Cpu.GetOwner(Cpu.CurrentContext) != null;

    /// <summary>
    /// Runs another thread on this hart; returns when this one is switched to again, perhaps on another hart. Interrupts off. The caller
    /// may hold one spinlock (its run queue), which the next thread then releases.
    /// </summary>
    public static void SwitchTo(ThreadContext next)
    {
        ContextBlock* from = Cpu.CurrentContext;
        ContextBlock* to = next._block;
        if (from == to)
        {
            return;
        }

        // Another hart may have made it runnable before it had left it.
        while (Volatile.Read(ref to->OnHart) != 0)
        {
            Cpu.Pause();
        }

        HartBlock* hart = HartBlock.Current;
        LockOrder.GivesWay(hart);
        FloatState.SaveIfDirty(from);
        to->Hart = hart;
        to->OnHart = 1;
        hart->Thread = to;
        FloatState.LoadIfUsed(to, hart);
        Cpu.Switch(from, to);
    }

    /// <summary>Gives the stack back. Not for the context that runs now.</summary>
    public void Free()
    {
        ContextBlock* block = _block;
        if (block == null || block == Cpu.CurrentContext)
        {
            throw new InvalidOperationException("context is in use");
        }

        while (Volatile.Read(ref block->OnHart) != 0)
        {
            Cpu.Pause();
        }

        _block = null;
        ContextList.Remove(block);
        FloatState.Forget(block);
        Cpu.SetOwner(block, null);
        KernelStacks.Give(block);
    }
}
