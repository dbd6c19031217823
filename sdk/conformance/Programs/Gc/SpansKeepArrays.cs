// Program: Spans keep arrays.

namespace Lume.Conformance.Programs.Gc;

internal static class SpansKeepArrays
{
    public static void Run()
    {
        Span<int> whole = Make(50);
        Span<int> part = Make(60)[20..30];
        ReadOnlySpan<char> text = ("abc" + Opaque.Of(12345)).AsSpan(2, 4);
        Span<int> end = Make(10)[10..];
        InteriorReferences.Churn();
        int sum = 0;
        foreach (int v in whole)
        {
            sum += v;
        }

        foreach (int v in part)
        {
            sum += v * 1000;
        }

        Out.Line("sum", sum, end.Length);
        Out.Line(text.ToString());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int[] Make(int n)
    {
        int[] array = new int[n];
        for (int i = 0; i < n; i++)
        {
            array[i] = i;
        }

        return array;
    }
}
