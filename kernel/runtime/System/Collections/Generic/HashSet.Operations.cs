// The algebra of sets.

namespace System.Collections.Generic;

public partial class HashSet<T>
{
    public void UnionWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (T item in other)
        {
            Add(item);
        }
    }

    public void ExceptWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(other, this))
        {
            Clear();
            return;
        }

        foreach (T item in other)
        {
            Remove(item);
        }
    }

    public void IntersectWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<T> set = AsSet(other);
        for (int i = 0; i < _count; i++)
        {
            ref Entry entry = ref _entries![i];
            if (entry.Next >= -1 && !set.Contains(entry.Value))
            {
                Remove(entry.Value);
            }
        }
    }

    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(other, this))
        {
            Clear();
            return;
        }

        if (other is HashSet<T> set && set.Comparer.Equals(Comparer))
        {
            foreach (T item in set)
            {
                if (!Remove(item))
                {
                    Add(item);
                }
            }

            return;
        }

        // First all additions, then all removals: the order of what is left shows it.
        HashSet<T> added = new(Comparer);
        List<T> both = [];
        foreach (T item in other)
        {
            if (Add(item))
            {
                added.Add(item);
            }
            else if (!added.Contains(item))
            {
                both.Add(item);
            }
        }

        foreach (T item in both)
        {
            Remove(item);
        }
    }

    public bool IsSubsetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<T> set = AsSet(other);
        return Count <= set.Count && set.ContainsAll(this);
    }

    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<T> set = AsSet(other);
        return Count < set.Count && set.ContainsAll(this);
    }

    public bool IsSupersetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ContainsAll(other);
    }

    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<T> set = AsSet(other);
        return Count > set.Count && ContainsAll(set);
    }

    public bool Overlaps(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (T item in other)
        {
            if (Contains(item))
            {
                return true;
            }
        }

        return false;
    }

    public bool SetEquals(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<T> set = AsSet(other);
        return Count == set.Count && ContainsAll(set);
    }

    private bool ContainsAll(IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            if (!Contains(item))
            {
                return false;
            }
        }

        return true;
    }

    // The other collection as a set under this set's equality.
    private HashSet<T> AsSet(IEnumerable<T> other) =>
        other is HashSet<T> set && ReferenceEquals(set._comparer, _comparer) ? set : new HashSet<T>(other, _comparer);
}
