// Program: Many small objects.

namespace Lume.Conformance.Programs.Gc;

internal static class ManySmallObjects
{
    private sealed class Small
    {
        public int Value;
    }

    public static void Run()
    {
        long sum = 0;
        Small? kept = null;
        for (int i = 0; i < 3000; i++)
        {
            Small s = new() { Value = i };
            sum += s.Value;
            kept = i % 700 == 0 ? s : kept;
        }

        Out.Line("sum", sum, kept!.Value);
    }
}
