// Program: Casts.

namespace Lume.Conformance.Programs.Classes;

internal static class Casts
{
    private class A;

    private class B : A;

    private sealed class C : B;

    public static void Run()
    {
        foreach (object? o in (object?[])[new A(), new B(), new C(), "text", 5, null])
        {
            object? x = Opaque.Ref(o);
            int bits = (x is A ? 1 : 0) | (x is B ? 2 : 0) | (x is C ? 4 : 0) | (x is string ? 8 : 0) | (x is int ? 16 : 0) | (x is null ? 32 : 0) | (x as B != null ? 64 : 0);
            Out.Line("bits", bits);
            try
            {
                B? b = (B?)x;
                Out.Line("cast", b is not null);
            }
            catch (InvalidCastException e)
            {
                Out.Caught("cast", e);
            }
        }
    }
}
