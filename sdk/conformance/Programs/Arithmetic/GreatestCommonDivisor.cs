// Program: Greatest common divisor.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class GreatestCommonDivisor
{
    public static void Run()
    {
        Out.Line("gcd", Gcd(Opaque.Of(1071L), 462));
        Out.Line("gcd", Gcd(Opaque.Of(1234567890123L), 987654321));
        Out.Line("power", PowerMod(Opaque.Of(3UL), 200, 1000000007));
        uint hash = 2166136261;
        for (int i = 0; i < 1000; i++)
        {
            hash = (hash ^ (byte)i) * 16777619;
        }

        Out.Line("hash", hash);
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    private static ulong PowerMod(ulong x, int n, ulong m)
    {
        ulong result = 1;
        while (n > 0)
        {
            if ((n & 1) != 0)
            {
                result = result * x % m;
            }

            x = x * x % m;
            n >>= 1;
        }

        return result;
    }
}
