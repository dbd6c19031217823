// Program: Delegate equality.

namespace Lume.Conformance.Programs.Delegates;

internal static class DelegateEquality
{
    private sealed class Target
    {
        public void M()
        {
        }
    }

    public static void Run()
    {
        Target t = new();
        Action a = t.M;
        Action b = t.M;
        Action c = new Target().M;
        Out.Line("same", a == b);
        Out.Line("other target", a == c);
        Out.Line("static", (Action)S == (Action)S);
        Out.Line("combined", a + c == b + c);
        Out.Line("order", a + c == c + b);
        Out.Line("removed", (a + b + c) - (b + c) == a);
    }

    private static void S()
    {
    }
}
