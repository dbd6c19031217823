// Branches, loops, switches, recursion.

namespace Lume.Conformance.Programs.Control;

internal static class Loops
{
    public static void Run()
    {
        int n = Opaque.Of(10);
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            if (i == 3)
            {
                continue;
            }

            if (i == 8)
            {
                break;
            }

            sum += i;
        }

        Out.Line("for", sum);
        int k = 0;
        while (k * k < 50)
        {
            k++;
        }

        Out.Line("while", k);
        do
        {
            k -= 3;
        }
        while (k > 0);
        Out.Line("do", k);
        for (int i = 0, j = 10; i < j; i += 2, j--)
        {
            sum = (sum * 3) + i - j;
        }

        Out.Line("two variables", sum);
    }
}

internal static class NestedBreaks
{
    public static void Run()
    {
        int found = -1;
        for (int i = 1; i < 50; i++)
        {
            int j = 1;
            while (true)
            {
                if (j > i)
                {
                    break;
                }

                if (i * j == Opaque.Of(391))
                {
                    found = (i * 100) + j;
                    goto done;
                }

                j++;
            }
        }

    done:
        Out.Line("found", found);
    }
}

internal static class Gotos
{
    public static void Run()
    {
        int state = Opaque.Of(0);
        int steps = 0;
    again:
        steps++;
        switch (state)
        {
            case 0:
                state = 3;
                goto again;
            case 1:
                state = 4;
                goto case 3;
            case 2:
                goto default;
            case 3:
                state = steps > 3 ? 5 : 1;
                goto again;
            case 4:
                state = 2;
                goto again;
            default:
                Out.Line("end", state, steps);
                break;
        }
    }
}

internal static class DenseSwitch
{
    public static void Run()
    {
        for (int i = -3; i < 12; i++)
        {
            Out.Line("case", i, Pick(Opaque.Of(i)));
        }

        Out.Line("extremes", Pick(int.MinValue), Pick(int.MaxValue));
    }

    private static int Pick(int i)
    {
        switch (i)
        {
            case 0: return 100;
            case 1: return 101;
            case 2:
            case 3: return 103;
            case 4: return 104;
            case 5: return 105;
            case 7: return 107;
            case 8: return 108;
            case 9: return 109;
            default: return -1;
        }
    }
}

internal static class SparseSwitch
{
    public static void Run()
    {
        foreach (int i in (int[])[-1000000, -1, 0, 1, 17, 999, 1000, 65536, int.MaxValue, int.MinValue, 18])
        {
            Out.Line("case", i, Pick(Opaque.Of(i)));
        }

        foreach (long l in (long[])[0, 1L << 40, -(1L << 50), 5])
        {
            Out.Line("long", l, PickLong(Opaque.Of(l)));
        }
    }

    private static int Pick(int i) => i switch
    {
        -1000000 => 1,
        -1 => 2,
        17 => 3,
        1000 => 4,
        65536 => 5,
        int.MaxValue => 6,
        int.MinValue => 7,
        _ => 0,
    };

    private static int PickLong(long l) => l switch
    {
        0 => 1,
        1L << 40 => 2,
        -(1L << 50) => 3,
        _ => 9,
    };
}

internal static class StringSwitch
{
    public static void Run()
    {
        foreach (string s in (string[])["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "", "x", "Alpha"])
        {
            Out.Line(s, Pick(Opaque.Ref(s)));
        }

        Out.Line("null", Pick(null));
    }

    private static int Pick(string? s)
    {
        switch (s)
        {
            case "alpha": return 1;
            case "beta": return 2;
            case "gamma": return 3;
            case "delta": return 4;
            case "epsilon": return 5;
            case "zeta": return 6;
            case "eta": return 7;
            case "theta": return 8;
            case "iota": return 9;
            case "": return 10;
            case null: return 11;
            default: return -1;
        }
    }
}

internal static class CharacterSwitch
{
    public static void Run()
    {
        int vowels = 0;
        int digits = 0;
        int others = 0;
        foreach (char c in "The quick brown fox 0123456789 jumps over; the lazy dog")
        {
            switch (c)
            {
                case 'a' or 'e' or 'i' or 'o' or 'u':
                    vowels++;
                    break;
                case >= '0' and <= '9':
                    digits++;
                    break;
                default:
                    others++;
                    break;
            }
        }

        Out.Line("counts", vowels, digits, others);
    }
}

internal static class EnumSwitch
{
    private enum Color : short
    {
        Red,
        Green = 5,
        Blue,
        Dark = -3,
    }

    public static void Run()
    {
        foreach (Color c in (Color[])[Color.Red, Color.Green, Color.Blue, Color.Dark, (Color)77])
        {
            Out.Line("color", Name((Color)Opaque.Of((int)c)));
        }
    }

    private static string Name(Color c) => c switch
    {
        Color.Red => "red",
        Color.Green => "green",
        Color.Blue => "blue",
        Color.Dark => "dark",
        _ => "unknown",
    };
}

internal static class ShortCircuit
{
    private static int s_calls;

    public static void Run()
    {
        Out.Line("and", Test(false, 1) && Test(true, 2));
        Out.Line("or", Test(true, 4) || Test(true, 8));
        Out.Line("both", Test(true, 16) & Test(false, 32));
        Out.Line("either", Test(true, 64) | Test(false, 128));
        Out.Line("mixed", (Test(true, 256) && Test(false, 512)) || !Test(false, 1024));
        Out.Line("calls", s_calls);
    }

    private static bool Test(bool value, int bit)
    {
        s_calls |= bit;
        return Opaque.Of(value);
    }
}

internal static class Conditionals
{
    public static void Run()
    {
        for (int i = -2; i < 3; i++)
        {
            int v = Opaque.Of(i);
            string sign = v < 0 ? "minus" : v > 0 ? "plus" : "zero";
            Out.Line(sign, v < 0 ? -v : v);
            long wide = v > 0 ? v : 1L << 33;
            Out.Line("wide", wide);
            ref int chosen = ref Choose(ref v, v < 0);
            Out.Line("ref", chosen);
        }

        string? nothing = Opaque.Ref((string?)null);
        Out.Line("coalesce", nothing ?? "default");
        nothing ??= "assigned";
        Out.Line("assigned", nothing?.Length ?? -1);
    }

    private static int s_other = 42;

    private static ref int Choose(ref int a, bool first) => ref first ? ref a : ref s_other;
}

internal static class Recursion
{
    public static void Run()
    {
        Out.Line("fib", Fib(Opaque.Of(20)));
        Out.Line("ackermann", Ackermann(2, Opaque.Of(6)));
        Out.Line("even", IsEven(Opaque.Of(101)));
        Out.Line("depth", Depth(Opaque.Of(3000)));
        Out.Line("hanoi", Hanoi(12, 0, 1, 2));
    }

    private static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    private static int Ackermann(int m, int n) => m == 0 ? n + 1 : n == 0 ? Ackermann(m - 1, 1) : Ackermann(m - 1, Ackermann(m, n - 1));

    private static bool IsEven(int n) => n == 0 || IsOdd(n - 1);

    private static bool IsOdd(int n) => n != 0 && IsEven(n - 1);

    private static int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1);

    private static int Hanoi(int n, int from, int to, int via) => n == 0 ? 0 : Hanoi(n - 1, from, via, to) + 1 + Hanoi(n - 1, via, to, from);
}

internal static class Sieve
{
    public static void Run()
    {
        bool[] composite = new bool[Opaque.Of(2000)];
        int count = 0;
        int last = 0;
        for (int i = 2; i < composite.Length; i++)
        {
            if (composite[i])
            {
                continue;
            }

            count++;
            last = i;
            for (int j = i * i; j < composite.Length; j += i)
            {
                composite[j] = true;
            }
        }

        Out.Line("primes", count, last);
    }
}

internal static class Collatz
{
    public static void Run()
    {
        long best = 0;
        int longest = 0;
        for (long start = 1; start < 3000; start++)
        {
            long n = start;
            int length = 1;
            while (n != 1)
            {
                n = (n & 1) == 0 ? n >> 1 : (3 * n) + 1;
                length++;
            }

            if (length > longest)
            {
                (best, longest) = (start, length);
            }
        }

        Out.Line("longest", best, longest);
    }
}

internal static class ManyParameters
{
    public static void Run()
    {
        Out.Line("sum", Sum(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
        Out.Line("widths", Widths((byte)255, -1, 65535, -2, 4000000000, -3, ulong.MaxValue, true, 'x', -4));
        Out.Line("defaults", Defaults(1) + Defaults(1, c: 5) + Defaults(b: 9, a: 2));
        Out.Line("array", Array(1, 2, 3) + Array() + Array([4, 5]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Sum(int a, long b, short c, int d, int e, int f, int g, long h, int i, short j, byte k, int l)
        => a + (b * 2) + (c * 3) + (d * 4) + (e * 5) + (f * 6) + (g * 7) + (h * 8) + (i * 9) + (j * 10) + (k * 11) + (l * 12);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Widths(byte a, sbyte b, ushort c, short d, uint e, int f, ulong g, bool h, char i, long j)
        => a + b + c + d + e + f + (long)(g >> 60) + (h ? 1000 : 0) + i + j;

    private static int Defaults(int a, int b = 3, int c = 7) => (a * 100) + (b * 10) + c;

    private static int Array(params int[] values)
    {
        int sum = values.Length * 1000;
        foreach (int v in values)
        {
            sum += v;
        }

        return sum;
    }
}

internal static class LocalFunctions
{
    public static void Run()
    {
        int total = 0;
        Add(5);
        Add(Twice(10));
        Out.Line("total", total);
        Out.Line("recursive", Factorial(10));

        void Add(int x) => total += x;

        static int Twice(int x) => x * 2;

        long Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
    }
}

internal static class OutAndRefParameters
{
    public static void Run()
    {
        int a = Opaque.Of(17);
        Divide(a, 5, out int quotient, out int remainder);
        Out.Line("divided", quotient, remainder);
        Swap(ref quotient, ref remainder);
        Out.Line("swapped", quotient, remainder);
        Out.Line("in", Square(in a), Square(a + 1));
        int[] array = [1, 2, 3];
        Swap(ref array[0], ref array[2]);
        Out.Numbers("array", array);
        Find(array, 2) = 99;
        Out.Numbers("returned ref", array);
    }

    private static void Divide(int a, int b, out int q, out int r)
    {
        q = a / b;
        r = a % b;
    }

    private static void Swap(ref int a, ref int b) => (a, b) = (b, a);

    private static int Square(in int x) => x * x;

    private static ref int Find(int[] array, int value)
    {
        for (int i = 0; i < array.Length; i++)
        {
            if (array[i] == value)
            {
                return ref array[i];
            }
        }

        throw new InvalidOperationException();
    }
}
