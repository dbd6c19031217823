// Program: String churn.

namespace Lume.Conformance.Programs.Gc;

internal static class StringChurn
{
    public static void Run()
    {
        string s = "";
        List<string> kept = [];
        for (int i = 0; i < 300; i++)
        {
            s += (char)('a' + (i % 26));
            if (i % 60 == 0)
            {
                kept.Add(s);
            }
        }

        int total = 0;
        foreach (string k in kept)
        {
            total = (total * 31 % 100003) + k.Length + k[^1];
        }

        Out.Line("total", total, s.Length);
    }
}
