// Log: used by the programs beside it.

namespace Lume.Conformance.Programs.Statics;

internal static class Log
{
    public static string Text = "";

    public static int Note(string s, int value = 0)
    {
        Text += s + ";";
        return value;
    }

    public static void Show()
    {
        Out.Line(Text);
        Text = "";
    }
}
