// Program: Enum boxing.

namespace Lume.Conformance.Programs.Classes;

internal static class EnumBoxing
{
    private enum Letter
    {
        A = 1,
        B,
    }

    public static void Run()
    {
        object o = (Letter)Opaque.Of(2);
        Out.Line("letter", o is Letter.B);
        Out.Line("as int", (int)o);
        Out.Line("is int", o is int);
        object n = 1;
        Out.Line("to enum", (Letter)n == Letter.A);
        Out.Line("equals", o.Equals(Letter.B));
        Out.Line("not equals", o.Equals(2));
        Out.Line("hash", o.GetHashCode());
    }
}
