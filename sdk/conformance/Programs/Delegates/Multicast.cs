// Program: Multicast.

namespace Lume.Conformance.Programs.Delegates;

internal static class Multicast
{
    private static string s_log = "";

    public static void Run()
    {
        Action? a = null;
        a += () => s_log += "1";
        Action two = () => s_log += "2";
        a += two;
        a += two;
        a += () => s_log += "3";
        a();
        Out.Line(s_log, a.GetInvocationList().Length);
        a -= two;
        s_log = "";
        a!();
        Out.Line(s_log);
        a -= two;
        a -= two;
        s_log = "";
        a!();
        Out.Line(s_log);
        Func<int, int> f = x => x + 1;
        f += x => x * 10;
        Out.Line("last result", f(Opaque.Of(5)));
        Action? gone = two;
        gone -= two;
        Out.Line("gone", gone is null);
    }
}
