// Program: Linked lists.

namespace Lume.Conformance.Programs.Gc;

internal static class LinkedLists
{
    private sealed class Node
    {
        public int Value;
        public Node? Next;
    }

    public static void Run()
    {
        Node? head = null;
        for (int i = 0; i < 1500; i++)
        {
            head = new Node { Value = i, Next = head };
            if (i % 500 == 499)
            {
                GC.Collect();
            }
        }

        long sum = 0;
        int count = 0;
        for (Node? n = head; n is not null; n = n.Next)
        {
            sum = (sum * 3 % 1000003) + n.Value;
            count++;
        }

        Out.Line("list", count, sum);
    }
}
