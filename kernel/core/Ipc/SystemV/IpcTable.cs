// The objects of one kind by id and by key.
// Invariant: the object at index i has an id whose low bits are i; a key finds at most one object.
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Security;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>How an id is made of index and sequence number.</summary>
internal static class IpcIndex
{
    /// <summary>Bits of the index.</summary>
    public const int Bits = 15;

    /// <summary>The index's mask.</summary>
    public const int Mask = (1 << Bits) - 1;

    /// <summary>One past the highest sequence number.</summary>
    public const int Sequences = int.MaxValue >> Bits;
}

/// <summary>Makes an object for a get call, and says whether one that is there will do.</summary>
internal interface IIpcMaker<T>
    where T : IpcObject
{
    /// <summary>A new object. Called with the table locked.</summary>
    Result<T> Make();

    /// <summary>EINVAL when the existing object is smaller than asked for.</summary>
    Errno Check(T existing);
}

/// <summary>The table of one kind. Finding by id takes no lock.</summary>
public sealed class IpcTable<T>
    where T : IpcObject
{
    // An index comes again only after this many others: an id that is stale is noticed.
    private const int ShortestCycle = 64;

    private readonly Mutex _lock = new();
    private readonly Dictionary<int, T> _keys = new();
    private T?[] _slots = new T?[8];
    private int _next;
    private int _lastIndex = -1;
    private int _sequence;

    /// <summary>A table for at most <paramref name="limit"/> objects.</summary>
    public IpcTable(int limit) => Limit = limit;

    /// <summary>Most objects (shmmni, semmni, msgmni).</summary>
    public int Limit { get; set; }

    /// <summary>Objects that are there.</summary>
    public int Count { get; private set; }

    /// <summary>The highest index in use, 0 when there is none.</summary>
    public int HighestIndex
    {
        get
        {
            T?[] slots = Volatile.Read(ref _slots);
            int index = slots.Length - 1;
            while (index > 0 && slots[index] is null)
            {
                index--;
            }

            return index;
        }
    }

    /// <summary>Guards which objects there are, and sums over them. Before an object's lock.</summary>
    internal Mutex.Guard Enter() => _lock.Enter();

    /// <summary>The object with this id. EINVAL.</summary>
    public Result<T> Find(int id)
    {
        Result<T> found = At(id & IpcIndex.Mask);
        return id >= 0 && found.IsOk && found.Value.Id == id ? found : Errno.EINVAL;
    }

    /// <summary>The object at this index. EINVAL.</summary>
    public Result<T> At(int index)
    {
        T?[] slots = Volatile.Read(ref _slots);
        return (uint)index < (uint)slots.Length && Volatile.Read(ref slots[index]) is { } found ? found : Errno.EINVAL;
    }

    /// <summary>The object with the lowest index, or with the next one after a given object's; null when there is none.</summary>
    public T? Next(T? previous)
    {
        T?[] slots = Volatile.Read(ref _slots);
        for (int i = previous is null ? 0 : (previous.Id & IpcIndex.Mask) + 1; i < slots.Length; i++)
        {
            if (Volatile.Read(ref slots[i]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>shmget, semget, msgget: finds or makes. ENOENT, EEXIST, EACCES, ENOSPC, and what the maker says.</summary>
    /// <returns>The id.</returns>
    internal Result<int> Get<TMaker>(int key, IpcFlags flags, Credentials credentials, TMaker maker)
        where TMaker : struct, IIpcMaker<T>
    {
        using (Enter())
        {
            if (key == 0 || !_keys.TryGetValue(key, out T? existing))
            {
                return key != 0 && (flags & IpcFlags.Create) == 0 ? Errno.ENOENT : Add(maker);
            }

            const IpcFlags both = IpcFlags.Create | IpcFlags.Exclusive;
            if ((flags & both) == both)
            {
                return Errno.EEXIST;
            }

            Errno error = maker.Check(existing);
            return error != Errno.None ? error : existing.Allows((uint)(flags & IpcFlags.Mode), credentials) ? existing.Id : Errno.EACCES;
        }
    }

    /// <summary>Takes an object out, unless that has happened already. The object's lock is held; the table's is too.</summary>
    internal void RemoveLocked(T target)
    {
        if (!target.IsRemoved)
        {
            ForgetKeyLocked(target);
            Volatile.Write(ref _slots[target.Id & IpcIndex.Mask], null);
            Count--;
            target.IsRemoved = true;
            target.OnRemoved();
        }
    }

    /// <summary>The key finds it no more. The table is locked.</summary>
    internal void ForgetKeyLocked(T target)
    {
        if (target.Key != 0)
        {
            _keys.Remove(target.Key);
            target.Key = 0;
        }
    }

    private Result<int> Add<TMaker>(TMaker maker)
        where TMaker : struct, IIpcMaker<T>
    {
        if (Count >= Limit)
        {
            return Errno.ENOSPC;
        }

        int index = FindIndex();
        Result<T> made = maker.Make();
        if (made.IsError)
        {
            return made.Error;
        }

        if (index <= _lastIndex)
        {
            _sequence = (_sequence + 1) % IpcIndex.Sequences;
        }

        T added = made.Value;
        added.Id = (_sequence << IpcIndex.Bits) | index;
        if (added.Key != 0)
        {
            _keys.Add(added.Key, added);
        }

        _lastIndex = index;
        _next = index + 1;
        Volatile.Write(ref _slots[index], added);
        Count++;
        return added.Id;
    }

    // Round and round over half as many again as there are objects, so that an index is not used again soon.
    private int FindIndex()
    {
        int cycle = System.Math.Min(System.Math.Max(Count * 3 / 2, ShortestCycle), System.Math.Max(Limit, Count + 1));
        int index = _next < cycle ? _next : 0;
        while (index < _slots.Length && _slots[index] is not null)
        {
            index = index + 1 < cycle ? index + 1 : 0;
        }

        if (index >= _slots.Length)
        {
            T?[] larger = new T?[System.Math.Min(System.Math.Max(_slots.Length * 2, index + 1), IpcIndex.Mask + 1)];
            _slots.CopyTo(larger, 0);
            Volatile.Write(ref _slots, larger);
        }

        return index;
    }
}
