// Program: combining and removing sublists, equality, covariance, delegates of structs, generic delegates, invocation lists, events.

namespace Lume.Conformance.Programs.Delegates;

internal static class MulticastDepth
{
    private delegate TOut Convert<in TIn, out TOut>(TIn value) where TIn : class? where TOut : class?;
    private delegate bool TryGet<T>(string key, out T value);
    private delegate ref int Pick(int[] a);
    private delegate void Params(string a, params int[] rest);
    private class Base { public virtual string Who() => "base"; }
    private class Derived : Base { public override string Who() => "derived"; public string BaseWho() { Func<string> f = base.Who; return f(); } }
    private struct Counter { public int N; public int Up() => ++N; public readonly int Get() => N; }

    private sealed class Source
    {
        private Action<int>? _custom;
        public event Func<int, int>? Plain;
        public event Action<int> Custom { add { _custom += value; Adds++; } remove { _custom -= value; Adds--; } }
        public int Adds;
        public string Raise(int n)
        {
            _custom?.Invoke(n);
            string s = "";
            foreach (Delegate d in Plain?.GetInvocationList() ?? [])
            {
                s += ((Func<int, int>)d)(n) + ";";
            }

            return s + Plain?.Invoke(n);
        }
    }

    private static string s_log = "";
    private static void A() => s_log += "a";
    private static void B() => s_log += "b";
    private static void C() => s_log += "c";
    private static string Name(object o) => o is string s ? "s:" + s : "o";
    private static bool Find(string key, out int n) { n = key.Length; return n > 2; }
    private static ref int First(int[] a) => ref a[0];
    private static int Count(this string s, int n) => s.Length * n;

    public static void Run()
    {
        Action a = A, b = B, c = C;
        Action abcab = a + b + c + a + b;
        abcab();
        (abcab - (a + b))!();
        (abcab - (b + a))!();
        (abcab - a - a - b)!();
        Out.Line($"{s_log} {abcab.GetInvocationList().Length} {(a - a) is null} {(a - b) == a} {a + b == (Action)A + B} {(abcab - abcab) is null} {((Action?)null + a) == a}");
        Convert<object, string> general = Name;
        Convert<string, object> special = general;
        Out.Line((string)special("x") + special(null!) + (special.Equals(general)));
        TryGet<int> find = Find;
        Out.Line($"{find("abc", out int n)} {n} {find("a", out n)} {n}");
        Pick pick = First;
        int[] items = [1, 2];
        pick(items) = 9;
        Params p = (x, rest) => s_log = x + rest.Length;
        p("p", 1, 2, 3);
        p("q");
        Out.Line($"{items[0]} {s_log}");
        Base o = new Derived();
        Func<string> who = o.Who;
        Out.Line(who() + ((Derived)o).BaseWho() + who.Target!.Equals(o));
        Counter counter = default;
        Func<int> up = counter.Up;
        up();
        up();
        Out.Line($"{up()} {counter.N} {((Counter)up.Target!).N}");
        Func<int, int> ext = "four".Count;
        Out.Line("ext", ext(3));
        Source s = new();
        Action<int> custom = x => s_log += "<" + x + ">";
        s.Custom += custom;
        s.Custom += custom;
        s.Custom -= custom;
        s.Plain += x => x + 1;
        s.Plain += x => x * 10;
        s.Plain -= x => x + 1;
        Out.Line(s.Raise(4) + s_log + s.Adds);
        Func<Func<int, int>, Func<int, int>> twice = f => x => f(f(x));
        Out.Line("twice", twice(twice(twice(x => x + 1)))(0));
        Action fails = () => s_log = "1";
        fails += () => throw new InvalidOperationException();
        fails += () => s_log = "3";
        try
        {
            fails();
        }
        catch (InvalidOperationException)
        {
            Out.Line(s_log);
        }
    }
}
