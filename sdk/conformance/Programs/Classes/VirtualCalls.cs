// Program: Virtual calls.

namespace Lume.Conformance.Programs.Classes;

internal static class VirtualCalls
{
    private class Animal
    {
        public virtual string Name => "animal";

        public virtual int Legs() => 4;

        public string Describe() => Name + " walks";
    }

    private class Bird : Animal
    {
        public override string Name => "bird";

        public override int Legs() => 2;
    }

    private sealed class Penguin : Bird
    {
        public override string Name => "penguin, a " + base.Name;
    }

    public static void Run()
    {
        foreach (Animal a in (Animal[])[new Animal(), new Bird(), new Penguin()])
        {
            Out.Line(a.Describe(), a.Legs());
        }
    }
}
