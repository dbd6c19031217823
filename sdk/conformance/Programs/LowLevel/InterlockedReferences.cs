// Program: Interlocked references.

using System.Threading;

namespace Lume.Conformance.Programs.LowLevel;

internal static class InterlockedReferences
{
    private sealed class Node
    {
        public string Name = "";
        public Node? Next;
    }

    private static Node? s_head;

    public static void Run()
    {
        for (int i = 0; i < 3; i++)
        {
            Node node = new() { Name = "n" + i };
            Node? head;
            do
            {
                head = Volatile.Read(ref s_head);
                node.Next = head;
            }
            while (Interlocked.CompareExchange(ref s_head, node, head) != head);
        }

        Out.Line(s_head!.Name + s_head.Next!.Name);
        Node? taken = Interlocked.Exchange(ref s_head, null);
        Out.Line(taken!.Name, s_head is null ? 1 : 0);
        object o = "x";
        Out.Line((string)Interlocked.Exchange(ref o, "y") + o);
    }
}
