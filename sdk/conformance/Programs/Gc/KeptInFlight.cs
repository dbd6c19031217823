// Program: Kept in flight.

namespace Lume.Conformance.Programs.Gc;

internal static class KeptInFlight
{
    private sealed class Pair(object a, object b)
    {
        public readonly object A = a;
        public readonly object B = b;
    }

    public static void Run()
    {
        Pair p = new(Allocate("first"), new Pair(Allocate("second"), Allocate("third")));
        Out.Line((string)p.A + (string)((Pair)p.B).A + (string)((Pair)p.B).B);
        Out.Line(Join(Allocate("a"), Allocate("b"), Allocate("c"), Allocate("d"), Allocate("e"), Allocate("f"), Allocate("g"), Allocate("h"), Allocate("i"), Allocate("j")));
        object[] array = [Allocate("x"), Allocate("y"), new[] { Allocate("z") }];
        Out.Line((string)array[0] + (string)((object[])array[2])[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Allocate(string s)
    {
        object garbage = new long[8];
        GC.Collect();
        return s + s.Length;
    }

    private static string Join(params object[] parts)
    {
        string s = "";
        foreach (object part in parts)
        {
            s += (string)part;
        }

        return s;
    }
}
