// Raw pointers, stack memory, function pointers.

namespace Lume.Conformance.Programs.Memory;

internal static unsafe class PointerArithmetic
{
    public static void Run()
    {
        int* p = stackalloc int[6] { 1, 2, 3, 4, 5, 6 };
        int* q = p + Opaque.Of(4);
        Out.Line("values", *p, *q, q[-2]);
        Out.Line("difference", q - p, (byte*)q - (byte*)p);
        *q++ = 50;
        *--q += 1;
        Out.Line("changed", p[4], *(p + 5));
        long* l = (long*)p;
        Out.Line("reinterpreted", l[1]);
        Out.Line("compare", p < q);
        int** pp = &p;
        **pp = 77;
        Out.Line("double", *p);
        void* v = p;
        Out.Line("null", v == null);
    }
}

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

internal static unsafe class UnalignedAccess
{
    public static void Run()
    {
        byte* bytes = stackalloc byte[32];
        for (int i = 0; i < 32; i++)
        {
            bytes[i] = (byte)(i + 1);
        }

        Out.Line("int", Unsafe.ReadUnaligned<int>(bytes + Opaque.Of(3)));
        Out.Line("long", Unsafe.ReadUnaligned<long>(bytes + Opaque.Of(5)));
        Unsafe.WriteUnaligned(bytes + 1, Opaque.Of(0x1122334455667788L));
        Out.Line("written", bytes[1], bytes[8], bytes[9]);
        Out.Line("short", Unsafe.ReadUnaligned<short>(bytes + 7));
    }
}

internal static unsafe class FunctionPointers
{
    private struct Big
    {
        public long A;
        public long B;
        public long C;
    }

    public static void Run()
    {
        delegate*<int, int, int> add = &Add;
        Out.Line("add", add(Opaque.Of(2), 3));
        delegate*<string, string> shout = &Shout;
        Out.Line("string", shout("hey"));
        delegate*<ref int, out long, void> refs = &Refs;
        int a = 5;
        refs(ref a, out long b);
        Out.Line("refs", a, b);
        delegate*<Big, int, Big> big = &Grow;
        Big g = big(new Big { A = 1, B = 2, C = 3 }, 10);
        Out.Line("struct", g.A, g.B, g.C);
        delegate*<Span<int>, int> span = &Length;
        Out.Line("span", span(stackalloc int[7]));
        delegate*<byte, sbyte, ushort, short, uint, bool, char, long> widths = &Widths;
        Out.Line("widths", widths(255, -1, 65535, -1, uint.MaxValue, true, 'z'));
        delegate*<double, float, double> floats = &Floats;
        Out.Line("floats", floats(1.5, 2.5f));
        delegate*<object, void> action = &Act;
        action("done");
    }

    private static int Add(int a, int b) => a + b;

    private static string Shout(string s) => s + "!";

    private static void Refs(ref int a, out long b) => b = ++a;

    private static Big Grow(Big b, int n) => new() { A = b.A + n, B = b.B * n, C = b.C - n };

    private static int Length(Span<int> s) => s.Length;

    private static long Widths(byte a, sbyte b, ushort c, short d, uint e, bool f, char g) => a + b + c + d + e + (f ? 1 : 0) + g;

    private static double Floats(double a, float b) => a * b;

    private static void Act(object o) => Out.Line((string)o);
}

internal static unsafe class FunctionPointerTables
{
    private struct Table
    {
        public delegate*<long, long, long> Operation;
        public char Symbol;
    }

    public static void Run()
    {
        Table* tables = stackalloc Table[4];
        tables[0] = new Table { Operation = &Plus, Symbol = '+' };
        tables[1] = new Table { Operation = &Minus, Symbol = '-' };
        tables[2] = new Table { Operation = &Times, Symbol = '*' };
        tables[3] = new Table { Operation = &Generic<long>, Symbol = 'g' };
        for (int i = 0; i < 4; i++)
        {
            Out.Line("result", tables[i].Symbol, tables[i].Operation(Opaque.Of(20L), 3));
        }

        delegate*<long, long, long>[] array = [&Times, &Plus];
        Out.Line("array", array[0](4, 5), array[1](4, 5));
        Out.Line("same", array[1] == tables[0].Operation);
    }

    private static long Plus(long a, long b) => a + b;

    private static long Minus(long a, long b) => a - b;

    private static long Times(long a, long b) => a * b;

    private static T Generic<T>(T a, T b) => b;
}
