// Program: Inline arrays.

namespace Lume.Conformance.Programs.Structs;

internal static class InlineArrays
{
    [InlineArray(4)]
    private struct Four<T>
    {
        private T _first;
    }

    public static void Run()
    {
        Four<int> f = default;
        for (int i = 0; i < 4; i++)
        {
            f[i] = (i + 1) * Opaque.Of(3);
        }

        Span<int> span = f;
        span[2] += 100;
        Out.Numbers("numbers", span);
        Four<string> s = default;
        s[0] = "a";
        s[3] = "d";
        Four<string> t = s;
        t[0] = "changed";
        Out.Line(s[0], t[0] + t[3]);
        int count = 0;
        foreach (string text in s)
        {
            count += text is null ? 1 : 10;
        }

        Out.Line("count", count);
        try
        {
            f[Opaque.Of(4)] = 1;
        }
        catch (IndexOutOfRangeException e)
        {
            Out.Caught("bounds", e);
        }
    }
}
