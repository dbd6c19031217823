// Program: Static and instance.

namespace Lume.Conformance.Programs.Delegates;

internal static class StaticAndInstance
{
    private delegate int Operation(int a, int b);

    private class Calculator
    {
        public int Bias;

        public int Add(int a, int b) => a + b + Bias;

        public virtual int Combine(int a, int b) => a - b;
    }

    public static void Run()
    {
        Operation multiply = Multiply;
        Out.Line("static", multiply(Opaque.Of(6), 7));
        Calculator c = new() { Bias = 100 };
        Operation add = c.Add;
        c.Bias++;
        Out.Line("instance", add(1, 2));
        Operation combine = c.Combine;
        Out.Line("virtual", combine(9, 4));
        Out.Line("target", ReferenceEquals(add.Target, c));
    }

    private static int Multiply(int a, int b) => a * b;
}
