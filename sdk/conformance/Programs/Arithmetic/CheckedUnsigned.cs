// Program: Checked unsigned.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class CheckedUnsigned
{
    public static void Run()
    {
        Try(uint.MaxValue, 1);
        Try(5, 7);
        Try(65536, 65536);
        Try(65535, 65537);
        TryLong(ulong.MaxValue, 1);
        TryLong(5, 7);
        TryLong(1UL << 32, 1UL << 32);
        TryLong((1UL << 32) - 1, (1UL << 32) + 1);
    }

    private static void Try(uint a, uint b)
    {
        a = Opaque.Of(a);
        b = Opaque.Of(b);
        Out.Line("add", Attempt(() => checked(a + b)));
        Out.Line("sub", Attempt(() => checked(a - b)));
        Out.Line("mul", Attempt(() => checked(a * b)));
    }

    private static void TryLong(ulong a, ulong b)
    {
        a = Opaque.Of(a);
        b = Opaque.Of(b);
        Out.Line("add", Attempt(() => checked(a + b)));
        Out.Line("sub", Attempt(() => checked(a - b)));
        Out.Line("mul", Attempt(() => checked(a * b)));
    }

    private static ulong Attempt(Func<ulong> operation)
    {
        try
        {
            return operation();
        }
        catch (OverflowException)
        {
            return 999;
        }
    }
}
