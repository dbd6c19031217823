// Program: Stack memory.

namespace Lume.Conformance.Programs.Memory;

internal static unsafe class StackMemory
{
    private struct Item
    {
        public short A;
        public long B;
    }

    public static void Run()
    {
        int n = Opaque.Of(100);
        byte* bytes = stackalloc byte[n];
        for (int i = 0; i < n; i++)
        {
            bytes[i] = (byte)(i * 3);
        }

        Out.Line("sum", Sum(bytes, n));
        Item* items = stackalloc Item[3];
        items[2].A = 5;
        items[2].B = 6;
        (items + 1)->A = -1;
        Out.Line("items", items[2].A, items[2].B, items[1].A);
        Out.Line("nested", Nested(Opaque.Of(10)));
    }

    private static int Sum(byte* bytes, int n)
    {
        int sum = 0;
        while (n-- > 0)
        {
            sum += *bytes++;
        }

        return sum;
    }

    private static int Nested(int depth)
    {
        int* local = stackalloc int[depth + 1];
        local[depth] = depth;
        return depth == 0 ? local[0] : local[depth] + Nested(depth - 1);
    }
}
