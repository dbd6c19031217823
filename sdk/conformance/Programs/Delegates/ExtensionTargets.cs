// Program: Extension targets.

namespace Lume.Conformance.Programs.Delegates;

internal static class ExtensionTargets
{
    public static void Run()
    {
        Func<int> length = "extended".Doubled;
        Out.Line("closed static", length());
        Func<string, int> open = Extensions.Doubled;
        Out.Line("open", open("abc"));
        Out.Line("chain", "x".Doubled().Tripled());
    }
}
