// Program: Function pointers.

namespace Lume.Conformance.Programs.Memory;

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
