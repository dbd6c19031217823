// Program: Constructor order.

namespace Lume.Conformance.Programs.Statics;

internal static class ConstructorOrder
{
    private class A
    {
        public static int X = Log.Note("A.X", 1);

        static A() => Log.Note("A");

        public A() => Log.Note("a");
    }

    private class B : A
    {
        public static int Y = Log.Note("B.Y", X + 1);

        static B() => Log.Note("B");

        public B() => Log.Note("b");
    }

    public static void Run()
    {
        _ = new B();
        _ = new B();
        Out.Line("values", A.X, B.Y);
        Log.Show();
    }
}
