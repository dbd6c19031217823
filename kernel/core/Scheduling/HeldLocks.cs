// The sleeping locks that a thread holds, so that an oops can poison them and a dump can show them.
namespace Lume.Kernel.Scheduling;

/// <summary>A sleeping lock in the list of its holder.</summary>
internal interface IHeldLock
{
    /// <summary>Link of the holder's list.</summary>
    IHeldLock? NextHeld { get; set; }

    /// <summary>Gives it back: its holder failed.</summary>
    /// <param name="isBroken">Whether it is poisoned: what it guards may be half-changed.</param>
    void Abandon(bool isBroken);
}

/// <summary>Exclusive sleeping locks of one thread, newest first; touched by that thread only.</summary>
public struct HeldLocks
{
    private IHeldLock? _first;
    private int _count;

    /// <summary>How many are held.</summary>
    public readonly int Count => _count;

    internal void Add(IHeldLock taken)
    {
        taken.NextHeld = _first;
        _first = taken;
        _count++;
    }

    // The newest is nearly always the one given back.
    internal void Remove(IHeldLock given)
    {
        _count--;
        if (ReferenceEquals(_first, given))
        {
            _first = given.NextHeld;
            given.NextHeld = null;
            return;
        }

        for (IHeldLock? at = _first; at != null; at = at.NextHeld)
        {
            if (ReferenceEquals(at.NextHeld, given))
            {
                at.NextHeld = given.NextHeld;
                given.NextHeld = null;
                return;
            }
        }
    }

    /// <summary>Gives back every lock, poisoned or not: the thread failed with an exception.</summary>
    internal void AbandonAll(bool areBroken)
    {
        while (_first != null)
        {
            IHeldLock taken = _first;
            Remove(taken);
            taken.Abandon(areBroken);
        }
    }
}
