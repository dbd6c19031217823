// Program: Params spans.

namespace Lume.Conformance.Programs.Memory;

internal static class ParamsSpans
{
    public static void Run()
    {
        Out.Line("none", Sum());
        Out.Line("three", Sum(1, 2, Opaque.Of(3)));
        Out.Line("span", Sum([4, 5]));
        Out.Line("text", Join("a", "b", "c", "d"));
    }

    private static int Sum(params ReadOnlySpan<int> values)
    {
        int sum = values.Length * 100;
        foreach (int v in values)
        {
            sum += v;
        }

        return sum;
    }

    private static string Join(params ReadOnlySpan<string> parts)
    {
        string result = "";
        foreach (string part in parts)
        {
            result = part + result;
        }

        return result;
    }
}
