// Program: Sieve.

namespace Lume.Conformance.Programs.Control;

internal static class Sieve
{
    public static void Run()
    {
        bool[] composite = new bool[Opaque.Of(2000)];
        int count = 0;
        int last = 0;
        for (int i = 2; i < composite.Length; i++)
        {
            if (composite[i])
            {
                continue;
            }

            count++;
            last = i;
            for (int j = i * i; j < composite.Length; j += i)
            {
                composite[j] = true;
            }
        }

        Out.Line("primes", count, last);
    }
}
