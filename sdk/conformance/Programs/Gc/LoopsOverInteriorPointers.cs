// Program: Loops over interior pointers.

namespace Lume.Conformance.Programs.Gc;

internal static class LoopsOverInteriorPointers
{
    public static void Run()
    {
        long sum = 0;
        for (int round = 0; round < 20; round++)
        {
            sum += SumWithAllocation(new int[] { 1, 2, 3, 4, 5, 6, 7, round });
            sum += CountDown("text of round " + round);
        }

        Out.Line("sum", sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long SumWithAllocation(int[] array)
    {
        long sum = 0;
        foreach (int v in array)
        {
            sum += v + new string('x', v).Length;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long CountDown(string s)
    {
        long sum = 0;
        for (int i = s.Length - 1; i >= 0; i--)
        {
            sum += s[i] * new byte[3].Length;
        }

        return sum;
    }
}
