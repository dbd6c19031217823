// Program: New slots.

namespace Lume.Conformance.Programs.Classes;

internal static class NewSlots
{
    private class A
    {
        public virtual string F() => "A.F";

        public string G() => "A.G";
    }

    private class B : A
    {
        public new virtual string F() => "B.F";

        public new string G() => "B.G";
    }

    private class C : B
    {
        public override string F() => "C.F";
    }

    public static void Run()
    {
        C c = new();
        A a = Opaque.Ref<A>(c);
        B b = Opaque.Ref<B>(c);
        Out.Line(a.F() + b.F() + c.F());
        Out.Line(a.G() + b.G() + c.G());
    }
}
