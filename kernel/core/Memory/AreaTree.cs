// The areas of an address space in address order: a B-tree of two levels whose leaves hold areas by value.
// Invariant: areas never overlap; every leaf but a sole one is non-empty; _firsts[i] is the start of leaf i's first area.
using System;

namespace Lume.Kernel.Memory;

/// <summary>Names an area within an <see cref="AreaTree"/>; valid until the tree gains or loses an area.</summary>
public readonly struct AreaPosition
{
    internal readonly int Leaf;
    internal readonly int Slot;

    internal AreaPosition(int leaf, int slot)
    {
        Leaf = leaf;
        Slot = slot;
    }
}

/// <summary>
/// Ordered set of <see cref="MemoryArea"/>. Look-up is a binary search in one array of starts and one in a leaf, preceded by a
/// look at where the last one ended. Each leaf knows its largest gap, so that searching free space skips most of a big tree.
/// </summary>
public sealed partial class AreaTree
{
    private const int LeafCapacity = 32;
    private const int FirstLeafCapacity = 8;

    private Leaf[] _leaves;
    private ulong[] _firsts;
    private int _leafCount;
    private AreaPosition _lastHit;

    /// <summary>An empty tree.</summary>
    public AreaTree()
    {
        _leaves = [new Leaf(FirstLeafCapacity)];
        _firsts = new ulong[1];
        _leafCount = 1;
    }

    /// <summary>How many areas there are.</summary>
    public int Count { get; private set; }

    /// <summary>The area at a position. Change <c>Start</c> and <c>End</c> only through <see cref="ChangeStart"/> and <see cref="ChangeEnd"/>.</summary>
    public ref MemoryArea this[AreaPosition position] => ref _leaves[position.Leaf].Areas[position.Slot];

    /// <summary>Finds the area that contains <paramref name="address"/>.</summary>
    public bool TryFind(ulong address, out AreaPosition position)
    {
        position = _lastHit;
        if (position.Leaf < _leafCount)
        {
            Leaf leaf = _leaves[position.Leaf];
            if (position.Slot < leaf.Count && leaf.Areas[position.Slot].Contains(address))
            {
                return true;
            }
        }

        if (TryFindEndingAfter(address, out position) && this[position].Start <= address)
        {
            _lastHit = position;
            return true;
        }

        return false;
    }

    /// <summary>Finds the first area whose end is above <paramref name="address"/>: the one that contains it, or the next one.</summary>
    public bool TryFindEndingAfter(ulong address, out AreaPosition position)
    {
        int leafIndex = LeafFor(address);
        Leaf leaf = _leaves[leafIndex];
        int slot = leaf.LastStartingAtOrBefore(address);
        if (slot >= 0 && leaf.Areas[slot].End > address)
        {
            position = new AreaPosition(leafIndex, slot);
            return true;
        }

        position = new AreaPosition(leafIndex, slot + 1);
        return Normalize(ref position);
    }

    /// <summary>The first area. False when the tree is empty.</summary>
    public bool TryFirst(out AreaPosition position)
    {
        position = new AreaPosition(0, 0);
        return Count != 0;
    }

    /// <summary>The last area. False when the tree is empty.</summary>
    public bool TryLast(out AreaPosition position)
    {
        position = new AreaPosition(_leafCount - 1, _leaves[_leafCount - 1].Count - 1);
        return Count != 0;
    }

    /// <summary>Goes to the following area. False at the end.</summary>
    public bool MoveNext(ref AreaPosition position)
    {
        position = new AreaPosition(position.Leaf, position.Slot + 1);
        return Normalize(ref position);
    }

    /// <summary>Goes to the preceding area. False at the start.</summary>
    public bool MovePrevious(ref AreaPosition position)
    {
        if (position.Slot > 0)
        {
            position = new AreaPosition(position.Leaf, position.Slot - 1);
            return true;
        }

        if (position.Leaf == 0)
        {
            return false;
        }

        position = new AreaPosition(position.Leaf - 1, _leaves[position.Leaf - 1].Count - 1);
        return true;
    }

    /// <summary>Adds an area that overlaps no other. An exception for want of memory leaves the tree as it was.</summary>
    public AreaPosition Insert(in MemoryArea area)
    {
        int leafIndex = LeafFor(area.Start);
        Leaf leaf = _leaves[leafIndex];
        int slot = leaf.LastStartingAtOrBefore(area.Start) + 1;
        if (leaf.Count == LeafCapacity)
        {
            // An append keeps the full leaf full: fork and exec build trees in order.
            int keep = slot == LeafCapacity && leafIndex == _leafCount - 1 ? LeafCapacity : LeafCapacity / 2;
            SplitLeaf(leafIndex, keep);
            if (slot >= keep)
            {
                leafIndex++;
                slot -= keep;
                leaf = _leaves[leafIndex];
            }
        }

        leaf.InsertAt(slot, in area);
        Count++;
        Touch(leafIndex);
        return new AreaPosition(leafIndex, slot);
    }

    /// <summary>Takes an area out. <paramref name="position"/> then names the following one; false when there is none.</summary>
    public bool RemoveAt(ref AreaPosition position)
    {
        Leaf leaf = _leaves[position.Leaf];
        leaf.RemoveAt(position.Slot);
        Count--;
        if (leaf.Count == 0 && _leafCount > 1)
        {
            RemoveLeaf(position.Leaf);
            position = new AreaPosition(position.Leaf, 0);
            if (position.Leaf < _leafCount)
            {
                Touch(position.Leaf);
            }
        }
        else
        {
            Touch(position.Leaf);
        }

        return Normalize(ref position);
    }

    /// <summary>Moves an area's start; the area still ends after it and overlaps no other.</summary>
    public void ChangeStart(AreaPosition position, ulong start)
    {
        this[position].Start = start;
        Touch(position.Leaf);
    }

    /// <summary>Moves an area's end; the area still starts before it and overlaps no other.</summary>
    public void ChangeEnd(AreaPosition position, ulong end)
    {
        this[position].End = end;
        Touch(position.Leaf);
    }

    /// <summary>Forgets all areas.</summary>
    public void Clear()
    {
        _leaves = [new Leaf(FirstLeafCapacity)];
        _firsts = new ulong[1];
        _leafCount = 1;
        Count = 0;
    }

    /// <summary>The last leaf whose first area starts at or before the address, else the first leaf.</summary>
    private int LeafFor(ulong address)
    {
        int low = 0;
        int high = _leafCount - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (_firsts[middle] <= address)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private bool Normalize(ref AreaPosition position)
    {
        if (position.Leaf < _leafCount && position.Slot < _leaves[position.Leaf].Count)
        {
            return true;
        }

        position = new AreaPosition(position.Leaf + 1, 0);
        return position.Leaf < _leafCount;
    }

    /// <summary>After a change in a leaf: its key, its gaps and the gap before the next leaf's first area are new.</summary>
    private void Touch(int leafIndex)
    {
        Leaf leaf = _leaves[leafIndex];
        leaf.IsGapKnown = false;
        if (leaf.Count > 0)
        {
            _firsts[leafIndex] = leaf.Areas[0].Start;
        }

        if (leafIndex + 1 < _leafCount)
        {
            _leaves[leafIndex + 1].IsGapKnown = false;
        }
    }

    private void SplitLeaf(int leafIndex, int keep)
    {
        // All that is allocated comes first: an exception leaves the tree as it was.
        if (_leafCount == _leaves.Length)
        {
            Leaf[] leaves = new Leaf[_leafCount * 2];
            ulong[] firsts = new ulong[_leafCount * 2];
            Array.Copy(_leaves, leaves, _leafCount);
            Array.Copy(_firsts, firsts, _leafCount);
            _leaves = leaves;
            _firsts = firsts;
        }

        Leaf upper = _leaves[leafIndex].TakeUpper(keep);
        int moved = _leafCount - leafIndex - 1;
        Array.Copy(_leaves, leafIndex + 1, _leaves, leafIndex + 2, moved);
        Array.Copy(_firsts, leafIndex + 1, _firsts, leafIndex + 2, moved);
        _leaves[leafIndex + 1] = upper;
        _firsts[leafIndex + 1] = ulong.MaxValue;
        _leafCount++;
        Touch(leafIndex + 1);
        Touch(leafIndex);
    }

    private void RemoveLeaf(int leafIndex)
    {
        int moved = _leafCount - leafIndex - 1;
        Array.Copy(_leaves, leafIndex + 1, _leaves, leafIndex, moved);
        Array.Copy(_firsts, leafIndex + 1, _firsts, leafIndex, moved);
        _leafCount--;
        _leaves[_leafCount] = null!;
    }

    private sealed class Leaf
    {
        public MemoryArea[] Areas;
        public int Count;
        public ulong LargestGap;
        public bool IsGapKnown;

        public Leaf(int capacity) => Areas = new MemoryArea[capacity];

        public int LastStartingAtOrBefore(ulong address)
        {
            int low = -1;
            int high = Count - 1;
            while (low < high)
            {
                int middle = (low + high + 1) >> 1;
                if (Areas[middle].Start <= address)
                {
                    low = middle;
                }
                else
                {
                    high = middle - 1;
                }
            }

            return low;
        }

        public void InsertAt(int slot, in MemoryArea area)
        {
            if (Count == Areas.Length)
            {
                Array.Resize(ref Areas, Math.Min(LeafCapacity, Areas.Length * 2));
            }

            Array.Copy(Areas, slot, Areas, slot + 1, Count - slot);
            Areas[slot] = area;
            Count++;
        }

        public void RemoveAt(int slot)
        {
            Count--;
            Array.Copy(Areas, slot + 1, Areas, slot, Count - slot);
            Areas[Count] = default;
        }

        public Leaf TakeUpper(int keep)
        {
            Leaf upper = new(LeafCapacity) { Count = Count - keep };
            Array.Copy(Areas, keep, upper.Areas, 0, upper.Count);
            Array.Clear(Areas, keep, upper.Count);
            Count = keep;
            return upper;
        }
    }
}
