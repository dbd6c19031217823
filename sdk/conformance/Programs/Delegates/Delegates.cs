// Delegates of every kind.

namespace Lume.Conformance.Programs.Delegates;

internal static class StaticAndInstance
{
    private delegate int Operation(int a, int b);

    private class Calculator
    {
        public int Bias;

        public int Add(int a, int b) => a + b + Bias;

        public virtual int Combine(int a, int b) => a - b;
    }

    public static void Run()
    {
        Operation multiply = Multiply;
        Out.Line("static", multiply(Opaque.Of(6), 7));
        Calculator c = new() { Bias = 100 };
        Operation add = c.Add;
        c.Bias++;
        Out.Line("instance", add(1, 2));
        Operation combine = c.Combine;
        Out.Line("virtual", combine(9, 4));
        Out.Line("target", ReferenceEquals(add.Target, c));
    }

    private static int Multiply(int a, int b) => a * b;
}

internal static class VirtualAndInterfaceTargets
{
    private interface IName
    {
        string Name();
    }

    private class A : IName
    {
        public virtual string Name() => "A";
    }

    private sealed class B : A
    {
        public override string Name() => "B";

        public Func<string> BaseName() => base.Name;
    }

    public static void Run()
    {
        A a = Opaque.Ref<A>(new B());
        Func<string> f = a.Name;
        IName i = a;
        Func<string> g = i.Name;
        Out.Line(f() + g() + ((B)a).BaseName()());
    }
}

internal static class StructTargets
{
    private struct Counter
    {
        public int Value;

        public int Next() => ++Value;

        public override string ToString() => "counter";
    }

    public static void Run()
    {
        Counter c = new() { Value = Opaque.Of(5) };
        Func<int> next = c.Next;
        next();
        next();
        Out.Line("boxed copy", next(), c.Value);
        Func<string> text = c.ToString;
        Out.Line(text());
    }
}

internal static class Closures
{
    public static void Run()
    {
        int counter = Opaque.Of(0);
        Func<int> next = () => ++counter;
        next();
        next();
        Out.Line("shared", counter, next());
        List<Func<int>> list = [];
        for (int i = 0; i < 3; i++)
        {
            int copy = i * 10;
            list.Add(() => copy + i);
        }

        Out.Line("captured", list[0](), list[1](), list[2]());
        List<Func<int>> each = [];
        foreach (int n in (int[])[7, 8, 9])
        {
            each.Add(() => n);
        }

        Out.Line("foreach", each[0](), each[1](), each[2]());
    }
}

internal static class NestedClosures
{
    public static void Run()
    {
        Func<int, Func<int, Func<int, int>>> curry = a => b => c => (a * 100) + (b * 10) + c;
        Out.Line("curried", curry(Opaque.Of(1))(2)(3));
        int outer = 1;
        Action act = () =>
        {
            int inner = 10;
            Action deeper = () =>
            {
                outer += inner;
                inner *= 2;
            };
            deeper();
            deeper();
            Out.Line("inner", inner);
        };
        act();
        act();
        Out.Line("outer", outer);
        Out.Line("y", Fix<int, int>(self => n => n < 2 ? 1 : n * self(n - 1))(Opaque.Of(6)));
    }

    private static Func<T, TResult> Fix<T, TResult>(Func<Func<T, TResult>, Func<T, TResult>> f) => x => f(Fix(f))(x);
}

internal static class Multicast
{
    private static string s_log = "";

    public static void Run()
    {
        Action? a = null;
        a += () => s_log += "1";
        Action two = () => s_log += "2";
        a += two;
        a += two;
        a += () => s_log += "3";
        a();
        Out.Line(s_log, a.GetInvocationList().Length);
        a -= two;
        s_log = "";
        a!();
        Out.Line(s_log);
        a -= two;
        a -= two;
        s_log = "";
        a!();
        Out.Line(s_log);
        Func<int, int> f = x => x + 1;
        f += x => x * 10;
        Out.Line("last result", f(Opaque.Of(5)));
        Action? gone = two;
        gone -= two;
        Out.Line("gone", gone is null);
    }
}

internal static class MulticastExceptions
{
    public static void Run()
    {
        int reached = 0;
        Action a = () => reached += 1;
        a += () => throw new InvalidOperationException();
        a += () => reached += 10;
        try
        {
            a();
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("stopped", e);
        }

        Out.Line("reached", reached);
    }
}

internal static class DelegateEquality
{
    private sealed class Target
    {
        public void M()
        {
        }
    }

    public static void Run()
    {
        Target t = new();
        Action a = t.M;
        Action b = t.M;
        Action c = new Target().M;
        Out.Line("same", a == b);
        Out.Line("other target", a == c);
        Out.Line("static", (Action)S == (Action)S);
        Out.Line("combined", a + c == b + c);
        Out.Line("order", a + c == c + b);
        Out.Line("removed", (a + b + c) - (b + c) == a);
    }

    private static void S()
    {
    }
}

internal static class GenericDelegates
{
    private delegate TResult Transform<in T, out TResult>(T value);

    public static void Run()
    {
        Transform<int, string> f = n => n > 5 ? "big" : "small";
        Out.Line(f(Opaque.Of(9)));
        Transform<object, string> g = o => o is string s ? s : "object";
        Transform<string, object> h = g;
        Out.Line((string)h("variance"));
        Func<long, long> twice = Twice;
        Func<string, string> same = Twice;
        Out.Line(same("t"), twice(4));
        Out.Line("static generic", new Holder<byte>().Make()(200), new Holder<long>().Make()(1L << 40));
    }

    private static T Twice<T>(T value) => value;

    private sealed class Holder<T>
    {
        public Func<T, T> Make() => Pass;

        private T Pass(T value) => value;
    }
}

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

internal static class LargeDelegateSignatures
{
    private struct Big
    {
        public long A;
        public long B;
        public string C;
    }

    private delegate Big Work(Big a, byte b, double c, string d, Big e, int f, long g, object h, short i, Big j);

    private sealed class Worker
    {
        public long Base = 1000;

        public Big Do(Big a, byte b, double c, string d, Big e, int f, long g, object h, short i, Big j) => new()
        {
            A = Base + a.A + b + (long)c,
            B = e.B + f + g + i,
            C = d + h + j.C,
        };
    }

    public static void Run()
    {
        Work work = new Worker().Do;
        Big big = new() { A = 1, B = Opaque.Of(2L), C = "c" };
        Big r = work(big, 3, 4.9, "d", big, 5, 6, "h", -7, big);
        Out.Line(r.C, r.A, r.B);
        Work s = static (a, b, c, d, e, f, g, h, i, j) => a with { A = b, C = d + j.C };
        r = s(big, 9, 0, "q", big, 0, 0, "", 0, big);
        Out.Line(r.C, r.A, r.B);
    }
}

internal static class EventsWork
{
    private sealed class Button
    {
        private Action<string>? _custom;

        public event Action<string>? Clicked;

        public event Action<string> Custom
        {
            add => _custom = value + _custom;
            remove => _custom -= value;
        }

        public void Click(string how)
        {
            Clicked?.Invoke(how);
            _custom?.Invoke(how + "-custom");
        }
    }

    public static void Run()
    {
        Button b = new();
        b.Click("silent");
        Action<string> handler = s => Out.Line("handler", s);
        b.Clicked += handler;
        b.Clicked += s => Out.Line("other", s);
        b.Custom += s => Out.Line("first", s);
        b.Custom += handler;
        b.Click("one");
        b.Clicked -= handler;
        b.Custom -= handler;
        b.Click("two");
    }
}

internal static class ExtensionTargets
{
    public static void Run()
    {
        Func<int> length = "extended".Doubled;
        Out.Line("closed static", length());
        Func<string, int> open = Extensions.Doubled;
        Out.Line("open", open("abc"));
        Out.Line("chain", "x".Doubled().Tripled());
    }
}

internal static class Extensions
{
    public static int Doubled(this string s) => s.Length * 2;

    public static int Tripled(this int n) => n * 3;
}

internal static class SortingWithDelegates
{
    public static void Run()
    {
        string[] words = ["pear", "fig", "banana", "kiwi", "apple"];
        Array.Sort(words, (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        Out.Line(words[0] + " " + words[1] + " " + words[2] + " " + words[3] + " " + words[4]);
        List<int> numbers = [5, 3, 9, 1, 7];
        numbers.Sort((a, b) => b.CompareTo(a));
        Out.Line("first", numbers[0], numbers[4]);
        Out.Line("find", numbers.Find(n => n < 5), numbers.FindIndex(n => n == 7));
        Out.Line("removed", numbers.RemoveAll(n => n > 4), numbers.Count);
        Out.Line("exists", Array.Exists(words, w => w.Length == 6));
    }
}
