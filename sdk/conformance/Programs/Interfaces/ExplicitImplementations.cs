// Program: Explicit implementations.

namespace Lume.Conformance.Programs.Interfaces;

internal static class ExplicitImplementations
{
    private interface IA
    {
        string Name();
    }

    private interface IB
    {
        string Name();
    }

    private class Both : IA, IB
    {
        public string Name() => "public";

        string IA.Name() => "a";

        string IB.Name() => "b";
    }

    private sealed class Again : Both, IA
    {
        string IA.Name() => "again";
    }

    public static void Run()
    {
        Both both = new();
        Out.Line(both.Name() + ((IA)both).Name() + ((IB)both).Name());
        Both again = new Again();
        Out.Line(again.Name() + ((IA)again).Name() + ((IB)again).Name());
    }
}
