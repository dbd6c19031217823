// Program: division edges of 64 and 128 bits, remainders of every sign, and what overflows.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class WideDivision
{
    private static string Try(Func<long> f)
    {
        try
        {
            return f().ToString();
        }
        catch (Exception e)
        {
            return Out.NameOf(e);
        }
    }

    public static void Run()
    {
        long[] values = [0, 1, -1, 7, -7, long.MaxValue, long.MinValue, int.MinValue, uint.MaxValue];
        foreach (long a0 in values)
        {
            foreach (long b0 in values)
            {
                long a = Opaque.Of(a0), b = Opaque.Of(b0);
                Out.Line($"{a}/{b}: {Try(() => a / b)} {Try(() => a % b)} {Try(() => unchecked((long)((ulong)a / (ulong)b)))} {Try(() => unchecked((long)((ulong)a % (ulong)b)))} {Try(() => checked(a * b))} {Try(() => checked(a - b))} {Try(() => (int)a / (int)b)}");
                ulong high = Math.BigMul((ulong)a, (ulong)b, out ulong low);
                long shigh = Math.BigMul(a, b, out long slow);
                Out.Line($"{high:x} {low:x} {shigh} {slow}");
            }
        }

        (long q, long r) = Math.DivRem(Opaque.Of(-17L), 5L);
        Out.Line($"{q} {r} {Math.DivRem(17u, 5u)}");
    }
}
