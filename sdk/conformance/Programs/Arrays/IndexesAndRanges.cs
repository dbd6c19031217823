// Program: Indexes and ranges.

namespace Lume.Conformance.Programs.Arrays;

internal static class IndexesAndRanges
{
    public static void Run()
    {
        int[] a = [0, 1, 2, 3, 4, 5, 6, 7];
        Index last = ^Opaque.Of(1);
        Range middle = 2..^2;
        Out.Line("index", a[last], a[^3], last.GetOffset(8));
        Out.Numbers("range", a[middle]);
        Out.Numbers("open", a[5..]);
        (int start, int length) = middle.GetOffsetAndLength(8);
        Out.Line("offset", start, length);
        Out.Line("string", "abcdef"[1..^1]);
        try
        {
            Out.Line("no", a[Opaque.Of(5)..Opaque.Of(3)].Length);
        }
        catch (ArgumentOutOfRangeException e)
        {
            Out.Caught("backwards", e);
        }
    }
}
