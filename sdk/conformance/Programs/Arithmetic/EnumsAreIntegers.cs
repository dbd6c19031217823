// Program: Enums are integers.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class EnumsAreIntegers
{
    private enum Small : byte
    {
        None,
        Big = 250,
        Bigger,
    }

    [Flags]
    private enum Wide : long
    {
        Low = 1,
        High = 1L << 40,
        Both = Low | High,
    }

    public static void Run()
    {
        Small s = (Small)Opaque.Of(250);
        s++;
        Out.Line("equal", s == Small.Bigger);
        Out.Line("value", (byte)s, (int)(s + 10));
        Wide w = (Wide)Opaque.Of(1L << 40);
        Out.Line("flags", (w & Wide.Both) == Wide.High);
        w |= Wide.Low;
        w &= ~Wide.High;
        Out.Line("rest", (long)w);
        Out.Line("has", Wide.Both.HasFlag(w));
        Out.Line("difference", Small.Bigger - Small.None);
    }
}
