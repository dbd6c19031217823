// Searching free space between areas.
using System;

namespace Lume.Kernel.Memory;

public sealed partial class AreaTree
{
    /// <summary>
    /// Finds the highest free range of <paramref name="length"/> bytes within [<paramref name="low"/>, <paramref name="high"/>),
    /// leaving <see cref="UserLayout.StackGuardGap"/> below areas that grow down.
    /// </summary>
    public bool TryFindGapBelow(ulong length, ulong low, ulong high, out ulong address)
    {
        address = 0;
        if (high < low || high - low < length)
        {
            return false;
        }

        ulong above = high;
        for (int leafIndex = LeafFor(high); leafIndex >= 0; leafIndex--)
        {
            Leaf leaf = _leaves[leafIndex];
            if (leaf.Count == 0)
            {
                break;
            }

            // The free space after this leaf's last area lies before "above".
            if (Fits(leaf.Areas[leaf.Count - 1].End, above, low, high, length, out address))
            {
                return true;
            }

            above = EffectiveStart(in leaf.Areas[0]);
            if (LargestGap(leafIndex) >= length && FindInLeaf(leaf, length, low, high, out address))
            {
                return true;
            }

            if (leaf.Areas[0].Start <= low)
            {
                return false;
            }
        }

        return Fits(0, above, low, high, length, out address);
    }

    /// <summary>Whether no area overlaps [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public bool IsFree(ulong start, ulong end) => !TryFindEndingAfter(start, out AreaPosition position) || this[position].Start >= end;

    private static bool FindInLeaf(Leaf leaf, ulong length, ulong low, ulong high, out ulong address)
    {
        for (int slot = leaf.Count - 1; slot > 0; slot--)
        {
            if (Fits(leaf.Areas[slot - 1].End, EffectiveStart(in leaf.Areas[slot]), low, high, length, out address))
            {
                return true;
            }
        }

        address = 0;
        return false;
    }

    private static bool Fits(ulong gapStart, ulong gapEnd, ulong low, ulong high, ulong length, out ulong address)
    {
        ulong start = Math.Max(gapStart, low);
        ulong end = Math.Min(gapEnd, high);
        address = end - length;
        return end > start && end - start >= length;
    }

    /// <summary>The largest gap between two areas of one leaf.</summary>
    private ulong LargestGap(int leafIndex)
    {
        Leaf leaf = _leaves[leafIndex];
        if (!leaf.IsGapKnown)
        {
            ulong largest = 0;
            for (int slot = 1; slot < leaf.Count; slot++)
            {
                ulong start = EffectiveStart(in leaf.Areas[slot]);
                ulong end = leaf.Areas[slot - 1].End;
                if (start > end)
                {
                    largest = Math.Max(largest, start - end);
                }
            }

            leaf.LargestGap = largest;
            leaf.IsGapKnown = true;
        }

        return leaf.LargestGap;
    }

    private static ulong EffectiveStart(in MemoryArea area)
    {
        if (!area.Has(AreaFlags.GrowsDown))
        {
            return area.Start;
        }

        return area.Start > UserLayout.StackGuardGap ? area.Start - UserLayout.StackGuardGap : 0;
    }
}
