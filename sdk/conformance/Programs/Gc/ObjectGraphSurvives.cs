// Program: Object graph survives.

namespace Lume.Conformance.Programs.Gc;

internal static class ObjectGraphSurvives
{
    private abstract class Item
    {
        public int Id;
    }

    private sealed class Leaf : Item;

    private sealed class Branch : Item
    {
        public Item?[] Children = new Item?[4];
        public Dictionary<int, Item> ById = [];
    }

    public static void Run()
    {
        int next = 0;
        Branch root = (Branch)Build(4, ref next);
        for (int i = 0; i < 40; i++)
        {
            Branch b = (Branch)root.Children[i % 4]!;
            int unused = 0;
            b.Children[i * 3 % 4] = Build(1, ref unused);
            b.ById[i] = root;
        }

        GC.Collect();
        Out.Line("graph", next, Count(root), Sum(root));
    }

    private static Item Build(int depth, ref int next)
    {
        if (depth == 0)
        {
            return new Leaf { Id = next++ };
        }

        Branch b = new() { Id = next++ };
        for (int i = 0; i < 4; i++)
        {
            Item child = Build(depth - 1, ref next);
            b.Children[i] = child;
            b.ById[child.Id] = child;
        }

        return b;
    }

    private static int Count(Item? item)
    {
        int count = item is null ? 0 : 1;
        foreach (Item? child in (item as Branch)?.Children ?? [])
        {
            count += Count(child);
        }

        return count;
    }

    private static long Sum(Item? item)
    {
        long sum = item?.Id ?? 0;
        if (item is Branch b)
        {
            foreach (Item? child in b.Children)
            {
                sum += Sum(child);
            }
        }

        return sum;
    }
}
