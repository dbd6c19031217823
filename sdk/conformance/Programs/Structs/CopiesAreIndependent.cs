// Program: Copies are independent.

namespace Lume.Conformance.Programs.Structs;

internal static class CopiesAreIndependent
{
    private struct Inner
    {
        public int V;
    }

    private struct Outer
    {
        public Inner I;
        public int[] Shared;
    }

    public static void Run()
    {
        Outer a = new() { I = new Inner { V = Opaque.Of(1) }, Shared = [1] };
        Outer b = a;
        b.I.V = 2;
        b.Shared[0] = 7;
        Out.Line("a", a.I.V, a.Shared[0]);
        Out.Line("b", b.I.V, b.Shared[0]);
        Outer[] array = [a, b];
        array[0].I.V = 10;
        Outer copy = array[0];
        copy.I.V = 11;
        Out.Line("array", array[0].I.V, a.I.V, copy.I.V);
        Modify(array[1]);
        Out.Line("by value", array[1].I.V);
        ModifyRef(ref array[1]);
        Out.Line("by ref", array[1].I.V);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Modify(Outer o) => o.I.V = 100;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ModifyRef(ref Outer o) => o.I.V = 100;
}
