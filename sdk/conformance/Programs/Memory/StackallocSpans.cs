// Program: Stackalloc spans.

namespace Lume.Conformance.Programs.Memory;

internal static class StackallocSpans
{
    public static void Run()
    {
        int n = Opaque.Of(12);
        Span<long> span = n < 64 ? stackalloc long[n] : new long[n];
        for (int i = 0; i < n; i++)
        {
            span[i] = (long)i << (i * 4);
        }

        long sum = 0;
        foreach (ref readonly long v in span)
        {
            sum += v;
        }

        Out.Line("sum", sum);
        ReadOnlySpan<char> text = stackalloc char[] { 'a', 'b', 'c' };
        Out.Line("string", new string(text));
        Out.Line("text", text.ToString());
        ReadOnlySpan<int> constants = [10, 20, 30, 40];
        Out.Line("constants", constants[Opaque.Of(2)], constants.Length);
        ReadOnlySpan<byte> data = [1, 2, 255];
        Out.Line("bytes", data[Opaque.Of(2)]);
    }
}
