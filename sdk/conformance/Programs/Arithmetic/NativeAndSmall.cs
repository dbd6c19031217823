// Program: nint and nuint in arithmetic, checked contexts, comparisons and loops; compound assignments of small types.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class NativeAndSmall
{
    private static nint Mixed(nint a, int b, long c) => a * b + (nint)c - (nint)(uint)b;

    public static void Run()
    {
        nint n = Opaque.Of(int.MaxValue);
        n *= n;
        Out.Line($"{n} {n / 3} {n % 7} {-n} {~n} {n >> 5} {(int)n} {(byte)n} {Mixed(n, -2, long.MinValue)}");
        nuint u = (nuint)Opaque.Of(ulong.MaxValue);
        Out.Line($"{u} {u + 1} {u / 10} {u % 10} {(long)u} {u > 5} {(double)u}");
        try
        {
            checked
            {
                u++;
            }
        }
        catch (OverflowException e)
        {
            Out.Caught("u++", e);
        }

        try
        {
            n = checked(nint.MinValue - Opaque.Of(1));
        }
        catch (OverflowException e)
        {
            Out.Caught("n-1", e);
        }

        Out.Line($"{nint.MaxValue} {nuint.MinValue} {nint.Size} {(nint)(-1) == -1} {n.CompareTo(5)} {n.Equals((nint)1)}");
        byte b = 250;
        b += (byte)Opaque.Of(10);
        sbyte s = -128;
        s--;
        ushort h = 1;
        h -= 2;
        char c = 'z';
        c++;
        short k = short.MaxValue;
        k++;
        Out.Line($"{b} {s} {h} {(int)c} {k} {b-- - --b} {s++ + ++s}");
        try
        {
            checked
            {
                b = (byte)Opaque.Of(255);
                b++;
            }
        }
        catch (OverflowException)
        {
            Out.Line($"b++ {b}");
        }

        bool t = Opaque.Of(true);
        t &= Opaque.Of(false) | !t;
        t ^= true;
        Out.Line($"{t} {t | false} {t & !t} {(t ? 1 : 0) << 3}");
        uint x = 3;
        Out.Line($"{-x} {x - 4} {~x} {x * -1L} {(ulong)(-1L * x)} {5 - x > 0} {(int)x - 4 < 0}");
        int i = 5;
        i = i++ + ++i * i-- - --i;
        Out.Line($"{i}");
        int[] a = [1, 2, 3];
        int at = 0;
        a[at++] += a[at++] * 10 + at;
        Out.Line($"{a[0]} {a[1]} {at}");
    }
}
