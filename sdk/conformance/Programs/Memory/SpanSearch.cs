// Program: Span search.

namespace Lume.Conformance.Programs.Memory;

internal static class SpanSearch
{
    public static void Run()
    {
        ReadOnlySpan<byte> bytes = "hello world, hello spans"u8;
        Out.Line("index", bytes.IndexOf((byte)'o'), bytes.LastIndexOf((byte)'o'), bytes.IndexOf((byte)'?'));
        Out.Line("sequence", bytes.IndexOf("hello"u8), bytes.LastIndexOf("hello"u8));
        Out.Line("any", bytes.IndexOfAny((byte)',', (byte)'w'));
        Out.Line("starts", bytes.StartsWith("hell"u8));
        Out.Line("equal", bytes[..5].SequenceEqual(bytes[13..18]));
        Out.Line("compare", Math.Sign(bytes[..3].SequenceCompareTo("help"u8)));
        Span<int> numbers = stackalloc int[] { 4, 2, 9, 1 };
        numbers.Reverse();
        Out.Numbers("reversed", numbers);
        Out.Line("contains", numbers.Contains(9));
    }
}
