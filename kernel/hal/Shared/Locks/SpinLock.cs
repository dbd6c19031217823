// Spinlocks: a lock that owns its data, and one that guards what stands beside it.

using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Lume.Hal;

/// <summary>A spinlock that owns its data: the data can be reached only through a guard. Never copy it; keep it in a field of a class.</summary>
/// <typeparam name="T">The data; a struct, so that no reference to it escapes.</typeparam>
/// <typeparam name="TClass">Rank and interrupt policy.</typeparam>
public struct SpinLock<T, TClass>
    where T : struct
    where TClass : struct, ILockClass
{
    private int _word;
    private T _data;

    /// <summary>Starts unlocked with this data.</summary>
    public SpinLock(T data) => _data = data;

    /// <summary>Spins until the lock is taken. Use with <c>using</c>.</summary>
    [UnscopedRef]
    public Guard Enter() => new(ref this);

    /// <summary>The data while the lock is held.</summary>
    public ref struct Guard
    {
        private ref SpinLock<T, TClass> _lock;
        private readonly bool _interrupts;

        internal Guard(ref SpinLock<T, TClass> owner)
        {
            _lock = ref owner;
            _interrupts = SpinLockCore<TClass>.Enter(ref owner._word);
        }

        /// <summary>The data.</summary>
        public readonly ref T Value => ref _lock._data;

        /// <summary>Unlocks.</summary>
        public void Dispose()
        {
            SpinLockCore<TClass>.Exit(ref _lock._word, _interrupts);
            _lock = ref Unsafe.NullRef<SpinLock<T, TClass>>();
        }
    }
}

/// <summary>A spinlock for data that cannot live inside it (intrusive lists, several fields of one class). Never copy it.</summary>
/// <typeparam name="TClass">Rank and interrupt policy.</typeparam>
public struct SpinLock<TClass>
    where TClass : struct, ILockClass
{
    private int _word;

    /// <summary>Spins until the lock is taken. Use with <c>using</c>.</summary>
    [UnscopedRef]
    public Guard Enter() => new(ref _word);

    /// <summary>Takes the lock if it is free. True: call <see cref="Exit"/> with the same <paramref name="interrupts"/>.</summary>
    public bool TryEnter(out bool interrupts) => SpinLockCore<TClass>.TryEnter(ref _word, out interrupts);

    /// <summary>Takes the lock where a guard's scope does not fit (a switch to another thread). Returns what <see cref="Exit"/> needs.</summary>
    public bool EnterManually() => SpinLockCore<TClass>.Enter(ref _word);

    /// <summary>Unlocks what <see cref="EnterManually"/> or <see cref="TryEnter"/> took.</summary>
    public void Exit(bool interrupts) => SpinLockCore<TClass>.Exit(ref _word, interrupts);

    /// <summary>True when this hart holds the lock: for assertions.</summary>
    public bool IsHeldHere => SpinLockCore<TClass>.IsHeldHere(ref _word);

    /// <summary>Proof that the lock is held.</summary>
    public readonly ref struct Guard
    {
        private readonly ref int _word;
        private readonly bool _interrupts;

        internal Guard(ref int word)
        {
            _word = ref word;
            _interrupts = SpinLockCore<TClass>.Enter(ref word);
        }

        /// <summary>Unlocks.</summary>
        public void Dispose() => SpinLockCore<TClass>.Exit(ref _word, _interrupts);
    }
}

// Test-and-test-and-set with the owner in the word, not a ticket: with more harts than host processors (QEMU) a ticket
// goes to a hart that is not running and everyone waits for it. With few harts starvation does not show.
internal static unsafe class SpinLockCore<TClass>
    where TClass : struct, ILockClass
{
    private const uint TurnsBetweenLooks = 1 << 16;

    public static bool Enter(ref int word)
    {
        bool interrupts = TClass.MasksInterrupts && Cpu.DisableInterrupts();
        HartBlock* hart = HartBlock.Current;
        LockOrder.Check<TClass>(hart);
        int me = hart->LockOwner;
        if (Interlocked.CompareExchange(ref word, me, 0) != 0)
        {
            Spin(ref word, hart);
        }

        LockOrder.Entered<TClass>(hart);
        return interrupts;
    }

    public static bool TryEnter(ref int word, out bool interrupts)
    {
        interrupts = TClass.MasksInterrupts && Cpu.DisableInterrupts();
        HartBlock* hart = HartBlock.Current;
        if (Interlocked.CompareExchange(ref word, hart->LockOwner, 0) != 0)
        {
            Restore(interrupts);
            interrupts = false;
            return false;
        }

        LockOrder.Entered<TClass>(hart);
        return true;
    }

    public static void Exit(ref int word, bool interrupts)
    {
        HartBlock* hart = HartBlock.Current;
        LockOrder.Left<TClass>(hart);
        Volatile.Write(ref word, 0);
        Restore(interrupts);
    }

    public static bool IsHeldHere(ref int word) => Volatile.Read(ref word) == HartBlock.Current->LockOwner;

    private static void Restore(bool interrupts)
    {
        if (interrupts)
        {
            Cpu.EnableInterrupts();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Spin(ref int word, HartBlock* hart)
    {
        int me = hart->LockOwner;
        ulong since = Clock.Ticks;
        uint turns = 0;
        LockStatistics.Register<TClass>();
        do
        {
            int owner;
            while ((owner = Volatile.Read(ref word)) != 0)
            {
                if (owner == me)
                {
                    LockOrder.Fail("spinlock taken twice by one hart");
                }

                hart->AwaitedRank = TClass.Rank + 1;
                hart->AwaitedOwner = owner;
                if (++turns % TurnsBetweenLooks == 0 && Clock.Ticks - since > Clock.Frequency)
                {
                    LockStatistics.LeaveTrace(hart);
                }

                Cpu.Pause();
            }
        }
        while (Interlocked.CompareExchange(ref word, me, 0) != 0);
        LockStatistics.EndWait<TClass>(hart, Clock.Ticks - since);
    }
}
