// Contexts on the host: each is a thread of its own, and only the one that was switched to runs.

using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading;
using Lume.Hal.Fake;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    private static readonly ConcurrentDictionary<nint, HostContext> s_contexts = new();

    [ThreadStatic]
    private static nint t_context;

    public static ContextBlock* CurrentContext
        => t_context != 0 ? (ContextBlock*)t_context : FakeMachine.CurrentHart.Context;

    public static ulong StackWindow => 0;

    public static bool TryMapStack(ref ulong low)
    {
        low = (ulong)NativeMemory.AlignedAlloc(MemoryLayout.KernelStackSize, MemoryLayout.KernelStackSize);
        return true;
    }

    // The slot number is lost with the address, and the host has memory enough: slots are only counted.
    public static void UnmapStack(ulong low) => NativeMemory.AlignedFree((void*)low);

    public static void SetOwner(ContextBlock* block, object? owner)
    {
        if (owner == null)
        {
            s_contexts.TryRemove((nint)block, out _);
            return;
        }

        s_contexts.GetOrAdd((nint)block, _ => new HostContext()).Owner = owner;
    }

    public static object? GetOwner(ContextBlock* block)
        => s_contexts.TryGetValue((nint)block, out HostContext? context) ? context.Owner : null;

    public static void PrepareStart(ContextBlock* block)
    {
        FakeMachine machine = FakeMachine.Current;
        HostContext context = s_contexts[(nint)block];
        nint address = (nint)block;
        context.Thread = new Thread(() =>
        {
            context.Wake.Wait();
            machine.Enter(((ContextBlock*)address)->Hart->Index);
            t_context = address;
            machine.ThreadStart?.Invoke();
            machine.UserStart?.Invoke();
        })
        {
            IsBackground = true,
        };
    }

    public static void Switch(ContextBlock* from, ContextBlock* to)
    {
        FakeMachine machine = FakeMachine.Current;
        HostContext self = s_contexts.GetOrAdd((nint)from, _ => new HostContext());
        HostContext next = s_contexts[(nint)to];
        if (next.Thread is { ThreadState: var state } thread && (state & ThreadState.Unstarted) != 0)
        {
            thread.Start();
        }

        Volatile.Write(ref from->OnHart, 0);
        next.Wake.Release();
        self.Wake.Wait();
        machine.Enter(from->Hart->Index);
    }

    public static void SaveFloat(ContextBlock* block)
    {
    }

    public static void LoadFloat(ContextBlock* block)
    {
    }

    // The host's own debugger knows its stacks.
    public static int WalkHere(Span<ulong> addresses) => 0;

    public static int WalkStack(ContextBlock* block, Span<ulong> addresses) => 0;

    private sealed class HostContext
    {
        public SemaphoreSlim Wake { get; } = new(0);

        public object? Owner { get; set; }

        public Thread? Thread { get; set; }
    }
}
