// Program: Span copies.

namespace Lume.Conformance.Programs.Memory;

internal static class SpanCopies
{
    public static void Run()
    {
        int[] array = [1, 2, 3, 4, 5, 6, 7, 8];
        Span<int> span = array;
        span[..5].CopyTo(span[2..]);
        Out.Numbers("forward", array);
        span[3..].CopyTo(span);
        Out.Numbers("backward", array);
        string[] names = ["a", "b", "c", "d"];
        names.AsSpan(0, 3).CopyTo(names.AsSpan(1));
        Out.Line(names[0] + names[1] + names[2] + names[3]);
        Out.Line("try", span[..2].TryCopyTo(new int[1]));
        int[] copy = span[2..4].ToArray();
        copy[0] = -1;
        Out.Line("independent", array[2], copy[0]);
    }
}
