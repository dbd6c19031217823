// Classes, virtual calls, casts, boxing.

namespace Lume.Conformance.Programs.Classes;

internal static class VirtualCalls
{
    private class Animal
    {
        public virtual string Name => "animal";

        public virtual int Legs() => 4;

        public string Describe() => Name + " walks";
    }

    private class Bird : Animal
    {
        public override string Name => "bird";

        public override int Legs() => 2;
    }

    private sealed class Penguin : Bird
    {
        public override string Name => "penguin, a " + base.Name;
    }

    public static void Run()
    {
        foreach (Animal a in (Animal[])[new Animal(), new Bird(), new Penguin()])
        {
            Out.Line(a.Describe(), a.Legs());
        }
    }
}

internal static class AbstractClasses
{
    private abstract class Shape
    {
        protected int Scale = 2;

        public abstract int Area { get; }

        public abstract void Resize(int by);

        public int Doubled() => Area * Scale;
    }

    private sealed class Box : Shape
    {
        private int _side;

        public Box(int side) => _side = side;

        public override int Area => _side * _side;

        public override void Resize(int by)
        {
            _side += by;
            Scale++;
        }
    }

    public static void Run()
    {
        Shape s = new Box(Opaque.Of(3));
        Out.Line("before", s.Area, s.Doubled());
        s.Resize(2);
        Out.Line("after", s.Area, s.Doubled());
    }
}

internal static class NewSlots
{
    private class A
    {
        public virtual string F() => "A.F";

        public string G() => "A.G";
    }

    private class B : A
    {
        public new virtual string F() => "B.F";

        public new string G() => "B.G";
    }

    private class C : B
    {
        public override string F() => "C.F";
    }

    public static void Run()
    {
        C c = new();
        A a = Opaque.Ref<A>(c);
        B b = Opaque.Ref<B>(c);
        Out.Line(a.F() + b.F() + c.F());
        Out.Line(a.G() + b.G() + c.G());
    }
}

internal static class Constructors
{
    private class Base
    {
        public static string Log = "";

        private readonly int _field = Note("base field");

        public Base()
            : this(1)
        {
            Log += "[base]";
        }

        public Base(int n)
        {
            Log += "[base " + (n == 1 ? "one" : "other") + "]";
            Hook();
        }

        public virtual void Hook() => Log += "[base hook]";

        protected static int Note(string s)
        {
            Log += "[" + s + "]";
            return 0;
        }
    }

    private sealed class Derived : Base
    {
        private readonly int _other = Note("derived field");
        private readonly string _name;

        public Derived(string name)
        {
            _name = name;
            Log += "[derived]";
        }

        public override void Hook() => Log += _name is null ? "[early hook]" : "[late hook]";
    }

    public static void Run()
    {
        Base.Log = "";
        Base b = new Derived("n");
        b.Hook();
        Out.Line(Base.Log);
    }
}

internal static class Casts
{
    private class A;

    private class B : A;

    private sealed class C : B;

    public static void Run()
    {
        foreach (object? o in (object?[])[new A(), new B(), new C(), "text", 5, null])
        {
            object? x = Opaque.Ref(o);
            int bits = (x is A ? 1 : 0) | (x is B ? 2 : 0) | (x is C ? 4 : 0) | (x is string ? 8 : 0) | (x is int ? 16 : 0) | (x is null ? 32 : 0) | (x as B != null ? 64 : 0);
            Out.Line("bits", bits);
            try
            {
                B? b = (B?)x;
                Out.Line("cast", b is not null);
            }
            catch (InvalidCastException e)
            {
                Out.Caught("cast", e);
            }
        }
    }
}

internal static class Boxing
{
    public static void Run()
    {
        object i = Opaque.Of(5);
        object b = Opaque.Of(true);
        object c = (char)Opaque.Of('x');
        object l = Opaque.Of(5L);
        Out.Line("unbox", (int)i, (char)c, (long)l);
        Out.Line("bool", (bool)b);
        Out.Line("equals", i.Equals(5));
        Out.Line("other type", i.Equals(l));
        Out.Line("identity", ReferenceEquals(i, i));
        Out.Line("hash", i.GetHashCode());
        try
        {
            Out.Line("no", (long)i);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("wrong type", e);
        }

        try
        {
            Out.Line("no", (int)Opaque.Ref<object?>(null)!);
        }
        catch (NullReferenceException e)
        {
            Out.Caught("null", e);
        }

        object u = (uint)7;
        Out.Line("is", u is int ? 1 : 0, u is uint ? 1 : 0);
        object copy = i;
        i = (int)i + 1;
        Out.Line("copy", (int)copy, (int)i);
    }
}

internal static class EnumBoxing
{
    private enum Letter
    {
        A = 1,
        B,
    }

    public static void Run()
    {
        object o = (Letter)Opaque.Of(2);
        Out.Line("letter", o is Letter.B);
        Out.Line("as int", (int)o);
        Out.Line("is int", o is int);
        object n = 1;
        Out.Line("to enum", (Letter)n == Letter.A);
        Out.Line("equals", o.Equals(Letter.B));
        Out.Line("not equals", o.Equals(2));
        Out.Line("hash", o.GetHashCode());
    }
}

internal static class Nullables
{
    public static void Run()
    {
        int? none = null;
        int? five = Opaque.Of(5);
        Out.Line("values", five ?? -1, none ?? -1, five.Value);
        Out.Line("lifted", (five + none) ?? -2, (five * 2) ?? -2);
        Out.Line("compare", five > none);
        Out.Line("equal", none == null);
        Out.Line("default", none.GetValueOrDefault(), five.GetValueOrDefault(9), none.GetValueOrDefault(9));
        bool? maybe = null;
        Out.Line("three-valued", (maybe | true) == true);
        Out.Line("three-valued", (maybe & true) is null);
        try
        {
            Out.Line("no", none.Value);
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("value", e);
        }

        five = null;
        Out.Line("assigned", five.HasValue);
    }
}

internal static class NullableBoxing
{
    private struct Point
    {
        public long X;
        public string Name;
    }

    public static void Run()
    {
        object? boxed = Make(Opaque.Of(true));
        object? nothing = Make(Opaque.Of(false));
        Out.Line("null", nothing is null);
        Out.Line("type", boxed is int ? 1 : 0, boxed is int? ? 1 : 0);
        int? back = (int?)boxed;
        int? none = (int?)nothing;
        Out.Line("back", back ?? -1, none ?? -1);
        Out.Line("as", (boxed as int?) ?? -1, (boxed as long?) ?? -1);
        try
        {
            long? wrong = (long?)boxed;
            Out.Line("no", wrong ?? 0);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("wrong", e);
        }

        Point? p = new Point { X = 3, Name = "p" };
        object o = p;
        Point? q = (Point?)o;
        Out.Line(q?.Name, q?.X ?? 0);
        Out.Line("equals", p.Equals(o));
    }

    private static object? Make(bool some)
    {
        int? value = some ? 42 : null;
        return value;
    }
}

internal static class ObjectMethods
{
    private sealed class Plain;

    private sealed class Custom
    {
        public int Id;

        public override bool Equals(object? obj) => obj is Custom c && c.Id == Id;

        public override int GetHashCode() => Id * 31;

        public override string ToString() => "custom";
    }

    public static void Run()
    {
        object a = new Plain();
        object b = new Plain();
        Out.Line("identity", a.Equals(a));
        Out.Line("other", a.Equals(b));
        Out.Line("stable hash", a.GetHashCode() == a.GetHashCode());
        object c = new Custom { Id = Opaque.Of(3) };
        object d = new Custom { Id = 3 };
        Out.Line("custom", c.Equals(d));
        Out.Line("hash", c.GetHashCode());
        Out.Line("text", c.ToString());
        Out.Line("static", Equals(c, d));
        Out.Line("static null", Equals(null, d));
        Out.Line("same type", a.GetType() == b.GetType());
        Out.Line("other type", a.GetType() == c.GetType());
        Out.Line("typeof", c.GetType() == typeof(Custom));
    }
}

internal static class Indexers
{
    private sealed class Grid
    {
        private readonly int[] _cells = new int[12];

        public int this[int x, int y]
        {
            get => _cells[(y * 4) + x];
            set => _cells[(y * 4) + x] = value;
        }

        public ref int this[int i] => ref _cells[i];

        public string this[string name] => name + "?";
    }

    public static void Run()
    {
        Grid g = new();
        g[1, 2] = Opaque.Of(5);
        g[1, 2] += 3;
        g[1, 2]++;
        Out.Line("cell", g[1, 2], g[9]);
        g[0] = 4;
        ref int r = ref g[11];
        r = 100;
        Out.Line("refs", g[0, 0], g[3, 2]);
        Out.Line(g["who"]);
    }
}

internal static class PropertiesAndInitializers
{
    private sealed class Person
    {
        public required string Name { get; init; }

        public int Age { get; set; } = 30;

        public List<string> Tags { get; } = [];

        public Person? Friend { get; set; }

        public string Summary => field ??= Name + "/" + Tags.Count.ToString();
    }

    public static void Run()
    {
        Person p = new()
        {
            Name = "Ada",
            Tags = { "a", "b" },
            Friend = new Person { Name = "Bob", Age = Opaque.Of(7) },
        };
        p.Age += p.Friend.Age;
        Out.Line(p.Summary, p.Age);
        p.Tags.Add("c");
        Out.Line(p.Summary, p.Tags.Count);
        Out.Line(p.Friend?.Friend?.Name ?? "nobody", p.Friend?.Age ?? 0);
    }
}

internal static class OperatorOverloads
{
    private sealed class Fraction
    {
        public readonly long N;
        public readonly long D;

        public Fraction(long n, long d)
        {
            long a = n;
            long b = d;
            while (b != 0)
            {
                (a, b) = (b, a % b);
            }

            N = n / a;
            D = d / a;
        }

        public static Fraction operator +(Fraction a, Fraction b) => new((a.N * b.D) + (b.N * a.D), a.D * b.D);

        public static Fraction operator *(Fraction a, Fraction b) => new(a.N * b.N, a.D * b.D);

        public static Fraction operator -(Fraction a) => new(-a.N, a.D);

        public static Fraction operator ++(Fraction a) => a + 1;

        public static bool operator ==(Fraction a, Fraction b) => a.N == b.N && a.D == b.D;

        public static bool operator !=(Fraction a, Fraction b) => !(a == b);

        public static bool operator true(Fraction a) => a.N != 0;

        public static bool operator false(Fraction a) => a.N == 0;

        public static implicit operator Fraction(long n) => new(n, 1);

        public static explicit operator long(Fraction f) => f.N / f.D;
    }

    public static void Run()
    {
        Fraction f = new(Opaque.Of(6L), 8);
        Out.Line("reduced", f.N, f.D);
        Fraction g = f + new Fraction(1, 4);
        Out.Line("sum", g.N, g.D);
        g *= new Fraction(5, 3);
        g++;
        Out.Line("compound", g.N, g.D, (long)g);
        Out.Line("equal", g == new Fraction(16, 6));
        Out.Line("negated", (-g).N);
        Out.Line(f ? "true" : "false");
    }
}

internal static class NullChecks
{
    private class Node
    {
        public int Value;
        public int[]? Array;

        public int Method() => 5;

        public virtual int Virtual() => 6;
    }

    public static void Run()
    {
        Node? none = Opaque.Ref<Node?>(null);
        Try("field", () => none!.Value);
        Try("store", () => none!.Value = 1);
        Try("method", () => none!.Method());
        Try("virtual", () => none!.Virtual());
        Try("array", () => new Node().Array![0]);
        Try("length", () => new Node().Array!.Length);
        Try("string", () => Opaque.Ref<string?>(null)!.Length);
        Try("address", () =>
        {
            ref int r = ref none!.Value;
            return r;
        });
        Try("delegate", () => Opaque.Ref<Func<int>?>(null)!());
    }

    private static void Try(string label, Func<int> body)
    {
        try
        {
            Out.Line(label, body());
        }
        catch (NullReferenceException e)
        {
            Out.Caught(label, e);
        }
    }
}

internal static class NestedAndPartial
{
    private partial class Outer
    {
        private int _secret = 5;

        public class Inner
        {
            public int Steal(Outer o) => o._secret++;

            public class Deeper
            {
                public static int Count = 3;
            }
        }

        public partial int Get();
    }

    private partial class Outer
    {
        public partial int Get() => _secret;
    }

    public static void Run()
    {
        Outer o = new();
        Out.Line("stolen", new Outer.Inner().Steal(o), o.Get(), ++Outer.Inner.Deeper.Count);
    }
}

internal static class ExpressionTrees
{
    private abstract class Node
    {
        public abstract long Eval(long x);
    }

    private sealed class Constant(long value) : Node
    {
        public override long Eval(long x) => value;
    }

    private sealed class Variable : Node
    {
        public override long Eval(long x) => x;
    }

    private sealed class Binary(char op, Node left, Node right) : Node
    {
        public override long Eval(long x) => op switch
        {
            '+' => left.Eval(x) + right.Eval(x),
            '*' => left.Eval(x) * right.Eval(x),
            '-' => left.Eval(x) - right.Eval(x),
            _ => throw new InvalidOperationException(),
        };
    }

    public static void Run()
    {
        Node n = new Variable();
        for (int i = 1; i < 12; i++)
        {
            n = new Binary(i % 3 == 0 ? '*' : i % 3 == 1 ? '+' : '-', n, i % 4 == 0 ? new Variable() : new Constant(i));
        }

        Out.Line("values", n.Eval(Opaque.Of(1L)), n.Eval(5), n.Eval(-100));
        try
        {
            new Binary('?', n, n).Eval(0);
        }
        catch (InvalidOperationException e)
        {
            Out.Caught("unknown", e);
        }
    }
}

internal static class PrimaryConstructors
{
    private class Account(string owner, long balance)
    {
        public string Owner { get; } = owner;

        public void Deposit(long amount) => balance += amount;

        public long Balance => balance;
    }

    private sealed class Savings(string owner, long balance, int rate) : Account(owner, balance)
    {
        public long Interest() => Balance * rate / 100;
    }

    public static void Run()
    {
        Savings s = new("Eve", Opaque.Of(1000L), 5);
        s.Deposit(500);
        Out.Line(s.Owner, s.Balance, s.Interest());
    }
}
