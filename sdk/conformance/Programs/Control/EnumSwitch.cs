// Program: Enum switch.

namespace Lume.Conformance.Programs.Control;

internal static class EnumSwitch
{
    private enum Color : short
    {
        Red,
        Green = 5,
        Blue,
        Dark = -3,
    }

    public static void Run()
    {
        foreach (Color c in (Color[])[Color.Red, Color.Green, Color.Blue, Color.Dark, (Color)77])
        {
            Out.Line("color", Name((Color)Opaque.Of((int)c)));
        }
    }

    private static string Name(Color c) => c switch
    {
        Color.Red => "red",
        Color.Green => "green",
        Color.Blue => "blue",
        Color.Dark => "dark",
        _ => "unknown",
    };
}
