// Program: Structs with interfaces.

namespace Lume.Conformance.Programs.Structs;

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
