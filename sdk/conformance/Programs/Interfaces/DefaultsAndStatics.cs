// Program: default interface methods with state through properties, base calls by cast, generic defaults, private and static members.

namespace Lume.Conformance.Programs.Interfaces;

internal static class DefaultsAndStatics
{
    private interface INamed
    {
        string Name { get; }
        string Greeting => Prefix() + Name + Suffix;
        private string Prefix() => "hello ";
        protected static string Suffix => "!";
        static int Calls;
        int Count() => ++Calls;
    }

    private interface ILoud : INamed
    {
        string INamed.Greeting => Name.ToUpperInvariant() + Suffix + Suffix;
        new int Count() => 100;
    }

    private interface IPair<T>
    {
        T First { get; }
        T Second { get; set; }
        bool Same => EqualityComparer<T>.Default.Equals(First, Second);
        string Kind => typeof(T) == typeof(string) ? "strings" : typeof(T) == typeof(int) ? "ints" : "others";
        IPair<T> Swapped() => new Simple<T>(Second, First);
        U Map<U>(Func<T, T, U> f) => f(First, Second);
        static IPair<T> Make(T a, T b) => new Simple<T>(a, b);
    }

    private sealed class Simple<T>(T a, T b) : IPair<T>
    {
        public T First => a;
        public T Second { get; set; } = b;
    }

    private class Person(string name) : INamed
    {
        public string Name => name;
    }

    private sealed class Shouter(string name) : Person(name), ILoud;

    private struct Tag(int n) : INamed, IPair<int>
    {
        public readonly string Name => "tag" + n;
        public readonly int First => n;
        public int Second { get; set; }
    }

    private interface ICounter { int Value { get; set; } void Up() => Value++; void UpBy(int n) { for (int i = 0; i < n; i++) { Up(); } } }
    private struct Boxed : ICounter { public int Value { get; set; } }
    private sealed class Double : ICounter { public int Value { get; set; } public void Up() => Value += 2; }

    private static string Greet<T>(T t) where T : INamed => t.Greeting;
    private static int Bump<T>(ref T t) where T : ICounter { t.Up(); t.UpBy(3); return t.Value; }

    public static void Run()
    {
        INamed p = new Person("ann"), s = new Shouter("bob"), t = new Tag(4);
        Out.Line(p.Greeting + s.Greeting + t.Greeting + Greet(new Person("c")) + Greet(new Shouter("d")) + Greet(new Tag(5)));
        Out.Line($"{p.Count()} {s.Count()} {((ILoud)s).Count()} {INamed.Calls}");
        IPair<string> q = IPair<string>.Make("a", "b");
        Out.Line($"{q.Same} {q.Kind} {q.Swapped().First} {q.Map((x, y) => x + y).Length} {q.Map((x, y) => (x, y))}");
        q.Second = "a";
        Out.Line($"{q.Same} {((IPair<int>)new Tag(3)).Same} {((IPair<int>)new Tag(3)).Kind} {new Simple<object>(1, 1) is IPair<object> { Kind: "others" }}");
        Boxed b = default;
        ICounter boxed = b;
        boxed.UpBy(4);
        Double d = new();
        Out.Line($"{boxed.Value} {Bump(ref b)} {b.Value} {Bump(ref d)} {((ICounter)d).Value}");
    }
}
