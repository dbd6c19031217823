// The sleeping locks that a thread holds, so that an oops can poison them and a dump can show them.
using System;
using System.Runtime.CompilerServices;
using Lume.Hal;

namespace Lume.Kernel.Scheduling;

/// <summary>A sleeping lock as its holder knows it.</summary>
internal interface IHeldLock
{
    /// <summary>Gives it back: its holder failed.</summary>
    /// <param name="isBroken">Whether it is poisoned: what it guards may be half-changed.</param>
    void Abandon(bool isBroken);
}

/// <summary>Exclusive sleeping locks of one thread, oldest first; touched by that thread only.</summary>
public struct HeldLocks
{
    // A rename that copies a path from memory that must be paged in holds about half as many.
    private const int Capacity = 16;

    private Slots _taken;
    private int _count;

    /// <summary>How many are held.</summary>
    public readonly int Count => _count;

    /// <exception cref="IndexOutOfRangeException">It would be the seventeenth: locks are nested where they must not be.</exception>
    internal void Add(IHeldLock taken)
    {
        Relaxed.Write(ref _taken[_count], taken);
        _count++;
    }

    // The newest is nearly always the one given back.
    internal void Remove(IHeldLock given)
    {
        int last = --_count;
        if (!ReferenceEquals(_taken[last], given))
        {
            CloseGap(given, last);
        }

        _taken[last] = null;
    }

    /// <summary>Gives back every lock, poisoned or not: the thread failed with an exception.</summary>
    internal void AbandonAll(bool areBroken)
    {
        while (_count != 0)
        {
            IHeldLock taken = _taken[--_count]!;
            _taken[_count] = null;
            taken.Abandon(areBroken);
        }
    }

    private void CloseGap(IHeldLock given, int last)
    {
        int at = 0;
        while (!ReferenceEquals(_taken[at], given))
        {
            at++;
        }

        for (; at < last; at++)
        {
            _taken[at] = _taken[at + 1];
        }
    }

    [InlineArray(Capacity)]
    private struct Slots
    {
        private IHeldLock? _first;
    }
}
