// Program: Collatz.

namespace Lume.Conformance.Programs.Control;

internal static class Collatz
{
    public static void Run()
    {
        long best = 0;
        int longest = 0;
        for (long start = 1; start < 3000; start++)
        {
            long n = start;
            int length = 1;
            while (n != 1)
            {
                n = (n & 1) == 0 ? n >> 1 : (3 * n) + 1;
                length++;
            }

            if (length > longest)
            {
                (best, longest) = (start, length);
            }
        }

        Out.Line("longest", best, longest);
    }
}
