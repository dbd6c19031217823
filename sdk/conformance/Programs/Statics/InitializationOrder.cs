// Program: static initializers that depend on each other across classes, generics, nested types, structs and inheritance; with failures.

namespace Lume.Conformance.Programs.Statics;

internal static class InitializationOrder
{
    private static readonly List<string> s_log = [];
    private static T Note<T>(string name, T value) { s_log.Add(name); return value; }
    private static class A { public static readonly int X = Note("A.X", B.Y + 1); static A() => Note("A()", 0); public static int Z = Note("A.Z", 5); }
    private static class B { public static readonly int Y = Note("B.Y", 10); public static int Late = Note("B.Late", C.V); static B() { } }
    private struct C { public static int V = Note("C.V", A.Z); static C() => Note("C()", 0); public int F = Note("C.F", 3); public C(int _) { } public static void Touch() { } }
    private class Base { public static int S = Note("Base.S", 1); protected int I = Note("Base.I", 2); static Base() => Note("Base()", 0); public Base() => Note("new Base", Hook()); protected virtual int Hook() => 0; }
    private class Derived : Base { public static new int S = Note("Derived.S", 3); private readonly int _j = Note("Derived.J", 4); static Derived() => Note("Derived()", 0); public Derived() => Note("new Derived", 0); protected override int Hook() => Note("hook " + _j, _j); }
    private class Bad { public static int N = Note("Bad", 1); static Bad() => throw new FormatException("bad"); public static void M() { } }
    private class BadChild : Bad { public static int K = 1; }
    private static class G<T> { public static readonly string Name = Note("G<" + typeof(T).IsValueType + ">", "g"); public static int Count = Note("count", 0); static G() { } }
    private interface IWithStatic { static int N = Note("IWithStatic", 8); static IWithStatic() => Note("IWithStatic()", 0); static int Get() => N; }
    private static class Lazy { public static readonly object Instance = Note("Lazy", new object()); public const int Const = 4; public static int Plain; }

    public static void Run()
    {
        Note("start", 0);
        Out.Line("const", Lazy.Const);
        Out.Line($"{A.X} {A.Z} {B.Late} {C.V}");
        _ = new Derived();
        Out.Line("s", Derived.S, Base.S);
        for (int i = 0; i < 2; i++)
        {
            try
            {
                Bad.M();
            }
            catch (TypeInitializationException e)
            {
                Out.Line(e.InnerException!.Message + i);
            }
        }

        Out.Line("child", BadChild.K);
        try
        {
            _ = BadChild.N;
        }
        catch (TypeInitializationException e)
        {
            Out.Caught("child", e.InnerException!);
        }

        G<int>.Count++;
        G<string>.Count += 2;
        G<object>.Count += 3;
        Out.Line($"{G<int>.Count} {G<string>.Count} {G<object>.Count} {IWithStatic.Get()} {new C(0).F}");
        foreach (string s in s_log)
        {
            Out.Line(s);
        }
    }
}
