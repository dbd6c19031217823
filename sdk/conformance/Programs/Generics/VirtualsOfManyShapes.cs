// Program: Generic virtual methods with structs, refs and spans in their signatures.

namespace Lume.Conformance.Programs.Generics;

internal static class VirtualsOfManyShapes
{
    private struct Large<T>
    {
        public long A, B, C;
        public T Value;
    }

    private interface IShapes
    {
        Large<T> Wrap<T>(T value, Large<T> with);

        void Set<T>(ref T slot, T value, out T old);

        int Length<T>(ReadOnlySpan<T> span);

        ref T Second<T>(T[] items);

        (T, U, V) Three<T, U, V>(T t, U u, V v);

        T? Maybe<T>(T value, bool some)
            where T : struct;

        int Sum<T>(params T[] items);
    }

    private class Shapes : IShapes
    {
        public virtual Large<T> Wrap<T>(T value, Large<T> with) => with with { Value = value, C = with.A + with.B };

        public virtual void Set<T>(ref T slot, T value, out T old)
        {
            old = slot;
            slot = value;
        }

        public virtual int Length<T>(ReadOnlySpan<T> span) => span.Length;

        public virtual ref T Second<T>(T[] items) => ref items[1];

        public virtual (T, U, V) Three<T, U, V>(T t, U u, V v) => (t, u, v);

        public virtual T? Maybe<T>(T value, bool some)
            where T : struct => some ? value : null;

        public virtual int Sum<T>(params T[] items) => items.Length;
    }

    private sealed class Reverse : Shapes
    {
        public override (T, U, V) Three<T, U, V>(T t, U u, V v)
        {
            (U u2, T t2, V v2) = base.Three(u, t, v);
            return (t2, u2, v2);
        }

        public override int Length<T>(ReadOnlySpan<T> span) => -span.Length;
    }

    public static void Run()
    {
        // Types that only shared code of generic virtual methods would make are not in the image: docs/adr/0005.
        _ = Opaque.Ref<object>((1, "two", (3L, (byte)4)));
        _ = Opaque.Ref<object>(("two", 1, (3L, (byte)4)));
        foreach (IShapes s in (IShapes[])[new Shapes(), new Reverse()])
        {
            Large<string> text = s.Wrap("v", new Large<string> { A = 1, B = Opaque.Of(2L) });
            Large<double> number = s.Wrap(2.5, new Large<double> { A = 10, B = 20 });
            Out.Line(text.Value, text.A, text.C);
            Out.Line("number", number.Value);
            string slot = "old";
            s.Set(ref slot, "new", out string old);
            Out.Line(slot, old);
            byte small = 3;
            s.Set(ref small, (byte)200, out byte was);
            Out.Line("byte", small, was);
            Out.Line("spans", s.Length<int>([1, 2, 3]), s.Length<char>("four"));
            int[] items = [1, 2, 3];
            s.Second(items) = 50;
            string[] texts = ["a", "b"];
            s.Second(texts) += "c";
            Out.Line(texts[1], items[1]);
            (int a, string b, (long, byte) c) = s.Three(Opaque.Of(1), "two", (3L, (byte)4));
            Out.Line(b, a, c.Item1 + c.Item2);
            Out.Line("maybe", s.Maybe(5, true) ?? -1, s.Maybe(6L, false) ?? -1);
            Out.Line("params", s.Sum(1, 2, 3), s.Sum("x"), s.Sum<object>());
        }
    }
}
