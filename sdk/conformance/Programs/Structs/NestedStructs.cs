// Program: Nested structs.

namespace Lume.Conformance.Programs.Structs;

internal static class NestedStructs
{
    private struct A
    {
        public byte X;
        public B B;
        public short Y;
    }

    private struct B
    {
        public C C;
        public int Z;
    }

    private struct C
    {
        public long L;
        public byte M;
    }

    public static void Run()
    {
        A a = default;
        a.X = 1;
        a.B.C.L = Opaque.Of(1L << 40);
        a.B.C.M = 2;
        a.B.Z = 3;
        a.Y = -4;
        ref C c = ref a.B.C;
        c.L++;
        Out.Line("a", a.X, a.Y);
        Out.Line("b", a.B.Z, a.B.C.M);
        Out.Line("c", a.B.C.L);
        Out.Line("size", Unsafe.SizeOf<A>(), Unsafe.SizeOf<B>(), Unsafe.SizeOf<C>());
    }
}
