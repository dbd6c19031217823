// Program: Span basics.

namespace Lume.Conformance.Programs.Memory;

internal static class SpanBasics
{
    public static void Run()
    {
        int[] array = [1, 2, 3, 4, 5, 6];
        Span<int> span = array;
        Span<int> middle = span.Slice(Opaque.Of(1), 4);
        middle[0] = 20;
        middle[^1] = 50;
        Out.Numbers("array", array);
        Out.Line("lengths", span.Length, middle.Length, middle[1..3].Length);
        middle.Fill(9);
        Out.Numbers("filled", array);
        middle.Clear();
        Out.Numbers("cleared", array);
        Out.Line("empty", Span<int>.Empty.IsEmpty);
        ReadOnlySpan<int> read = span;
        Out.Line("sum", Sum(read), Sum([]));
    }

    private static int Sum(ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int v in values)
        {
            sum += v;
        }

        return sum;
    }
}
