// Plain arithmetic on every integer width.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class Int32Wraps
{
    public static void Run()
    {
        int max = Opaque.Of(int.MaxValue);
        int min = Opaque.Of(int.MinValue);
        Out.Line("add", max + 1);
        Out.Line("sub", min - 1);
        Out.Line("mul", max * 3);
        Out.Line("neg", -min);
        Out.Line("not", ~max);
        Out.Line("mix", (max - min) * 7 + (min ^ max));
    }
}

internal static class Int64Wraps
{
    public static void Run()
    {
        long max = Opaque.Of(long.MaxValue);
        long min = Opaque.Of(long.MinValue);
        Out.Line("add", max + 1);
        Out.Line("sub", min - 1);
        Out.Line("mul", max * 3);
        Out.Line("neg", -min);
        Out.Line("not", ~max);
        Out.Line("mix", (max - min) * 7 + (min ^ max));
    }
}

internal static class UInt32Wraps
{
    public static void Run()
    {
        uint max = Opaque.Of(uint.MaxValue);
        Out.Line("add", max + 1);
        Out.Line("sub", Opaque.Of(0u) - 1);
        Out.Line("mul", max * max);
        Out.Line("not", ~max);
        Out.Line("neg", -(long)max);
        Out.Line("as signed", (int)max);
        Out.Line("as long", (long)max);
    }
}

internal static class UInt64Wraps
{
    public static void Run()
    {
        ulong max = Opaque.Of(ulong.MaxValue);
        Out.Line("add", max + 1);
        Out.Line("sub", Opaque.Of(0UL) - 1);
        Out.Line("mul", max * max);
        Out.Line("not", ~max);
        Out.Line("as signed", (long)max);
    }
}

internal static class SmallIntegersWrap
{
    public static void Run()
    {
        byte b = (byte)Opaque.Of(255);
        sbyte sb = (sbyte)Opaque.Of(127);
        short s = (short)Opaque.Of(32767);
        ushort us = (ushort)Opaque.Of(65535);
        char c = (char)Opaque.Of(65535);
        b++;
        sb++;
        s++;
        us++;
        c++;
        Out.Line("byte", b);
        Out.Line("sbyte", sb);
        Out.Line("short", s);
        Out.Line("ushort", us);
        Out.Line("char", c);
        b -= 1;
        sb -= 2;
        s *= 2;
        us += 300;
        Out.Line("again", b, sb, s);
        Out.Line("ushort", us);
        Out.Line("promoted", (byte)Opaque.Of(200) + (byte)Opaque.Of(100));
    }
}

internal static class Division32
{
    public static void Run()
    {
        Show(7, 2);
        Show(-7, 2);
        Show(7, -2);
        Show(-7, -2);
        Show(int.MinValue, 1);
        Show(int.MinValue, 2);
        Show(int.MinValue, int.MinValue);
        Show(5, int.MinValue);
        Show(0, 9);
        Show(int.MinValue, -1);
        Show(1, 0);
        Show(0, 0);
    }

    private static void Show(int a, int b)
    {
        a = Opaque.Of(a);
        b = Opaque.Of(b);
        try
        {
            Out.Line("div", a / b);
        }
        catch (Exception e)
        {
            Out.Caught("div", e);
        }

        try
        {
            Out.Line("rem", a % b);
        }
        catch (Exception e)
        {
            Out.Caught("rem", e);
        }
    }
}

internal static class Division64
{
    public static void Run()
    {
        Show(7, 2);
        Show(-7, 2);
        Show(-7, -2);
        Show(long.MinValue, 1);
        Show(long.MinValue, 3);
        Show(5, long.MinValue);
        Show(long.MinValue, -1);
        Show(1, 0);
    }

    private static void Show(long a, long b)
    {
        a = Opaque.Of(a);
        b = Opaque.Of(b);
        try
        {
            Out.Line("div", a / b);
        }
        catch (Exception e)
        {
            Out.Caught("div", e);
        }

        try
        {
            Out.Line("rem", a % b);
        }
        catch (Exception e)
        {
            Out.Caught("rem", e);
        }
    }
}

internal static class DivisionUnsigned
{
    public static void Run()
    {
        Out.Line("u32", Opaque.Of(uint.MaxValue) / 3, Opaque.Of(uint.MaxValue) % 10);
        Out.Line("u32 big", Opaque.Of(5u) / uint.MaxValue, Opaque.Of(uint.MaxValue) / Opaque.Of(uint.MaxValue - 1));
        Out.Line("u64", Opaque.Of(ulong.MaxValue) / 3);
        Out.Line("u64 rem", Opaque.Of(ulong.MaxValue) % 10);
        try
        {
            Out.Line("no", Opaque.Of(1u) / Opaque.Of(0u));
        }
        catch (DivideByZeroException e)
        {
            Out.Caught("u32 zero", e);
        }

        try
        {
            Out.Line("no", Opaque.Of(1UL) % Opaque.Of(0UL));
        }
        catch (DivideByZeroException e)
        {
            Out.Caught("u64 zero", e);
        }
    }
}

internal static class DivisionByConstants
{
    public static void Run()
    {
        int[] values = [0, 1, -1, 6, -6, 7, 99, -100, int.MaxValue, int.MinValue];
        foreach (int v in values)
        {
            Out.Line("by 2 3 7", v / 2, v / 3, v / 7);
            Out.Line("rem 2 3 10", v % 2, v % 3, v % 10);
            Out.Line("by -5 16", v / -5, v / 16, v % 16);
            Out.Line("long", (long)v * 1000003 / 17, (long)v * 1000003 % 17);
            Out.Line("unsigned", (uint)v / 7, (uint)v % 1000);
        }
    }
}

internal static class Shifts32
{
    public static void Run()
    {
        int v = Opaque.Of(-1234567);
        uint u = Opaque.Of(0x87654321u);
        for (int i = 0; i <= 40; i += 5)
        {
            int n = Opaque.Of(i);
            Out.Line("left", v << n, u << n);
            Out.Line("right", v >> n, u >> n);
            Out.Line("logical", v >>> n, u >>> n);
        }

        Out.Line("negative count", v << Opaque.Of(-1), v >> Opaque.Of(-31));
    }
}

internal static class Shifts64
{
    public static void Run()
    {
        long v = Opaque.Of(-123456789012345);
        ulong u = Opaque.Of(0x8765432112345678UL);
        for (int i = 0; i <= 70; i += 7)
        {
            int n = Opaque.Of(i);
            Out.Line("left", v << n);
            Out.Line("right", v >> n);
            Out.Line("logical", v >>> n);
            Out.Line("uleft", u << n);
            Out.Line("uright", u >> n);
        }
    }
}

internal static class ShiftsOfSmallTypes
{
    public static void Run()
    {
        byte b = (byte)Opaque.Of(0xF0);
        sbyte sb = (sbyte)Opaque.Of(-16);
        ushort us = (ushort)Opaque.Of(0xF00F);
        short s = (short)Opaque.Of(-4096);
        Out.Line("byte", b << 4, b >> 4, (byte)(b << 1));
        Out.Line("sbyte", sb << 4, sb >> 2, (sbyte)(sb << 1));
        Out.Line("ushort", us << 4, us >> 4, (ushort)(us << 1));
        Out.Line("short", s << 4, s >> 4, (short)(s << 3));
        b <<= 1;
        sb >>= 1;
        sb >>>= 1;
        Out.Line("compound", b, sb);
    }
}

internal static class BitwiseOperators
{
    public static void Run()
    {
        int a = Opaque.Of(0x0FF0_1234);
        int b = Opaque.Of(unchecked((int)0xF0F0_4321));
        Out.Line("and or xor", a & b, a | b, a ^ b);
        long c = Opaque.Of(0x0FF0_1234_0000_FFFF);
        Out.Line("mixed", c & b, c | (uint)b, c ^ b);
        bool t = Opaque.Of(true);
        bool f = Opaque.Of(false);
        Out.Line("bool and", t & f);
        Out.Line("bool or", t | f);
        Out.Line("bool xor", t ^ t);
        Out.Line("bool not", !f);
        t &= f;
        f |= !t;
        Out.Line("compound", t);
        Out.Line("compound", f);
    }
}

internal static class IncrementsAndCompound
{
    public static void Run()
    {
        int i = Opaque.Of(5);
        int a = i++ + ++i;
        int b = i-- - --i;
        Out.Line("values", a, b, i);
        i += i++ + i;
        Out.Line("nested", i);
        int[] array = [1, 2, 3];
        int index = 0;
        array[index++] += 10;
        array[index++] *= array[index];
        array[index] <<= index;
        Out.Numbers("array", array);
        long l = i;
        l -= uint.MaxValue;
        l %= 1000;
        Out.Line("long", l);
    }
}

internal static class NativeIntegers
{
    public static void Run()
    {
        nint a = Opaque.Of(-5);
        nuint b = (nuint)Opaque.Of(7UL);
        Out.Line("size", IntPtr.Size);
        Out.Line("nint", a * 3, a / 2, a >> 1);
        Out.Line("nuint", (ulong)(b - 10));
        Out.Line("convert", (long)(nint)Opaque.Of(long.MaxValue));
        Out.Line("truncate", (int)(nint)Opaque.Of(0x1_0000_0005L));
        Out.Line("compare", a < (nint)b);
        Out.Line("unsigned compare", (nuint)a < b);
    }
}

internal static class Comparisons
{
    public static void Run()
    {
        int[] values = [0, 1, -1, int.MaxValue, int.MinValue];
        foreach (int x in values)
        {
            foreach (int y in values)
            {
                int a = Opaque.Of(x);
                int b = Opaque.Of(y);
                int bits = (a < b ? 1 : 0) | (a <= b ? 2 : 0) | (a > b ? 4 : 0) | (a >= b ? 8 : 0) | (a == b ? 16 : 0) | (a != b ? 32 : 0);
                bool lower = (uint)a < (uint)b;
                bool higher = (uint)a >= (uint)b;
                bool wide = (long)a > (uint)b;
                bool huge = (ulong)(long)a <= (ulong)(long)b;
                bits |= (lower ? 64 : 0) | (higher ? 128 : 0) | (wide ? 256 : 0) | (huge ? 512 : 0);
                Out.Line("bits", a, b, bits);
            }
        }
    }
}

internal static class MultiplyHigh
{
    public static void Run()
    {
        ulong a = Opaque.Of(0xFEDC_BA98_7654_3210UL);
        ulong b = Opaque.Of(0x0123_4567_89AB_CDEFUL);
        Out.Hex("low", a * b);
        Out.Hex("high", High(a, b));
        Out.Hex("square", High(a, a));
        Out.Line("wide", (long)(int)Opaque.Of(int.MinValue) * int.MinValue);
        Out.Line("unsigned wide", (ulong)Opaque.Of(uint.MaxValue) * uint.MaxValue);
    }

    private static ulong High(ulong a, ulong b)
    {
        ulong al = (uint)a;
        ulong ah = a >> 32;
        ulong bl = (uint)b;
        ulong bh = b >> 32;
        ulong middle = (ah * bl) + ((al * bl) >> 32);
        ulong other = (al * bh) + (uint)middle;
        return (ah * bh) + (middle >> 32) + (other >> 32);
    }
}

internal static class GreatestCommonDivisor
{
    public static void Run()
    {
        Out.Line("gcd", Gcd(Opaque.Of(1071L), 462));
        Out.Line("gcd", Gcd(Opaque.Of(1234567890123L), 987654321));
        Out.Line("power", PowerMod(Opaque.Of(3UL), 200, 1000000007));
        uint hash = 2166136261;
        for (int i = 0; i < 1000; i++)
        {
            hash = (hash ^ (byte)i) * 16777619;
        }

        Out.Line("hash", hash);
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    private static ulong PowerMod(ulong x, int n, ulong m)
    {
        ulong result = 1;
        while (n > 0)
        {
            if ((n & 1) != 0)
            {
                result = result * x % m;
            }

            x = x * x % m;
            n >>= 1;
        }

        return result;
    }
}
