// Program: Narrowing conversions.

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
