// Program: Number formatting.

namespace Lume.Conformance.Programs.Strings;

internal static class NumberFormatting
{
    public static void Run()
    {
        foreach (int n in (int[])[0, 1, -1, 9, 10, -10, 12345678, int.MaxValue, int.MinValue])
        {
            Out.Line(Opaque.Of(n).ToString());
            Out.Line(n.ToString("x8"), n.ToString("X"));
        }

        Out.Line(Opaque.Of(ulong.MaxValue).ToString(), Opaque.Of(long.MinValue).ToString());
        Out.Line(((byte)7).ToString(), ((short)-7).ToString());
        Out.Line(true.ToString(), 'q'.ToString());
        Span<char> buffer = stackalloc char[8];
        Out.Line("formats", Opaque.Of(1234).TryFormat(buffer, out int written) ? written : -1);
        Out.Line("short", Opaque.Of(123456789).TryFormat(buffer, out written));
    }
}
