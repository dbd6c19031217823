// Program: Static delegates and lambdas.

namespace Lume.Conformance.Programs.Statics;

internal static class StaticDelegatesAndLambdas
{
    private static Func<int, int> s_f = x => x + 1;
    private static Action? s_chain;

    public static void Run()
    {
        Func<int, int> old = s_f;
        s_f = x => old(x) * 10;
        Out.Line("wrapped", s_f(Opaque.Of(4)));
        int calls = 0;
        s_chain += () => calls++;
        s_chain += s_chain;
        s_chain();
        Out.Line("calls", calls);
    }
}
