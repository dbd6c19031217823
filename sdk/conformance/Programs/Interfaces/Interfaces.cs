// Interface dispatch in all its forms.

namespace Lume.Conformance.Programs.Interfaces;

internal static class SimpleDispatch
{
    private interface ICounter
    {
        int Next();

        int Step { get; set; }
    }

    private sealed class Up : ICounter
    {
        private int _n;

        public int Step { get; set; } = 1;

        public int Next() => _n += Step;
    }

    private sealed class Down : ICounter
    {
        private int _n;

        public int Step { get; set; } = 2;

        public int Next() => _n -= Step;
    }

    public static void Run()
    {
        ICounter[] counters = [new Up(), new Down(), new Up()];
        for (int round = 0; round < 4; round++)
        {
            foreach (ICounter c in counters)
            {
                c.Step += round;
                Out.Line("next", c.Next());
            }
        }
    }
}

internal static class ExplicitImplementations
{
    private interface IA
    {
        string Name();
    }

    private interface IB
    {
        string Name();
    }

    private class Both : IA, IB
    {
        public string Name() => "public";

        string IA.Name() => "a";

        string IB.Name() => "b";
    }

    private sealed class Again : Both, IA
    {
        string IA.Name() => "again";
    }

    public static void Run()
    {
        Both both = new();
        Out.Line(both.Name() + ((IA)both).Name() + ((IB)both).Name());
        Both again = new Again();
        Out.Line(again.Name() + ((IA)again).Name() + ((IB)again).Name());
    }
}

internal static class InheritedImplementations
{
    private interface IRun
    {
        string Go();
    }

    private class Base
    {
        public virtual string Go() => "base";
    }

    private class Middle : Base, IRun;

    private sealed class Leaf : Middle
    {
        public override string Go() => "leaf";
    }

    public static void Run()
    {
        IRun middle = Opaque.Ref<IRun>(new Middle());
        IRun leaf = Opaque.Ref<IRun>(new Leaf());
        Out.Line(middle.Go() + leaf.Go());
    }
}

internal static class DefaultMethods
{
    private interface IGreeter
    {
        string Name { get; }

        string Greet() => "hello " + Name;

        string Shout() => Greet() + "!";
    }

    private sealed class Quiet : IGreeter
    {
        public string Name => "quiet";
    }

    private sealed class Rude : IGreeter
    {
        public string Name => "rude";

        public string Greet() => "go away " + Name;
    }

    private struct Value : IGreeter
    {
        public string Name => "value";
    }

    public static void Run()
    {
        foreach (IGreeter g in (IGreeter[])[new Quiet(), new Rude(), new Value()])
        {
            Out.Line(g.Greet(), g.Shout());
        }
    }
}

internal static class DiamondOfDefaults
{
    private interface IRoot
    {
        string Who() => "root";
    }

    private interface ILeft : IRoot
    {
        string IRoot.Who() => "left";
    }

    private interface IRight : IRoot
    {
        string Other() => "right of " + Who();
    }

    private interface IBottom : ILeft, IRight
    {
        string IRoot.Who() => "bottom";
    }

    private sealed class Left : ILeft;

    private sealed class Mixed : ILeft, IRight;

    private sealed class Bottom : IBottom;

    public static void Run()
    {
        Out.Line(((IRoot)Opaque.Ref(new Left())).Who());
        Out.Line(((IRoot)Opaque.Ref(new Mixed())).Who());
        Out.Line(((IRight)Opaque.Ref(new Mixed())).Other());
        Out.Line(((IRoot)Opaque.Ref(new Bottom())).Who());
        Out.Line(((IRight)Opaque.Ref(new Bottom())).Other());
    }
}

internal static class GenericInterfaces
{
    private interface IBox<T>
    {
        T Get();

        void Set(T value);
    }

    private sealed class Box<T> : IBox<T>
    {
        private T _value = default!;

        public T Get() => _value;

        public void Set(T value) => _value = value;
    }

    private sealed class Two : IBox<int>, IBox<string>
    {
        private int _number;

        int IBox<int>.Get() => _number;

        string IBox<string>.Get() => "n" + (_number > 0 ? "+" : "-");

        void IBox<int>.Set(int value) => _number = value;

        void IBox<string>.Set(string value) => _number = value.Length;
    }

    public static void Run()
    {
        IBox<int> numbers = new Box<int>();
        IBox<string> texts = new Box<string>();
        IBox<object> objects = new Box<object>();
        numbers.Set(Opaque.Of(5));
        texts.Set("five");
        objects.Set(numbers.Get());
        Out.Line(texts.Get(), numbers.Get(), (int)objects.Get());
        object two = new Two();
        ((IBox<string>)two).Set("four");
        Out.Line(((IBox<string>)two).Get(), ((IBox<int>)two).Get());
        Out.Line("is", two is IBox<int> ? 1 : 0, two is IBox<long> ? 1 : 0);
    }
}

internal static class Variance
{
    private interface ISource<out T>
    {
        T Get();
    }

    private interface ISink<in T>
    {
        string Put(T value);
    }

    private sealed class Source : ISource<string>
    {
        public string Get() => "string";
    }

    private sealed class Sink : ISink<object>
    {
        public string Put(object value) => value is string s ? "got " + s : "got object";
    }

    public static void Run()
    {
        ISource<object> source = Opaque.Ref(new Source());
        Out.Line((string)source.Get());
        ISink<string> sink = Opaque.Ref(new Sink());
        Out.Line(sink.Put("text"));
        IEnumerable<object> sequence = Opaque.Ref(new List<string> { "a", "b" });
        int count = 0;
        foreach (object o in sequence)
        {
            count += ((string)o).Length;
        }

        Out.Line("count", count);
        object x = source;
        Out.Line("tests", x is ISource<object> ? 1 : 0, x is ISource<string> ? 1 : 0, x is ISource<Sink> ? 1 : 0);
        Func<string> f = () => "f";
        Func<object> g = f;
        Out.Line((string)g());
        Action<object> a = o => Out.Line("action", o is string);
        Action<string> b = a;
        b("x");
    }
}

internal static class ManyInterfaces
{
    private interface I1 { int M1(); }

    private interface I2 { int M2(); }

    private interface I3 : I1, I2 { int M3(); }

    private interface I4 { int M4(); }

    private interface I5 : I3, I4 { int M5(); }

    private sealed class All : I5
    {
        public int M1() => 1;

        public int M2() => 2;

        public int M3() => 3;

        public int M4() => 4;

        public int M5() => 5;
    }

    private struct Some : I3
    {
        public int V;

        public int M1() => V;

        public int M2() => V * 2;

        public int M3() => V * 3;
    }

    public static void Run()
    {
        object[] objects = [new All(), new Some { V = Opaque.Of(10) }, "none"];
        foreach (object o in objects)
        {
            int sum = 0;
            sum += o is I1 i1 ? i1.M1() : 0;
            sum += o is I2 i2 ? i2.M2() : 0;
            sum += o is I3 i3 ? i3.M3() + i3.M1() : 0;
            sum += (o as I4)?.M4() ?? 0;
            sum += (o as I5)?.M5() ?? 1000;
            Out.Line("sum", sum);
        }
    }
}

internal static class InterfaceCasts
{
    private interface IKnown { }

    private interface IUnknown { }

    private class Thing : IKnown;

    public static void Run()
    {
        object thing = Opaque.Ref<object>(new Thing());
        Out.Line("is", thing is IKnown ? 1 : 0, thing is IUnknown ? 1 : 0);
        Out.Line("as", thing as IUnknown is null);
        try
        {
            IUnknown no = (IUnknown)thing;
            Out.Line("no", no is null);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("cast", e);
        }

        object array = Opaque.Ref<object>(new string[3]);
        Out.Line("array", array is IEnumerable<string> ? 1 : 0, array is IList<object> ? 1 : 0, array is IEnumerable<int> ? 1 : 0);
        object? none = Opaque.Ref<object?>(null);
        Out.Line("null", (IKnown?)none is null);
    }
}

internal static class StaticAbstractMembers
{
    private interface INumber<T>
        where T : INumber<T>
    {
        static abstract T Zero { get; }

        static abstract T operator +(T a, T b);

        static virtual string Name => "number";
    }

    private readonly struct Meters(long value) : INumber<Meters>
    {
        public readonly long Value = value;

        public static Meters Zero => new(0);

        public static Meters operator +(Meters a, Meters b) => new(a.Value + b.Value);

        public static string Name => "meters";
    }

    private sealed class Text(string value) : INumber<Text>
    {
        public readonly string Value = value;

        public static Text Zero => new("");

        public static Text operator +(Text a, Text b) => new(a.Value + b.Value);
    }

    public static void Run()
    {
        Out.Line("meters", Sum([new Meters(1), new Meters(Opaque.Of(2)), new Meters(39)]).Value);
        Out.Line("text", Sum([new Text("a"), new Text("b")]).Value);
        Out.Line(NameOf<Meters>(), NameOf<Text>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Sum<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T v in values)
        {
            sum += v;
        }

        return sum;
    }

    private static string NameOf<T>()
        where T : INumber<T> => T.Name;
}

internal static class GenericVirtualMethods
{
    private class Base
    {
        public virtual string Show<T>(T value) => "base " + (value is string ? "string" : value is int ? "int" : "other");
    }

    private class Derived : Base
    {
        public override string Show<T>(T value) => "derived " + (typeof(T) == typeof(object) ? "object" : typeof(T).IsValueType ? "value" : "class");
    }

    private interface IVisitor
    {
        TResult Visit<TResult>(TResult seed);
    }

    private sealed class Twice : IVisitor
    {
        public T Visit<T>(T seed) => seed;
    }

    private sealed class Never : IVisitor
    {
        public T Visit<T>(T seed) => default!;
    }

    public static void Run()
    {
        foreach (Base b in (Base[])[new Base(), new Derived()])
        {
            Out.Line(b.Show("s"));
            Out.Line(b.Show(Opaque.Of(1)));
            Out.Line(b.Show<object>(2L));
            Out.Line(b.Show(new List<int>()));
        }

        foreach (IVisitor v in (IVisitor[])[new Twice(), new Never()])
        {
            Out.Line(v.Visit("text") ?? "nothing", v.Visit(Opaque.Of(7)), v.Visit(8L));
        }
    }
}

internal static class InterfacesOnArrays
{
    public static void Run()
    {
        int[] numbers = [3, 1, 2];
        IList<int> list = Opaque.Ref<IList<int>>(numbers);
        Out.Line("list", list.Count, list[1], list.IndexOf(2));
        IReadOnlyList<int> read = numbers;
        int sum = 0;
        foreach (int n in (IEnumerable<int>)Opaque.Ref(numbers))
        {
            sum += n;
        }

        Out.Line("read", read.Count, read[0], sum);
        try
        {
            list.Add(4);
        }
        catch (NotSupportedException e)
        {
            Out.Caught("add", e);
        }

        ICollection<string> texts = Opaque.Ref<ICollection<string>>(new[] { "a", "b" });
        Out.Line("contains", texts.Contains("b"));
    }
}

internal static class MegamorphicCalls
{
    private interface IValue
    {
        int Value();
    }

    private sealed class A : IValue { public int Value() => 1; }

    private sealed class B : IValue { public int Value() => 2; }

    private sealed class C : IValue { public int Value() => 3; }

    private sealed class D : IValue { public int Value() => 5; }

    private sealed class E : IValue { public int Value() => 7; }

    private sealed class F<T> : IValue { public int Value() => typeof(T).IsValueType ? 11 : 13; }

    public static void Run()
    {
        IValue[] values = [new A(), new B(), new C(), new D(), new E(), new F<int>(), new F<string>()];
        long sum = 0;
        for (int i = 0; i < 700; i++)
        {
            sum = (sum * 3 % 1000003) + values[(i * 5) % values.Length].Value();
        }

        Out.Line("sum", sum);
    }
}
