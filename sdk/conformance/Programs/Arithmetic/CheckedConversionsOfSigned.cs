// Program: Checked conversions of signed.

namespace Lume.Conformance.Programs.Arithmetic;

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
