// Program: static abstract members with operators, conversions, defaults, and generic code over structs and classes.

namespace Lume.Conformance.Programs.Interfaces;

internal static class StaticAbstractMath
{
    private interface IRing<T> where T : IRing<T>
    {
        static abstract T Zero { get; }
        static virtual T One => T.Zero;
        static abstract T operator +(T a, T b);
        static abstract T operator *(T a, T b);
        static virtual T operator -(T a, T b) => a + T.Negate(b);
        static abstract T Negate(T a);
        static abstract bool operator ==(T a, T b);
        static abstract bool operator !=(T a, T b);
        static abstract explicit operator int(T a);
        static abstract bool TryParse(string s, out T value);
    }

    private readonly record struct Mod7(int V) : IRing<Mod7>
    {
        public static Mod7 Zero => new(0);
        public static Mod7 One => new(1);
        public static Mod7 operator +(Mod7 a, Mod7 b) => new((a.V + b.V) % 7);
        public static Mod7 operator *(Mod7 a, Mod7 b) => new(a.V * b.V % 7);
        public static Mod7 Negate(Mod7 a) => new((7 - a.V) % 7);
        public static explicit operator int(Mod7 a) => a.V;
        public static bool TryParse(string s, out Mod7 value) { bool ok = int.TryParse(s, out int n); value = new(n % 7); return ok; }
    }

    private sealed class Poly : IRing<Poly>
    {
        public int[] C = [];
        public static Poly Zero { get; } = new();
        public static Poly operator +(Poly a, Poly b)
        {
            int[] c = new int[Math.Max(a.C.Length, b.C.Length)];
            for (int i = 0; i < c.Length; i++)
            {
                c[i] = (i < a.C.Length ? a.C[i] : 0) + (i < b.C.Length ? b.C[i] : 0);
            }

            return new() { C = c };
        }

        public static Poly operator *(Poly a, Poly b)
        {
            int[] c = new int[a.C.Length + b.C.Length];
            for (int i = 0; i < a.C.Length; i++)
            {
                for (int j = 0; j < b.C.Length; j++)
                {
                    c[i + j] += a.C[i] * b.C[j];
                }
            }

            return new() { C = c };
        }

        public static Poly Negate(Poly a) => new() { C = Array.ConvertAll(a.C, x => -x) };
        public static bool operator ==(Poly a, Poly b) => a.C.AsSpan().SequenceEqual(b.C);
        public static bool operator !=(Poly a, Poly b) => !(a == b);
        public static explicit operator int(Poly a) => a.C.Length;
        public static bool TryParse(string s, out Poly value) { value = new() { C = [s.Length] }; return s != ""; }
        public override bool Equals(object? o) => o is Poly p && this == p;
        public override int GetHashCode() => C.Length;
    }

    private static T Sum<T>(params ReadOnlySpan<T> items) where T : IRing<T>
    {
        T sum = T.Zero;
        foreach (T t in items)
        {
            sum += t;
        }

        return sum;
    }

    private static T Power<T>(T x, int n) where T : IRing<T> => n == 0 ? T.One : x * Power(x, n - 1);
    private static string Show<T>(string text) where T : IRing<T> => T.TryParse(text, out T v) ? ((int)(v - T.One)).ToString() + (v == v) + (v != T.Zero) : "bad";
    private static Func<T, T, T> Adder<T>() where T : IRing<T> => static (a, b) => a + b;

    public static void Run()
    {
        Out.Line($"{Sum<Mod7>(new(5), new(6), new(3)).V} {Power(new Mod7(3), 5)} {(int)Sum<Poly>()} {(int)Sum(new Poly { C = [1, 2] }, new Poly { C = [3] })}");
        Out.Line(Show<Mod7>("12") + Show<Mod7>("x") + Show<Poly>("abc") + Show<Poly>(""));
        Out.Line($"{Adder<Mod7>()(new(4), new(4)).V} {(int)(Adder<Poly>()(new Poly { C = [1, 1, 1] }, Poly.Zero) * new Poly { C = [2] })} {Power(new Poly { C = [1, 1] }, 0).C.Length}");
    }
}
