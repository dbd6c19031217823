// Program: Virtual and interface targets.

namespace Lume.Conformance.Programs.Delegates;

internal static class VirtualAndInterfaceTargets
{
    private interface IName
    {
        string Name();
    }

    private class A : IName
    {
        public virtual string Name() => "A";
    }

    private sealed class B : A
    {
        public override string Name() => "B";

        public Func<string> BaseName() => base.Name;
    }

    public static void Run()
    {
        A a = Opaque.Ref<A>(new B());
        Func<string> f = a.Name;
        IName i = a;
        Func<string> g = i.Name;
        Out.Line(f() + g() + ((B)a).BaseName()());
    }
}
