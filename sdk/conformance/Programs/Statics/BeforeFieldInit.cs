// Program: Before field init.

namespace Lume.Conformance.Programs.Statics;

internal static class BeforeFieldInit
{
    private static class Relaxed
    {
        public static readonly int Value = Opaque.Of(3) * 7;
        public static readonly object Lock = new();
    }

    public static void Run()
    {
        int sum = 0;
        for (int i = 0; i < 4; i++)
        {
            sum += Relaxed.Value;
        }

        Out.Line("sum", sum);
        Out.Line("object", ReferenceEquals(Relaxed.Lock, Relaxed.Lock));
    }
}
