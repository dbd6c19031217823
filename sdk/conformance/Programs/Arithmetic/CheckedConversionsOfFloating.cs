// Program: Checked conversions of floating.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class CheckedConversionsOfFloating
{
    public static void Run()
    {
        foreach (double v in (double[])[0.0, -0.9, 127.5, 128.0, -128.9, -129.0, 255.9, 256.0, -1.0, 2147483647.5, 2147483648.0, -2147483648.9, -2147483649.0, 4294967295.5, 4294967296.0, 9.2233720368547748e18, 9.2233720368547758e18, -9.2233720368547758e18, 1.8446744073709550e19, 1.8446744073709552e19, double.NaN, double.PositiveInfinity])
        {
            double x = Opaque.Of(v);
            Out.Line("from", x);
            Out.Line("to", Mask(x));
        }
    }

    private static int Mask(double x)
    {
        int mask = 0;
        mask |= Fits(() => checked((sbyte)x)) ? 1 : 0;
        mask |= Fits(() => checked((byte)x)) ? 2 : 0;
        mask |= Fits(() => checked((short)x)) ? 4 : 0;
        mask |= Fits(() => checked((ushort)x)) ? 8 : 0;
        mask |= Fits(() => checked((int)x)) ? 16 : 0;
        mask |= Fits(() => checked((uint)x)) ? 32 : 0;
        mask |= Fits(() => checked((long)x)) ? 64 : 0;
        mask |= Fits(() => (long)checked((ulong)x)) ? 128 : 0;
        mask |= Fits(() => checked((int)(float)x)) ? 256 : 0;
        return mask;
    }

    private static bool Fits(Func<long> conversion)
    {
        try
        {
            conversion();
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
