// Conversions without checks.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class NarrowingConversions
{
    public static void Run()
    {
        foreach (long v in (long[])[0x1234_5678_9ABC_DEF0, -1, 255, 256, 128, 32768, -32769, uint.MaxValue, long.MinValue])
        {
            long x = Opaque.Of(v);
            Out.Line("8", (sbyte)x, (byte)x);
            Out.Line("16", (short)x, (ushort)x, (char)x);
            Out.Line("32", (int)x, (uint)x);
            Out.Line("64", (ulong)x);
        }
    }
}

internal static class WideningConversions
{
    public static void Run()
    {
        sbyte sb = (sbyte)Opaque.Of(-2);
        byte b = (byte)Opaque.Of(254);
        short s = (short)Opaque.Of(-300);
        ushort us = (ushort)Opaque.Of(65000);
        int i = Opaque.Of(-70000);
        uint u = Opaque.Of(4000000000u);
        Out.Line("to int", (int)sb, (int)b);
        Out.Line("to int", (int)s, (int)us);
        Out.Line("to uint", (uint)sb, (uint)s, (uint)us);
        Out.Line("to long", (long)sb, (long)i, (long)u);
        Out.Line("to ulong", (ulong)sb);
        Out.Line("to ulong", (ulong)i);
        Out.Line("to ulong", (ulong)u);
        Out.Line("mixed", i + (long)u, u + (long)i);
    }
}

internal static class FloatingToIntegerSaturates
{
    public static void Run()
    {
        foreach (double v in (double[])[0.0, 0.9, -0.9, 1.5, -1.5, 127.9, 300.0, -300.0, 70000.0, 2147483647.0, 2147483648.0, -2147483648.0, -2147483649.0, 4294967295.0, 4294967296.0, 1e10, -1e10, 1e19, 2e19, -1e19, 1e300, -1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            double x = Opaque.Of(v);
            Out.Line("int", (int)x);
            Out.Line("uint", (uint)x);
            Out.Line("long", (long)x);
            Out.Line("ulong", (ulong)x);
            Out.Line("native", (long)(nint)x);
        }
    }
}

internal static class SingleToInteger
{
    public static void Run()
    {
        foreach (float v in (float[])[0f, -0.5f, 3.99f, -3.99f, 16777217f, 2147483648f, -2147483648f, 4294967296f, 1e20f, -1e20f, float.NaN, float.PositiveInfinity])
        {
            float x = Opaque.Of(v);
            Out.Line("int", (int)x);
            Out.Line("uint", (uint)x);
            Out.Line("long", (long)x);
            Out.Line("ulong", (ulong)x);
        }
    }
}

internal static class IntegerToFloating
{
    public static void Run()
    {
        foreach (long v in (long[])[0, 1, -1, 16777217, 9007199254740993, -9007199254740993, long.MaxValue, long.MinValue, 0x7FFFFF4000000001])
        {
            long x = Opaque.Of(v);
            Out.Line("double", (double)x);
            Out.Line("single", (double)(float)x);
            Out.Line("from ulong", (double)(ulong)x);
            Out.Line("single from ulong", (double)(float)(ulong)x);
            Out.Line("from int", (double)(int)x);
            Out.Line("from uint", (double)(uint)x);
            Out.Line("single from uint", (double)(float)(uint)x);
        }
    }
}

internal static class DoubleAndSingle
{
    public static void Run()
    {
        foreach (double v in (double[])[0.1, 1.0 / 3, 1e-45, 1e-46, 3.4028235e38, 3.5e38, -0.0, 16777217.0, double.Epsilon, double.MaxValue])
        {
            float f = (float)Opaque.Of(v);
            Out.Line("single bits", BitConverter.SingleToInt32Bits(f));
            Out.Line("back", (double)f);
        }
    }
}

internal static class CharactersAndNumbers
{
    public static void Run()
    {
        char c = (char)Opaque.Of('A');
        Out.Line("arithmetic", c + 1, (char)(c + 25), c - '0');
        Out.Line("compare", c >= 'A' && c <= 'Z');
        c += (char)32;
        Out.Line("compound", c);
        Out.Line("from double", (char)Opaque.Of(66.9));
        Out.Line("difference", 'z' - c);
    }
}

internal static class EnumsAreIntegers
{
    private enum Small : byte
    {
        None,
        Big = 250,
        Bigger,
    }

    [Flags]
    private enum Wide : long
    {
        Low = 1,
        High = 1L << 40,
        Both = Low | High,
    }

    public static void Run()
    {
        Small s = (Small)Opaque.Of(250);
        s++;
        Out.Line("equal", s == Small.Bigger);
        Out.Line("value", (byte)s, (int)(s + 10));
        Wide w = (Wide)Opaque.Of(1L << 40);
        Out.Line("flags", (w & Wide.Both) == Wide.High);
        w |= Wide.Low;
        w &= ~Wide.High;
        Out.Line("rest", (long)w);
        Out.Line("has", Wide.Both.HasFlag(w));
        Out.Line("difference", Small.Bigger - Small.None);
    }
}
