// Program: Generic virtual methods with constraints: constrained calls, static abstract members.

namespace Lume.Conformance.Programs.Generics;

internal static class VirtualsWithConstraints
{
    private interface IShape<TSelf>
        where TSelf : IShape<TSelf>
    {
        static abstract TSelf Unit { get; }

        static abstract string Title<T>(T extra);

        int Area { get; }

        R As<R>(Func<TSelf, R> map);
    }

    private struct Square(int side) : IShape<Square>
    {
        public static Square Unit => new(1);

        public static string Title<T>(T extra) => "square " + (typeof(T).IsValueType ? "value" : "class");

        public int Area => side * side;

        public R As<R>(Func<Square, R> map) => map(this);

        public void Grow() => side++;
    }

    private sealed class Strip : IShape<Strip>
    {
        public int Length = 3;

        public static Strip Unit => new();

        public static string Title<T>(T extra) => "strip " + (typeof(T).IsValueType ? "value" : "class");

        public int Area => Length;

        public R As<R>(Func<Strip, R> map) => map(this);
    }

    private class Measurer
    {
        public virtual int Measure<T>(T shape)
            where T : IShape<T> => shape.Area;

        public virtual string Map<T>(T shape)
            where T : IShape<T> => shape.As(Size<T>);

        private string Size<T>(T shape)
            where T : IShape<T> => shape.Area > 2 ? "big" : "small";

        public virtual int Units<T>()
            where T : IShape<T> => T.Unit.Area;

        public virtual string Titles<T>()
            where T : IShape<T> => T.Title(1) + ", " + T.Title("s");

        public virtual T Make<T>()
            where T : new() => new();

        public virtual string Text<T>(ref T value)
            where T : IComparable<T> => value.CompareTo(value) == 0 ? "equal" : "unequal";
    }

    private sealed class Doubler : Measurer
    {
        public override int Measure<T>(T shape) => 2 * base.Measure(shape);

        public override int Units<T>() => T.Unit.Area + T.Unit.Area;

        public override T Make<T>() => base.Make<T>();
    }

    public static void Run()
    {
        // Types that only shared code of generic virtual methods would make are not in the image: docs/adr/0005.
        _ = Opaque.Ref<object>((Func<Strip, string>)(s => ""));
        foreach (Measurer m in (Measurer[])[new Measurer(), new Doubler()])
        {
            Out.Line("measure", m.Measure(new Square(Opaque.Of(3))), m.Measure(new Strip()));
            Out.Line(m.Map(new Square(1)), m.Map(new Strip()));
            int number = 3;
            string text = "t";
            Out.Line(m.Text(ref number), m.Text(ref text));
            Out.Line("units", m.Units<Square>(), m.Units<Strip>());
            Out.Line(m.Titles<Square>());
            Out.Line(m.Titles<Strip>());
            Out.Line("made", m.Make<Square>().Area);
        }
    }
}
