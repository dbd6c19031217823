// Program: Large arrays.

namespace Lume.Conformance.Programs.Gc;

internal static class LargeArrays
{
    public static void Run()
    {
        long sum = 0;
        byte[]? kept = null;
        for (int i = 1; i <= 12; i++)
        {
            byte[] big = new byte[i * 9000];
            big[^1] = (byte)i;
            big[0] = (byte)(i * 2);
            kept = i == 5 ? big : kept;
            sum += big[^1] + big[0] + big[big.Length / 2];
        }

        GC.Collect();
        Out.Line("sum", sum, kept!.Length, kept[0] + kept[^1]);
        string[] references = new string[3000];
        for (int i = 0; i < references.Length; i += 100)
        {
            references[i] = "r" + i;
        }

        GC.Collect();
        Out.Line(references[2900], references[5] is null ? 1 : 0);
    }
}
