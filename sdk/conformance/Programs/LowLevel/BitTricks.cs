// Program: Bit tricks.

using System.Numerics;

namespace Lume.Conformance.Programs.LowLevel;

internal static class BitTricks
{
    public static void Run()
    {
        foreach (ulong v in (ulong[])[0, 1, 2, 0x80, 0xFFFF, 0x8000_0000, 0xFFFF_FFFF, 0x1_0000_0000, 1UL << 63, ulong.MaxValue, 0x0123_4567_89AB_CDEF])
        {
            ulong x = Opaque.Of(v);
            Out.Line("64", BitOperations.LeadingZeroCount(x), BitOperations.TrailingZeroCount(x), BitOperations.PopCount(x));
            Out.Line("32", BitOperations.LeadingZeroCount((uint)x), BitOperations.TrailingZeroCount((uint)x), BitOperations.PopCount((uint)x));
            Out.Line("log", BitOperations.Log2(x), BitOperations.IsPow2(x) ? 1 : 0);
        }
    }
}
