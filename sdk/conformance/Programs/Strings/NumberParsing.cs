// Program: Number parsing.

namespace Lume.Conformance.Programs.Strings;

internal static class NumberParsing
{
    public static void Run()
    {
        Out.Line("parse", int.Parse("-123"), long.Parse("9223372036854775807"), byte.Parse("255"));
        foreach (string s in (string[])["", " 5 ", "+7", "2147483648", "-2147483648", "1x", "-", "00012"])
        {
            Out.Line(s, int.TryParse(s, out int v) ? 1 : 0, v);
        }

        try
        {
            int.Parse("twelve");
        }
        catch (FormatException e)
        {
            Out.Caught("format", e);
        }

        try
        {
            byte.Parse("256");
        }
        catch (OverflowException e)
        {
            Out.Caught("overflow", e);
        }

        Out.Line("unsigned", ulong.Parse("18446744073709551615"));
    }
}
