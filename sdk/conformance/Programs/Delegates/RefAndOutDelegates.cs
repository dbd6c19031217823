// Program: Ref and out delegates.

namespace Lume.Conformance.Programs.Delegates;

internal static class RefAndOutDelegates
{
    private delegate bool TryParse(string text, out int value);

    private delegate void Change(ref int value, in int by);

    private delegate ref int Pick(int[] array);

    private delegate int Count(ReadOnlySpan<char> text);

    public static void Run()
    {
        TryParse parse = (string text, out int value) =>
        {
            value = text.Length * 11;
            return text.Length > 2;
        };
        Out.Line("out", parse("abc", out int v) ? v : -1, v);
        Change change = (ref int x, in int by) => x += by;
        change(ref v, 5);
        Out.Line("ref", v);
        Pick pick = array => ref array[1];
        int[] numbers = [1, 2, 3];
        pick(numbers) = 20;
        Out.Numbers("picked", numbers);
        Count count = text => text.Length;
        Out.Line("span", count("hello".AsSpan(1)));
    }
}
