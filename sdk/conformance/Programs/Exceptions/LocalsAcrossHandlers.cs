// Program: Locals across handlers.

namespace Lume.Conformance.Programs.Exceptions;

internal static class LocalsAcrossHandlers
{
    private struct Big
    {
        public long A;
        public long B;
        public string C;
    }

    public static void Run()
    {
        int i = Opaque.Of(1);
        long l = 2;
        double d = 3.5;
        string s = "start";
        Big big = new() { A = 1, B = 2, C = "c" };
        Span<int> span = stackalloc int[3];
        ref int r = ref span[1];
        try
        {
            i += 10;
            l <<= 20;
            d *= 2;
            s += "+try";
            big.B = i;
            r = 5;
            Throw();
            i = -1;
        }
        catch (CustomException)
        {
            i++;
            r++;
            big.A = big.B;
        }
        finally
        {
            s += "+finally";
        }

        Out.Line(s, i, l, r);
        Out.Line(big.C, big.A, big.B);
        Out.Line("double", d);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw() => throw new CustomException("x");
}
