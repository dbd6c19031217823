// Program: Linked and sorted.

namespace Lume.Conformance.Programs.Collections;

internal static class LinkedAndSorted
{
    private sealed class Node<T>(T value)
    {
        public readonly T Value = value;
        public Node<T>? Next;
    }

    public static void Run()
    {
        Node<string>? head = null;
        for (int i = 0; i < 26; i++)
        {
            head = new Node<string>(((char)('a' + i)).ToString()) { Next = head };
        }

        Node<string>? reversed = null;
        while (head is not null)
        {
            (head.Next, reversed, head) = (reversed, head, head.Next);
        }

        string text = "";
        for (Node<string>? n = reversed; n is not null; n = n.Next)
        {
            text += n.Value;
        }

        Out.Line(text);
    }
}
