// Program: Constants.

namespace Lume.Conformance.Programs.Statics;

internal static class Constants
{
    private const int Number = 1 << 20;
    private const string Text = "constant" + "s";
    private const double Ratio = 1.5;
    private const char Letter = 'q';
    private const ulong Big = ulong.MaxValue / 3;

    public static void Run()
    {
        Out.Line(Text, Number + Opaque.Of(1), Letter);
        Out.Line("ratio", Ratio * Opaque.Of(2.0));
        Out.Line("big", Big);
        Out.Line("name", nameof(Constants.Run));
    }
}
