// Program: Readonly structs.

namespace Lume.Conformance.Programs.Structs;

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
