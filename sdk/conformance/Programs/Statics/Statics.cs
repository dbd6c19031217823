// Static fields and static constructors.

namespace Lume.Conformance.Programs.Statics;

internal static class Log
{
    public static string Text = "";

    public static int Note(string s, int value = 0)
    {
        Text += s + ";";
        return value;
    }

    public static void Show()
    {
        Out.Line(Text);
        Text = "";
    }
}

internal static class StaticFields
{
    private static int s_number = 5;
    private static string s_text = "text";
    private static readonly int[] s_array = [1, 2, 3];
    private static long s_zero;
    private static (int A, string B) s_tuple = (1, "b");
    private static byte s_byte = 250;

    public static void Run()
    {
        s_number += Opaque.Of(10);
        s_text += "!";
        s_array[1] = s_number;
        s_zero--;
        s_tuple.A = 9;
        s_byte += 10;
        Out.Line(s_text, s_number, s_array[1]);
        Out.Line(s_tuple.B, s_tuple.A, s_zero, s_byte);
        ref int r = ref s_number;
        r = 77;
        Out.Line("ref", s_number);
    }
}

internal static class PreciseConstructors
{
    private static class Lazy
    {
        public static int Value;

        static Lazy()
        {
            Log.Note("lazy");
            Value = Opaque.Of(42);
        }

        public static void Touch()
        {
        }
    }

    public static void Run()
    {
        Log.Note("before");
        Lazy.Touch();
        Log.Note("after");
        Out.Line("value", Lazy.Value);
        Lazy.Touch();
        Log.Show();
    }
}

internal static class ConstructorOrder
{
    private class A
    {
        public static int X = Log.Note("A.X", 1);

        static A() => Log.Note("A");

        public A() => Log.Note("a");
    }

    private class B : A
    {
        public static int Y = Log.Note("B.Y", X + 1);

        static B() => Log.Note("B");

        public B() => Log.Note("b");
    }

    public static void Run()
    {
        _ = new B();
        _ = new B();
        Out.Line("values", A.X, B.Y);
        Log.Show();
    }
}

internal static class MutualConstructors
{
    private static class First
    {
        public static int Value = Second.Value + Opaque.Of(1);

        static First()
        {
        }
    }

    private static class Second
    {
        public static int Value = First.Value + Opaque.Of(10);

        static Second()
        {
        }
    }

    public static void Run() => Out.Line("values", First.Value, Second.Value);
}

internal static class ThrowingConstructors
{
    private static class Bad
    {
        public static int Value;

        static Bad()
        {
            Log.Note("bad");
            Value = Opaque.Of(1) / Opaque.Of(0);
        }
    }

    public static void Run()
    {
        for (int i = 0; i < 2; i++)
        {
            try
            {
                Out.Line("no", Bad.Value);
            }
            catch (TypeInitializationException e)
            {
                Out.Caught("outer", e);
                Out.Caught("inner", e.InnerException!);
            }
        }

        Log.Show();
    }
}

internal static class GenericStaticConstructors
{
    private static class PerType<T>
    {
        public static readonly string Name;

        static PerType()
        {
            Name = typeof(T) == typeof(int) ? "int" : typeof(T).IsValueType ? "value" : "class";
            Log.Note("init " + Name);
        }
    }

    public static void Run()
    {
        Out.Line(PerType<int>.Name + PerType<string>.Name + PerType<int>.Name + PerType<object>.Name);
        Log.Show();
        Out.Line(Get<long>() + Get<string>());
        Log.Show();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Get<T>() => PerType<T>.Name;
}

internal static class StaticsInStructs
{
    private struct Counter
    {
        public static int Made;
        public static readonly Counter Empty = new(-1);
        public int Id;

        public Counter(int id)
        {
            Id = id;
            Made++;
        }
    }

    public static void Run()
    {
        Counter a = new(Opaque.Of(5));
        Counter b = new(6);
        Out.Line("made", Counter.Made, Counter.Empty.Id, a.Id + b.Id);
    }
}

internal static class Constants
{
    private const int Number = 1 << 20;
    private const string Text = "constant" + "s";
    private const double Ratio = 1.5;
    private const char Letter = 'q';
    private const ulong Big = ulong.MaxValue / 3;

    public static void Run()
    {
        Out.Line(Text, Number + Opaque.Of(1), Letter);
        Out.Line("ratio", Ratio * Opaque.Of(2.0));
        Out.Line("big", Big);
        Out.Line("name", nameof(Constants.Run));
    }
}

internal static class ReadonlyTables
{
    private static readonly string[] s_names = ["zero", "one", "two", "three"];
    private static readonly long[] s_powers = [1, 10, 100, 1000, 10000];
    private static readonly Dictionary<string, int> s_map = new() { ["a"] = 1, ["b"] = 2 };
    private static readonly Func<int, int>[] s_functions = [x => x + 1, x => x * x];
    private static readonly int[][] s_jagged = [[1], [2, 3], []];

    private static ReadOnlySpan<byte> Bytes => [9, 8, 7, 6];

    private static ReadOnlySpan<int> Ints => [100, 200, 300];

    public static void Run()
    {
        int i = Opaque.Of(2);
        Out.Line(s_names[i], s_powers[i], s_map["b"]);
        Out.Line("functions", s_functions[0](i), s_functions[1](7));
        Out.Line("spans", Bytes[i], Ints[i]);
        Out.Line("jagged", s_jagged[1][1], s_jagged[2].Length);
    }
}

internal static class BeforeFieldInit
{
    private static class Relaxed
    {
        public static readonly int Value = Opaque.Of(3) * 7;
        public static readonly object Lock = new();
    }

    public static void Run()
    {
        int sum = 0;
        for (int i = 0; i < 4; i++)
        {
            sum += Relaxed.Value;
        }

        Out.Line("sum", sum);
        Out.Line("object", ReferenceEquals(Relaxed.Lock, Relaxed.Lock));
    }
}

internal static class StaticDelegatesAndLambdas
{
    private static Func<int, int> s_f = x => x + 1;
    private static Action? s_chain;

    public static void Run()
    {
        Func<int, int> old = s_f;
        s_f = x => old(x) * 10;
        Out.Line("wrapped", s_f(Opaque.Of(4)));
        int calls = 0;
        s_chain += () => calls++;
        s_chain += s_chain;
        s_chain();
        Out.Line("calls", calls);
    }
}
