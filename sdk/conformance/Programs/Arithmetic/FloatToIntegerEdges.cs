// Program: conversions from NaN, infinities and borders, checked and unchecked, from both widths.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class FloatToIntegerEdges
{
    private static string Try(Func<object> f)
    {
        try
        {
            return f().ToString()!;
        }
        catch (OverflowException)
        {
            return "overflow";
        }
    }

    public static void Run()
    {
        double[] values =
        [
            double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 0.9, -0.9, -1.0, 1e300, -1e300, 2147483647.0, 2147483648.0,
            -2147483648.9, -2147483649.0, 4294967295.9, 4294967296.0, 9223372036854774784.0, 9223372036854775808.0, -9223372036854775808.0,
            18446744073709549568.0, 18446744073709551616.0, 127.9, 128.0, -128.9, -129.0, 255.9, 256.0, 32767.9, 32768.0, 65535.9, 65536.0,
        ];
        foreach (double raw in values)
        {
            double d = Opaque.Of(raw);
            Out.Line("unchecked", unchecked((int)d), (long)unchecked((uint)d), unchecked((long)d));
            Out.Line("ulong", unchecked((ulong)d));
            string text = Try(() => checked((int)d)) + " " + Try(() => checked((uint)d)) + " " + Try(() => checked((long)d)) + " " + Try(() => checked((ulong)d));
            Out.Line(text);
            Out.Line(Try(() => checked((sbyte)d)) + " " + Try(() => checked((byte)d)) + " " + Try(() => checked((short)d)) + " " + Try(() => checked((ushort)d)) + " " + Try(() => (long)checked((nint)d)) + " " + Try(() => (int)checked((char)d)));
            float f = (float)d;
            Out.Line(Try(() => checked((int)f)) + " " + Try(() => checked((uint)f)) + " " + Try(() => checked((long)f)) + " " + Try(() => checked((ulong)f)));
            Out.Line("single", unchecked((int)f), (long)unchecked((ulong)f), unchecked((long)f));
        }
    }
}
