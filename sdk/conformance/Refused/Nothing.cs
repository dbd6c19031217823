// The entry point that every program has.

namespace Lume.Refused;

internal static class Nothing
{
    private static void Main()
    {
    }
}
