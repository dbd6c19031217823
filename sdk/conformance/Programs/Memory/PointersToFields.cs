// Program: Pointers to fields.

namespace Lume.Conformance.Programs.Memory;

internal static unsafe class PointersToFields
{
    private sealed class Node
    {
        public int A = 1;
        public long B = 2;
        public int[] C = [3, 4, 5];
    }

    public static void Run()
    {
        Node node = new();
        fixed (int* a = &node.A)
        fixed (long* b = &node.B)
        fixed (int* c = node.C)
        {
            *a = Opaque.Of(10);
            *b += *a;
            c[1] = (int)*b;
        }

        Out.Line("node", node.A, node.B, node.C[1]);
        string text = "pinned";
        fixed (char* chars = text)
        {
            int sum = 0;
            for (char* p = chars; *p != 0; p++)
            {
                sum += *p;
            }

            Out.Line("characters", sum);
        }

        fixed (int* none = (int[]?)null)
        {
            Out.Line("none", none == null);
        }
    }
}
