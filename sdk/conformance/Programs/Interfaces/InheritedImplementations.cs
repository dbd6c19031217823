// Program: Inherited implementations.

namespace Lume.Conformance.Programs.Interfaces;

internal static class InheritedImplementations
{
    private interface IRun
    {
        string Go();
    }

    private class Base
    {
        public virtual string Go() => "base";
    }

    private class Middle : Base, IRun;

    private sealed class Leaf : Middle
    {
        public override string Go() => "leaf";
    }

    public static void Run()
    {
        IRun middle = Opaque.Ref<IRun>(new Middle());
        IRun leaf = Opaque.Ref<IRun>(new Leaf());
        Out.Line(middle.Go() + leaf.Go());
    }
}
