// Program: local functions that capture by ref, recur, are generic, static, iterators, and shared between lambdas and loops.

namespace Lume.Conformance.Programs.Control;

internal static class LocalFunctionsInDepth
{
    private static IEnumerable<int> Outer(int n)
    {
        int calls = 0;
        foreach (int i in Inner(n))
        {
            yield return i + calls;
        }

        IEnumerable<int> Inner(int depth)
        {
            calls++;
            if (depth == 0)
            {
                yield break;
            }

            yield return depth * 10;
            foreach (int j in Inner(depth - 1))
            {
                yield return j;
            }
        }
    }

    public static void Run()
    {
        int a = Opaque.Of(1), b = 2;
        string log = "";
        int Fact(int n) => n <= 1 ? 1 : n * Fact(n - 1);
        void Add(ref int to, in int by) { to += by; a += to; log += to; }
        static T Pick<T>(bool first, T x, T y) => first ? x : y;
        T Twice<T>(Func<T, T> f, T t) { b++; return f(f(t)); }
        Add(ref b, 5);
        Add(ref b, a);
        Out.Line($"{Fact(10)} {a} {b} {log} {Pick(a > b, "x", "y")} {Twice(x => x + b, 1)} {Twice(s => s + a, "s")} {b}");
        List<Func<int>> funcs = [];
        for (int i = 0; i < 3; i++)
        {
            int j = i * 10;
            int Local() => j++ + i + a;
            funcs.Add(Local);
            funcs.Add(() => Local() + Local());
            if (i == 1)
            {
                continue;
            }

            j += 100;
        }

        string text = "";
        foreach (Func<int> f in funcs)
        {
            text += f() + ",";
        }

        Out.Line(text);
        Action? chain = null;
        foreach (string s in (string[])["p", "q", "r"])
        {
            chain += () => text += s;
        }

        text = "";
        chain!();
        Out.Line(text);
        text = "";
        foreach (int i in Outer(3))
        {
            text += i + " ";
        }

        Out.Line(text);
        bool Even(int n) => n == 0 || Odd(n - 1);
        bool Odd(int n) => n != 0 && Even(n - 1);
        Out.Line($"{Even(10)} {Odd(10)}");
        Span<int> span = stackalloc int[4];
        Fill(span, 3);
        Out.Line("span", span[3], Sum(span));
        static void Fill(Span<int> s, int v) { for (int i = 0; i < s.Length; i++) { s[i] = v * i; } }
        static int Sum(ReadOnlySpan<int> s) => s.IsEmpty ? 0 : s[0] + Sum(s[1..]);
        (int q, int r) DivRem(int x, int y = 3) => (x / y, x % y);
        var (q, r) = DivRem(y: 4, x: 17);
        Out.Line($"{q} {r} {DivRem(10)}");
        try
        {
            Fail(2);
        }
        catch (InvalidOperationException e)
        {
            Out.Line(e.Message + a);
        }

        void Fail(int n)
        {
            try
            {
                if (n == 0)
                {
                    throw new InvalidOperationException("deep");
                }

                Fail(n - 1);
            }
            finally
            {
                a += n;
            }
        }
    }
}
