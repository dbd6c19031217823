// Program: Dictionary churn.

namespace Lume.Conformance.Programs.Gc;

internal static class DictionaryChurn
{
    public static void Run()
    {
        Dictionary<string, int[]> map = [];
        for (int i = 0; i < 600; i++)
        {
            map["k" + (i % 40)] = [i, i * 2];
            if (i % 7 == 0)
            {
                map.Remove("k" + (i * 3 % 40));
            }
        }

        long sum = 0;
        for (int i = 0; i < 40; i++)
        {
            sum += map.TryGetValue("k" + i, out int[]? data) ? data[1] : 1000000;
        }

        Out.Line("map", map.Count, sum);
    }
}
