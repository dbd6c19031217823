// Program: Abstract classes.

namespace Lume.Conformance.Programs.Classes;

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
