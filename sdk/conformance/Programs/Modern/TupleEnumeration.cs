// Program: Tuple enumeration.

namespace Lume.Conformance.Programs.Modern;

internal static class TupleEnumeration
{
    public static IEnumerator<int> GetEnumerator(this (int From, int To) range)
    {
        for (int i = range.From; i < range.To; i++)
        {
            yield return i;
        }
    }

    public static void Run()
    {
        int product = 1;
        foreach (int i in (1, Opaque.Of(7)))
        {
            product *= i;
        }

        Out.Line("product", product);
    }
}
