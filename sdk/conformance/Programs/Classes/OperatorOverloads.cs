// Program: Operator overloads.

namespace Lume.Conformance.Programs.Classes;

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
