// The overflow-checked instructions.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class CheckedAdd
{
    public static void Run()
    {
        Add(1, 2);
        Add(int.MaxValue, 1);
        Add(int.MinValue, -1);
        Add(int.MinValue, int.MaxValue);
        AddLong(long.MaxValue, 0);
        AddLong(long.MaxValue, 1);
        AddLong(long.MinValue, -1);
        AddLong(-5, 3);
    }

    private static void Add(int a, int b)
    {
        try
        {
            Out.Line("int", checked(Opaque.Of(a) + Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("int", e);
        }
    }

    private static void AddLong(long a, long b)
    {
        try
        {
            Out.Line("long", checked(Opaque.Of(a) + Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("long", e);
        }
    }
}

internal static class CheckedSubtract
{
    public static void Run()
    {
        Subtract(1, 2);
        Subtract(int.MinValue, 1);
        Subtract(int.MaxValue, -1);
        Subtract(0, int.MinValue);
        Subtract(-1, int.MinValue);
        SubtractLong(long.MinValue, 1);
        SubtractLong(0, long.MinValue);
        SubtractLong(-1, long.MaxValue);
    }

    private static void Subtract(int a, int b)
    {
        try
        {
            Out.Line("int", checked(Opaque.Of(a) - Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("int", e);
        }
    }

    private static void SubtractLong(long a, long b)
    {
        try
        {
            Out.Line("long", checked(Opaque.Of(a) - Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("long", e);
        }
    }
}

internal static class CheckedMultiply
{
    public static void Run()
    {
        Multiply(46340, 46340);
        Multiply(46341, 46341);
        Multiply(-46341, 46341);
        Multiply(int.MinValue, -1);
        Multiply(int.MinValue, 1);
        MultiplyLong(3037000499, 3037000499);
        MultiplyLong(3037000500, 3037000500);
        MultiplyLong(long.MinValue, -1);
        MultiplyLong(-1, long.MinValue);
        MultiplyLong(-3, 5);
    }

    private static void Multiply(int a, int b)
    {
        try
        {
            Out.Line("int", checked(Opaque.Of(a) * Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("int", e);
        }
    }

    private static void MultiplyLong(long a, long b)
    {
        try
        {
            Out.Line("long", checked(Opaque.Of(a) * Opaque.Of(b)));
        }
        catch (OverflowException e)
        {
            Out.Caught("long", e);
        }
    }
}

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

internal static class CheckedNegate
{
    public static void Run()
    {
        foreach (int v in (int[])[5, -5, 0, int.MaxValue, int.MinValue])
        {
            try
            {
                Out.Line("int", checked(-Opaque.Of(v)));
            }
            catch (OverflowException e)
            {
                Out.Caught("int", e);
            }
        }

        try
        {
            Out.Line("long", checked(-Opaque.Of(long.MinValue)));
        }
        catch (OverflowException e)
        {
            Out.Caught("long", e);
        }

        try
        {
            byte b = (byte)Opaque.Of(255);
            checked
            {
                b++;
            }

            Out.Line("byte", b);
        }
        catch (OverflowException e)
        {
            Out.Caught("byte", e);
        }
    }
}

internal static class CheckedConversionsOfSigned
{
    public static void Run()
    {
        foreach (long v in (long[])[0, 127, 128, -128, -129, 255, 256, 32767, 32768, -32769, 65535, 65536, int.MaxValue, 1L + int.MaxValue, int.MinValue, uint.MaxValue, 1L + uint.MaxValue, -1, long.MaxValue, long.MinValue])
        {
            long x = Opaque.Of(v);
            Out.Line("from", x);
            Out.Line("to", Mask(x));
        }
    }

    private static int Mask(long x)
    {
        int mask = 0;
        mask |= Fits(() => checked((sbyte)x)) ? 1 : 0;
        mask |= Fits(() => checked((byte)x)) ? 2 : 0;
        mask |= Fits(() => checked((short)x)) ? 4 : 0;
        mask |= Fits(() => checked((ushort)x)) ? 8 : 0;
        mask |= Fits(() => checked((int)x)) ? 16 : 0;
        mask |= Fits(() => checked((uint)x)) ? 32 : 0;
        mask |= Fits(() => (long)checked((ulong)x)) ? 64 : 0;
        mask |= Fits(() => checked((char)x)) ? 128 : 0;
        mask |= Fits(() => checked((nint)x)) ? 256 : 0;
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

internal static class CheckedConversionsOfUnsigned
{
    public static void Run()
    {
        foreach (ulong v in (ulong[])[0, 127, 128, 255, 256, 32768, 65536, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, long.MaxValue, 1UL << 63, ulong.MaxValue])
        {
            ulong x = Opaque.Of(v);
            Out.Line("from", x);
            Out.Line("to", Mask(x));
        }

        uint u = Opaque.Of(3000000000u);
        try
        {
            Out.Line("uint to int", checked((int)u));
        }
        catch (OverflowException e)
        {
            Out.Caught("uint to int", e);
        }

        Out.Line("uint to long", checked((long)u));
    }

    private static int Mask(ulong x)
    {
        int mask = 0;
        mask |= Fits(() => checked((sbyte)x)) ? 1 : 0;
        mask |= Fits(() => checked((byte)x)) ? 2 : 0;
        mask |= Fits(() => checked((short)x)) ? 4 : 0;
        mask |= Fits(() => checked((ushort)x)) ? 8 : 0;
        mask |= Fits(() => checked((int)x)) ? 16 : 0;
        mask |= Fits(() => checked((uint)x)) ? 32 : 0;
        mask |= Fits(() => checked((long)x)) ? 64 : 0;
        mask |= Fits(() => checked((nint)x)) ? 128 : 0;
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

internal static class CheckedBlocksNest
{
    public static void Run()
    {
        int a = Opaque.Of(int.MaxValue);
        checked
        {
            int wrapped = unchecked(a + 1);
            Out.Line("unchecked inside", wrapped);
            try
            {
                int sum = 0;
                for (int i = 0; i < 3; i++)
                {
                    sum += a;
                }

                Out.Line("no", sum);
            }
            catch (OverflowException e)
            {
                Out.Caught("loop", e);
            }
        }

        try
        {
            int[] array = new int[checked(Opaque.Of(1 << 20) * Opaque.Of(1 << 12))];
            Out.Line("no", array.Length);
        }
        catch (OverflowException e)
        {
            Out.Caught("size", e);
        }
    }
}
