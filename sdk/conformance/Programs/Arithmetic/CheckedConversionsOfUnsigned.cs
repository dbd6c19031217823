// Program: Checked conversions of unsigned.

namespace Lume.Conformance.Programs.Arithmetic;

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
