// Program: Recursive iterators.

using System.Collections;

namespace Lume.Conformance.Programs.Modern;

internal static class RecursiveIterators
{
    private sealed class Tree(int value, Tree? left, Tree? right) : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator()
        {
            if (left is not null)
            {
                foreach (int v in left)
                {
                    yield return v;
                }
            }

            yield return value;
            if (right is not null)
            {
                foreach (int v in right)
                {
                    yield return v;
                }
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public static void Run()
    {
        Tree tree = new(5, new Tree(2, new Tree(1, null, null), new Tree(Opaque.Of(3), null, null)), new Tree(8, null, new Tree(9, null, null)));
        string text = "";
        foreach (int v in tree)
        {
            text += v;
        }

        Out.Line(text);
    }
}
