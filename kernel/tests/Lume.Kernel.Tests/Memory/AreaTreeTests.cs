// The area tree against a sorted list.
using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Lume.Kernel.Memory;
using Xunit;

namespace Lume.Kernel.Tests.Memory;

public sealed class AreaTreeTests
{
    private const ulong Page = PageMath.Size;

    [Fact]
    public void Areas_are_found_by_every_address_inside_and_none_outside()
    {
        AreaTree tree = Filled(200, pagesEach: 2, gapPages: 1);
        for (ulong i = 0; i < 200; i++)
        {
            ulong start = (1 + (i * 3)) * Page;
            Assert.True(tree.TryFind(start, out AreaPosition position));
            Assert.Equal(start, tree[position].Start);
            Assert.True(tree.TryFind(start + (2 * Page) - 1, out position));
            Assert.False(tree.TryFind(start + (2 * Page), out _));
        }

        Assert.False(tree.TryFind(0, out _));
    }

    [Fact]
    public void The_highest_gap_that_fits_is_taken_and_stacks_keep_their_distance()
    {
        AreaTree tree = new();
        tree.Insert(Area(100, 110));
        tree.Insert(Area(200, 210));
        ulong high = 1000 * Page;
        Assert.True(tree.TryFindGapBelow(10 * Page, Page, high, out ulong address));
        Assert.Equal(990 * Page, address);
        Assert.True(tree.TryFindGapBelow(800 * Page, Page, 2000 * Page, out address));
        Assert.Equal(1200 * Page, address);
        Assert.True(tree.TryFindGapBelow(90 * Page, Page, 220 * Page, out address));
        Assert.Equal(110 * Page, address);

        MemoryArea stack = Area(5000, 5010);
        stack.Flags |= AreaFlags.GrowsDown;
        tree.Insert(stack);
        Assert.True(tree.TryFindGapBelow(Page, Page, 5000 * Page, out address));
        Assert.Equal((5000 * Page) - UserLayout.StackGuardGap - Page, address);
        Assert.False(tree.TryFindGapBelow(6000 * Page, Page, 5000 * Page, out _));
    }

    [Fact]
    public void Random_changes_leave_it_equal_to_a_sorted_list()
    {
        Gen.Select(Gen.Int[0, 3], Gen.ULong[0, 400], Gen.ULong[1, 6]).List[0, 400].Sample(
            steps =>
            {
                AreaTree tree = new();
                SortedList<ulong, MemoryArea> model = [];
                foreach ((int kind, ulong at, ulong length) in steps)
                {
                    Apply(tree, model, kind, at * Page, length * Page);
                }

                Assert.Equal(model.Values.Select(a => (a.Start, a.End)), Ranges(tree));
                CheckLookups(tree, model);
            },
            iter: 300);
    }

    private static void Apply(AreaTree tree, SortedList<ulong, MemoryArea> model, int kind, ulong at, ulong length)
    {
        bool isFree = tree.IsFree(at, at + length);
        Assert.Equal(!model.Values.Any(a => a.Start < at + length && a.End > at), isFree);
        if (kind < 2 && isFree)
        {
            MemoryArea area = new() { Start = at, End = at + length };
            tree.Insert(in area);
            model.Add(at, area);
        }
        else if (kind == 2 && tree.TryFind(at, out AreaPosition position))
        {
            ulong start = tree[position].Start;
            model.Remove(start);
            bool more = tree.RemoveAt(ref position);
            Assert.Equal(model.Keys.Any(k => k > start), more);
        }
        else if (kind == 3 && tree.TryFind(at, out position) && tree[position].Start < at)
        {
            MemoryArea area = tree[position];
            tree.ChangeEnd(position, at);
            model[area.Start] = area with { End = at };
        }
    }

    private static void CheckLookups(AreaTree tree, SortedList<ulong, MemoryArea> model)
    {
        for (ulong page = 0; page < 410; page += 7)
        {
            ulong address = page * Page;
            List<MemoryArea> after = [.. model.Values.Where(a => a.End > address)];
            Assert.Equal(after.Count != 0, tree.TryFindEndingAfter(address, out AreaPosition position));
            if (after.Count != 0)
            {
                Assert.Equal(after[0].Start, tree[position].Start);
            }
        }

        for (ulong length = 1; length < 40; length += 6)
        {
            bool found = tree.TryFindGapBelow(length * Page, 2 * Page, 380 * Page, out ulong address);
            ulong? expected = HighestGap(model, length);
            Assert.Equal(expected.HasValue, found);
            if (found)
            {
                Assert.Equal(expected!.Value * Page, address);
            }
        }
    }

    private static ulong? HighestGap(SortedList<ulong, MemoryArea> model, ulong length)
    {
        for (long start = 380 - (long)length; start >= 2; start--)
        {
            ulong from = (ulong)start * Page;
            if (!model.Values.Any(a => a.Start < from + (length * Page) && a.End > from))
            {
                return (ulong)start;
            }
        }

        return null;
    }

    private static IEnumerable<(ulong Start, ulong End)> Ranges(AreaTree tree)
    {
        for (bool more = tree.TryFirst(out AreaPosition position); more; more = tree.MoveNext(ref position))
        {
            yield return (tree[position].Start, tree[position].End);
        }
    }

    private static AreaTree Filled(int count, ulong pagesEach, ulong gapPages)
    {
        AreaTree tree = new();
        for (ulong i = 0; i < (ulong)count; i++)
        {
            ulong start = 1 + (i * (pagesEach + gapPages));
            tree.Insert(Area(start, start + pagesEach));
        }

        return tree;
    }

    private static MemoryArea Area(ulong startPage, ulong endPage) => new() { Start = startPage * Page, End = endPage * Page };
}
