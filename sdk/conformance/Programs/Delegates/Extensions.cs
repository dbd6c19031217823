// Extensions: used by the programs beside it.

namespace Lume.Conformance.Programs.Delegates;

internal static class Extensions
{
    public static int Doubled(this string s) => s.Length * 2;

    public static int Tripled(this int n) => n * 3;
}
