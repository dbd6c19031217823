// Program: Closures.

namespace Lume.Conformance.Programs.Delegates;

internal static class Closures
{
    public static void Run()
    {
        int counter = Opaque.Of(0);
        Func<int> next = () => ++counter;
        next();
        next();
        Out.Line("shared", counter, next());
        List<Func<int>> list = [];
        for (int i = 0; i < 3; i++)
        {
            int copy = i * 10;
            list.Add(() => copy + i);
        }

        Out.Line("captured", list[0](), list[1](), list[2]());
        List<Func<int>> each = [];
        foreach (int n in (int[])[7, 8, 9])
        {
            each.Add(() => n);
        }

        Out.Line("foreach", each[0](), each[1](), each[2]());
    }
}
