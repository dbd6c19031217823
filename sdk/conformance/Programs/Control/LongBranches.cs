// Program: Branches over more than 127 bytes.

namespace Lume.Conformance.Programs.Control;

internal static class LongBranches
{
    public static void Run()
    {
        Compare(1, 2, Opaque.Of(77L));
        Compare(2, 1, Opaque.Of(77L));
        Compare(3, 3, Opaque.Of(77L));
        Compare(-1, 1, Opaque.Of(77L));
        Compare(1u, uint.MaxValue, Opaque.Of(77L));
        Compare(5u, 5u, Opaque.Of(77L));
        Compare(7u, 6u, Opaque.Of(77L));
        Compare(1.5, 2.5, Opaque.Of(77L));
        Compare(2.5, 1.5, Opaque.Of(77L));
        Compare(0.5, 0.5, Opaque.Of(77L));
        Compare(double.NaN, 1.0, Opaque.Of(77L));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Compare(int a, int b, long x)
    {
        if (a < b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("int lt", x);
        }
        if (a <= b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("int le", x);
        }
        if (a > b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("int gt", x);
        }
        if (a >= b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("int ge", x);
        }
        if (a == b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("int eq", x);
        }
        if (a != b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("int ne", x);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Compare(uint a, uint b, long x)
    {
        if (a < b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("uint lt", x);
        }
        if (a <= b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("uint le", x);
        }
        if (a > b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("uint gt", x);
        }
        if (a >= b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("uint ge", x);
        }
        if (a == b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("uint eq", x);
        }
        if (a != b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("uint ne", x);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Compare(double a, double b, long x)
    {
        if (a < b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("double lt", x);
        }
        if (a <= b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("double le", x);
        }
        if (a > b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("double gt", x);
        }
        if (a >= b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("double ge", x);
        }
        if (a == b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("double eq", x);
        }
        if (a != b)
        {
            x = (x * 3) ^ (x >> 1);
            x = (x * 5) ^ (x >> 2);
            x = (x * 7) ^ (x >> 3);
            x = (x * 9) ^ (x >> 4);
            x = (x * 11) ^ (x >> 5);
            x = (x * 13) ^ (x >> 6);
            x = (x * 15) ^ (x >> 7);
            x = (x * 17) ^ (x >> 8);
            x = (x * 19) ^ (x >> 9);
            x = (x * 21) ^ (x >> 10);
            x = (x * 23) ^ (x >> 11);
            x = (x * 25) ^ (x >> 12);
            x = (x * 27) ^ (x >> 13);
            x = (x * 29) ^ (x >> 1);
            Out.Line("double ne", x);
        }
    }
}
