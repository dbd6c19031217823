// Program: Default methods.

namespace Lume.Conformance.Programs.Interfaces;

internal static class DefaultMethods
{
    private interface IGreeter
    {
        string Name { get; }

        string Greet() => "hello " + Name;

        string Shout() => Greet() + "!";
    }

    private sealed class Quiet : IGreeter
    {
        public string Name => "quiet";
    }

    private sealed class Rude : IGreeter
    {
        public string Name => "rude";

        public string Greet() => "go away " + Name;
    }

    private struct Value : IGreeter
    {
        public string Name => "value";
    }

    public static void Run()
    {
        foreach (IGreeter g in (IGreeter[])[new Quiet(), new Rude(), new Value()])
        {
            Out.Line(g.Greet(), g.Shout());
        }
    }
}
