// Program: Generic recursion.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericRecursion
{
    private sealed class Tree<T>
        where T : IComparable<T>
    {
        private Node? _root;

        private sealed class Node
        {
            public T Value = default!;
            public Node? Left;
            public Node? Right;
        }

        public void Add(T value) => Add(ref _root, value);

        public int Walk(Span<T> output) => Walk(_root, output, 0);

        private static void Add(ref Node? node, T value)
        {
            if (node is null)
            {
                node = new Node { Value = value };
            }
            else if (value.CompareTo(node.Value) < 0)
            {
                Add(ref node.Left, value);
            }
            else
            {
                Add(ref node.Right, value);
            }
        }

        private static int Walk(Node? node, Span<T> output, int at)
        {
            if (node is null)
            {
                return at;
            }

            at = Walk(node.Left, output, at);
            output[at++] = node.Value;
            return Walk(node.Right, output, at);
        }
    }

    public static void Run()
    {
        Tree<int> numbers = new();
        int x = Opaque.Of(7);
        for (int i = 0; i < 15; i++)
        {
            numbers.Add(x = ((x * 31) + 11) % 101);
        }

        Span<int> sorted = stackalloc int[15];
        numbers.Walk(sorted);
        Out.Numbers("sorted", sorted);
        Tree<string> texts = new();
        texts.Add("m");
        texts.Add("c");
        texts.Add("z");
        string[] words = new string[3];
        texts.Walk(words);
        Out.Line(words[0] + words[1] + words[2]);
    }
}
