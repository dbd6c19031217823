// Floating point, printed by bits.

namespace Lume.Conformance.Programs.Floating;

internal static class DoubleArithmetic
{
    public static void Run()
    {
        double a = Opaque.Of(0.1);
        double b = Opaque.Of(0.2);
        Out.Line("add", a + b);
        Out.Line("sub", a - b);
        Out.Line("mul", a * b);
        Out.Line("div", a / b);
        Out.Line("neg", -a);
        Out.Line("third", Opaque.Of(1.0) / 3.0);
        Out.Line("huge", Opaque.Of(1e308) * 10);
        Out.Line("tiny", Opaque.Of(1e-308) / 1e10);
        Out.Line("by zero", Opaque.Of(1.0) / Opaque.Of(0.0));
        Out.Line("by minus zero", Opaque.Of(1.0) / Opaque.Of(-0.0));
        Out.Line("nan", Opaque.Of(0.0) / Opaque.Of(0.0));
    }
}

internal static class SingleArithmetic
{
    public static void Run()
    {
        float a = Opaque.Of(0.1f);
        float b = Opaque.Of(0.2f);
        Show("add", a + b);
        Show("sub", a - b);
        Show("mul", a * b);
        Show("div", a / b);
        Show("neg", -a);
        Show("sum", 16777216f + Opaque.Of(1f));
        double d = a;
        Out.Line("promoted", d + b);
        Show("chain", (a * b) + (a / b) - 7.5f);
    }

    private static void Show(string label, float value) => Out.Line(label, BitConverter.SingleToInt32Bits(value));
}

internal static class FloatingComparisons
{
    public static void Run()
    {
        double[] values = [0.0, -0.0, 1.0, -1.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon];
        foreach (double x in values)
        {
            foreach (double y in values)
            {
                double a = Opaque.Of(x);
                double b = Opaque.Of(y);
                int bits = 0;
                bits |= a < b ? 1 : 0;
                bits |= a <= b ? 2 : 0;
                bits |= a > b ? 4 : 0;
                bits |= a >= b ? 8 : 0;
                bits |= a == b ? 16 : 0;
                bits |= a != b ? 32 : 0;
                bits |= !(a < b) ? 64 : 0;
                bits |= !(a >= b) ? 128 : 0;
                bool less = a < b;
                bool notGreater = !(a > b);
                bits |= less ? 256 : 0;
                bits |= notGreater ? 512 : 0;
                Out.Line("bits", bits);
            }
        }
    }
}

internal static class NaNInBranches
{
    public static void Run()
    {
        double nan = Opaque.Of(double.NaN);
        int steps = 0;
        while (nan < 5 || steps < 3)
        {
            steps++;
        }

        Out.Line("steps", steps);
        if (nan > 0)
        {
            Out.Line("greater");
        }
        else if (nan <= 0)
        {
            Out.Line("not greater");
        }
        else
        {
            Out.Line("neither");
        }

        Out.Line("is nan", double.IsNaN(nan));
        Out.Line("is nan", float.IsNaN((float)nan));
        Out.Line("infinite", double.IsInfinity(1 / Opaque.Of(0.0)));
    }
}

internal static class FloatingLoops
{
    public static void Run()
    {
        double sum = 0;
        for (int i = 1; i <= 1000; i++)
        {
            sum += 1.0 / i;
        }

        Out.Line("harmonic", sum);
        double root = Opaque.Of(2.0);
        for (int i = 0; i < 6; i++)
        {
            root -= ((root * root) - 2) / (2 * root);
        }

        Out.Line("root", root);
        float acc = 0;
        for (float x = 0; x < 1; x += 0.125f)
        {
            acc += x * x;
        }

        Out.Line("single", acc);
    }
}

internal static class ManyFloatingParameters
{
    public static void Run()
    {
        Out.Line("twelve", Sum(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        Out.Line("mixed", Mixed(1, 2.5, 3, 4.5f, 5, 6.5, 7, 8.5f, 9, 10.5, 11, 12.5f, 13, 14.5, 15, 16.5f, 17, 18.5, 19, 20.5f));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Sum(double a, double b, double c, double d, double e, double f, double g, double h, double i, double j, double k, double l)
        => a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f) + (7 * g) + (8 * h) + (9 * i) + (10 * j) + (11 * k) + (12 * l);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Mixed(int a, double b, long c, float d, byte e, double f, short g, float h, uint i, double j, int k, float l, long m, double n, int o, float p, int q, double r, ulong s, float t)
        => a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + (r * 2) + s + (t * 3);
}

internal static class FloatingInStructs
{
    private struct Point
    {
        public double X;
        public double Y;

        public Point(double x, double y)
        {
            X = x;
            Y = y;
        }

        public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

        public static Point operator *(Point a, double k) => new(a.X * k, a.Y * k);
    }

    private struct Mixed
    {
        public int Count;
        public float Weight;
        public double Total;
    }

    public static void Run()
    {
        Point p = new Point(1.5, -2.25) + (new Point(0.5, 4) * Opaque.Of(3.0));
        Out.Line("x", p.X);
        Out.Line("y", p.Y);
        Mixed m = Fill(new Mixed { Count = 2, Weight = 0.5f, Total = 9 });
        Out.Line("count", m.Count);
        Out.Line("weight", m.Weight);
        Out.Line("total", m.Total);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Mixed Fill(Mixed m)
    {
        m.Count++;
        m.Weight *= 3;
        m.Total += m.Weight + m.Count;
        return m;
    }
}

internal static class FloatingGenerics
{
    private struct Pair<T>
    {
        public T First;
        public T Second;
    }

    public static void Run()
    {
        Pair<double> d = Swap(new Pair<double> { First = 1.25, Second = -7 });
        Pair<float> f = Swap(new Pair<float> { First = 1.25f, Second = -7 });
        Out.Line("double", d.First);
        Out.Line("double", d.Second);
        Out.Line("single", f.First);
        object boxed = Opaque.Of(2.5);
        Out.Line("unboxed", (double)boxed + 1);
        List<double> list = [3.5, 1.5, 2.5];
        list.Sort();
        Out.Line("sorted", list[0]);
        Out.Line("equals", 1.5.Equals(list[0]));
        Out.Line("nan equals", double.NaN.Equals(Opaque.Of(double.NaN)));
        Out.Line("compare", 1.5.CompareTo(2.5), double.NaN.CompareTo(0.0));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Pair<T> Swap<T>(Pair<T> pair) => new() { First = pair.Second, Second = pair.First };
}

internal static class FloatingArrays
{
    public static void Run()
    {
        double[,] m = { { 1, 2 }, { 3, 4 } };
        double[,] n = { { 0.5, -1 }, { 2, 0.25 } };
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 2; j++)
            {
                double sum = 0;
                for (int k = 0; k < 2; k++)
                {
                    sum += m[i, k] * n[k, j];
                }

                Out.Line("cell", sum);
            }
        }

        Span<float> span = stackalloc float[5];
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = i * 1.5f;
        }

        ref float r = ref span[3];
        r /= 4;
        Out.Line("span", span[3]);
    }
}

internal static class FloatingBits
{
    public static void Run()
    {
        Out.Hex("double", BitConverter.DoubleToUInt64Bits(Opaque.Of(-2.5)));
        Out.Line("double", BitConverter.UInt64BitsToDouble(0x3FF8000000000000UL));
        Out.Hex("single", BitConverter.SingleToUInt32Bits(Opaque.Of(-2.5f)));
        Out.Line("single", BitConverter.UInt32BitsToSingle(0x3FC00000u));
        Out.Line("negative zero", 1 / Opaque.Of(-0.0) < 0);
        Out.Line("conditional", Opaque.Of(true) ? 1.5 : 2);
        Out.Line("increment", Increment(Opaque.Of(9.75)));
    }

    private static double Increment(double x)
    {
        x++;
        x *= 2;
        x--;
        return x;
    }
}
