// Program: Many interfaces.

namespace Lume.Conformance.Programs.Interfaces;

internal static class ManyInterfaces
{
    private interface I1 { int M1(); }

    private interface I2 { int M2(); }

    private interface I3 : I1, I2 { int M3(); }

    private interface I4 { int M4(); }

    private interface I5 : I3, I4 { int M5(); }

    private sealed class All : I5
    {
        public int M1() => 1;

        public int M2() => 2;

        public int M3() => 3;

        public int M4() => 4;

        public int M5() => 5;
    }

    private struct Some : I3
    {
        public int V;

        public int M1() => V;

        public int M2() => V * 2;

        public int M3() => V * 3;
    }

    public static void Run()
    {
        object[] objects = [new All(), new Some { V = Opaque.Of(10) }, "none"];
        foreach (object o in objects)
        {
            int sum = 0;
            sum += o is I1 i1 ? i1.M1() : 0;
            sum += o is I2 i2 ? i2.M2() : 0;
            sum += o is I3 i3 ? i3.M3() + i3.M1() : 0;
            sum += (o as I4)?.M4() ?? 0;
            sum += (o as I5)?.M5() ?? 1000;
            Out.Line("sum", sum);
        }
    }
}
