// What structs can do.

using System.Runtime.InteropServices;

namespace Lume.Conformance.Programs.Structs;

internal static class StructMethods
{
    private struct Counter
    {
        private int _value;

        public Counter(int start) => _value = start;

        public int Next() => ++_value;

        public readonly int Peek() => _value;

        public override string ToString() => "counter";

        public override bool Equals(object? other) => other is Counter c && c._value == _value;

        public override int GetHashCode() => _value;
    }

    public static void Run()
    {
        Counter c = new(Opaque.Of(5));
        c.Next();
        c.Next();
        Out.Line("value", c.Peek());
        object boxed = c;
        c.Next();
        Out.Line("boxed", ((Counter)boxed).Peek(), c.Peek());
        Out.Line("text", boxed.ToString());
        Out.Line("equals", boxed.Equals(new Counter(7)));
        Out.Line("hash", boxed.GetHashCode());
        Out.Line("temporary", new Counter(1).Next());
    }
}

internal static class ReadonlyStructs
{
    private readonly struct Money
    {
        public readonly long Cents;

        public Money(long cents) => Cents = cents;

        public Money Plus(in Money other) => new(Cents + other.Cents);

        public static Money operator -(Money a, Money b) => new(a.Cents - b.Cents);

        public static bool operator >(Money a, Money b) => a.Cents > b.Cents;

        public static bool operator <(Money a, Money b) => a.Cents < b.Cents;

        public static implicit operator Money(long cents) => new(cents);

        public static explicit operator double(Money m) => m.Cents / 100.0;
    }

    private struct Mutable
    {
        public int V;

        public int Bump() => ++V;
    }

    private static readonly Mutable s_fixed = new() { V = 3 };

    public static void Run()
    {
        Money m = Opaque.Of(1250L);
        m = m.Plus(250) - 1;
        Out.Line("cents", m.Cents);
        Out.Line("greater", m > 1000);
        Out.Line("double", (double)m);
        s_fixed.Bump();
        Out.Line("defensive copy", s_fixed.V);
        Show(in s_fixed);
    }

    private static void Show(in Mutable m)
    {
        m.Bump();
        Out.Line("in copy", m.V);
    }
}

internal static class GenericStructs
{
    private struct Pair<TFirst, TSecond>
    {
        public TFirst First;
        public TSecond Second;

        public readonly Pair<TSecond, TFirst> Swap() => new() { First = Second, Second = First };
    }

    public static void Run()
    {
        Pair<int, string> p = new() { First = Opaque.Of(1), Second = "one" };
        Pair<string, int> q = p.Swap();
        Out.Line(q.First, q.Second);
        Pair<byte, Pair<long, string>> nested = new() { First = 7, Second = new() { First = 8, Second = "nine" } };
        var swapped = nested.Swap();
        Out.Line(swapped.First.Second, swapped.First.First, swapped.Second);
        Pair<object, object> objects = new() { First = "a", Second = 5 };
        Out.Line((string)objects.Swap().Second, (int)objects.Swap().First);
    }
}

internal static class ReturnedStructs
{
    private struct Big
    {
        public long A;
        public long B;
        public long C;
        public string S;
    }

    private static Big s_last;

    public static void Run()
    {
        Big b = Make(Opaque.Of(3));
        Out.Line(b.S, b.A, b.B, b.C);
        Out.Line("member", Make(4).S.Length, Make(5).C);
        b = Make((int)b.A);
        Out.Line("alias", b.A, b.B);
        Big[] array = new Big[2];
        array[1] = Make(6);
        s_last = array[1];
        array[1].A = 0;
        Out.Line("static", s_last.A, s_last.C);
        Big via = Indirect(Make);
        Out.Line("delegate", via.A, via.C);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Big Make(int n) => new() { A = n, B = n * 2, C = n * 3, S = n > 3 ? "big" : "small" };

    private static Big Indirect(Func<int, Big> make) => make(9);
}

internal static class RefStructs
{
    private ref struct Reader
    {
        private readonly ReadOnlySpan<byte> _bytes;
        private int _at;

        public Reader(ReadOnlySpan<byte> bytes)
        {
            _bytes = bytes;
            _at = 0;
        }

        public bool TryRead(out byte value)
        {
            if (_at == _bytes.Length)
            {
                value = 0;
                return false;
            }

            value = _bytes[_at++];
            return true;
        }

        public void Dispose() => Out.Line("disposed", _at);
    }

    public static void Run()
    {
        Span<byte> bytes = stackalloc byte[] { 1, 2, 3, 250 };
        int sum = 0;
        using (Reader reader = new(bytes))
        {
            while (reader.TryRead(out byte b))
            {
                sum += b;
            }
        }

        Out.Line("sum", sum);
    }
}

internal static class RefFields
{
    private ref struct Cell
    {
        public ref int Value;
        public readonly ref readonly long Fixed;

        public Cell(ref int value, in long fixedValue)
        {
            Value = ref value;
            Fixed = ref fixedValue;
        }
    }

    public static void Run()
    {
        int a = Opaque.Of(1);
        int b = 10;
        long l = 100;
        Cell cell = new(ref a, in l);
        cell.Value += 5;
        l++;
        Out.Line("first", a, cell.Fixed);
        cell.Value = ref b;
        cell.Value *= 2;
        Out.Line("second", a, b);
        int[] array = [1, 2, 3];
        Cell inside = new(ref array[1], in l);
        Bump(inside);
        Out.Numbers("array", array);
        Out.Line("null", Unsafe.IsNullRef(ref default(Cell).Value));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Bump(Cell cell) => cell.Value += (int)cell.Fixed;
}

internal static class ExplicitUnions
{
    [StructLayout(LayoutKind.Explicit)]
    private struct Union
    {
        [FieldOffset(0)]
        public long Long;
        [FieldOffset(0)]
        public int Low;
        [FieldOffset(4)]
        public int High;
        [FieldOffset(0)]
        public byte First;
        [FieldOffset(7)]
        public byte Last;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Tagged
    {
        [FieldOffset(0)]
        public object? Reference;
        [FieldOffset(8)]
        public double Number;
        [FieldOffset(8)]
        public long Bits;
    }

    [StructLayout(LayoutKind.Explicit, Size = 32)]
    private struct Padded
    {
        [FieldOffset(3)]
        public int Unaligned;
        [FieldOffset(24)]
        public byte Far;
    }

    public static void Run()
    {
        Union u = default;
        u.Low = Opaque.Of(-2);
        u.High = 5;
        Out.Line("long", u.Long);
        u.Last = 0x80;
        Out.Line("bytes", u.First, u.Last, u.High);
        u = Pass(u);
        Out.Line("passed", u.Long);
        Tagged t = new() { Reference = "text", Number = Opaque.Of(1.5) };
        Out.Hex("bits", (ulong)t.Bits);
        Out.Line("reference", (string?)t.Reference);
        Padded p = new() { Unaligned = Opaque.Of(0x12345678), Far = 9 };
        p.Unaligned++;
        Out.Line("padded", p.Unaligned, p.Far, Unsafe.SizeOf<Padded>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Union Pass(Union u)
    {
        u.Low++;
        return u;
    }
}

internal static class PackedStructs
{
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed
    {
        public byte A;
        public int B;
        public long C;
        public short D;
    }

    public static unsafe void Run()
    {
        Packed p = new() { A = 1, B = Opaque.Of(-2), C = 1L << 50, D = -3 };
        Out.Line("size", sizeof(Packed));
        Out.Line("values", p.A, p.B, p.D);
        Out.Line("long", p.C);
        Packed[] array = new Packed[3];
        array[2] = p;
        array[2].C += 5;
        array[1].B = 77;
        Out.Line("array", array[2].C, array[1].B);
        byte* bytes = (byte*)&p;
        int sum = 0;
        for (int i = 0; i < sizeof(Packed); i++)
        {
            sum += bytes[i];
        }

        Out.Line("sum", sum);
    }
}

internal static unsafe class FixedBuffers
{
    private struct Buffer
    {
        public int Count;
        public fixed int Values[8];
        public fixed byte Bytes[5];
    }

    private sealed class Holder
    {
        public Buffer B;
    }

    public static void Run()
    {
        Buffer b = default;
        for (int i = 0; i < 8; i++)
        {
            b.Values[i] = i * i;
            b.Count++;
        }

        b.Bytes[4] = 200;
        Buffer copy = b;
        b.Values[3] = -1;
        Out.Line("values", b.Values[3], copy.Values[3], copy.Values[7]);
        Out.Line("bytes", copy.Bytes[4], sizeof(Buffer));
        Holder h = new() { B = copy };
        fixed (int* p = h.B.Values)
        {
            p[2] = 1000;
        }

        Out.Line("class", h.B.Values[2], h.B.Count);
    }
}

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

internal static class StructsWithInterfaces
{
    private interface IShape
    {
        int Area();

        void Grow();
    }

    private struct Square : IShape
    {
        public int Side;

        public readonly int Area() => Side * Side;

        public void Grow() => Side++;
    }

    public static void Run()
    {
        Square s = new() { Side = Opaque.Of(3) };
        IShape boxed = s;
        boxed.Grow();
        Out.Line("boxed", boxed.Area(), s.Area());
        GrowGeneric(ref s);
        Out.Line("constrained", s.Area());
        Square back = (Square)boxed;
        Out.Line("unboxed", back.Side);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void GrowGeneric<T>(ref T shape)
        where T : IShape
    {
        shape.Grow();
        shape.Grow();
    }
}

internal static class DefaultStructs
{
    private struct WithConstructor
    {
        public int A = 5;
        public string B;

        public WithConstructor()
        {
            B = "made";
        }
    }

    public static void Run()
    {
        WithConstructor made = new();
        WithConstructor zero = default;
        Out.Line(made.B, made.A);
        Out.Line(zero.B ?? "null", zero.A);
        WithConstructor[] array = new WithConstructor[2];
        Out.Line(array[1].B ?? "null", array[1].A);
        Out.Line("generic", Make<WithConstructor>().A);
        array[0] = made with { A = 9 };
        Out.Line(array[0].B, array[0].A);
    }

    private static T Make<T>()
        where T : new() => new();
}

internal static class StructEquality
{
    private struct Plain
    {
        public int A;
        public long B;
    }

    private struct WithReference
    {
        public string Name;
        public int Value;
    }

    public static void Run()
    {
        object a = new Plain { A = 1, B = 2 };
        object b = new Plain { A = Opaque.Of(1), B = 2 };
        object c = new Plain { A = 1, B = 3 };
        Out.Line("same", a.Equals(b));
        Out.Line("different", a.Equals(c));
        Out.Line("null", a.Equals(null));
        object d = new WithReference { Name = "x", Value = 1 };
        object e = new WithReference { Name = new string('x', Opaque.Of(1)), Value = 1 };
        Out.Line("by reference fields", d.Equals(e));
        Out.Line("other type", d.Equals(a));
    }
}

internal static class StructsThroughRefs
{
    private struct Vector
    {
        public int X;
        public int Y;
        public int Z;

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public ref int At(int i)
        {
            switch (i)
            {
                case 0: return ref X;
                case 1: return ref Y;
                default: return ref Z;
            }
        }
    }

    public static void Run()
    {
        Vector v = default;
        for (int i = 0; i < 3; i++)
        {
            v.At(Opaque.Of(i)) = i + 1;
        }

        Out.Line("vector", v.X, v.Y, v.Z);
        ref Vector r = ref v;
        Vector copy = r;
        r.X = 50;
        Out.Line("copy", copy.X, v.X);
        Reset(out v);
        Out.Line("reset", v.X, v.Y, v.Z);
        Vector[] vectors = new Vector[3];
        foreach (ref Vector each in vectors.AsSpan())
        {
            each.Y = 7;
        }

        Out.Line("foreach ref", vectors[0].Y + vectors[1].Y + vectors[2].Y);
    }

    private static void Reset(out Vector v) => v = new Vector { X = -1, Z = -3 };
}
