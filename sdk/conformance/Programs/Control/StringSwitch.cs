// Program: String switch.

namespace Lume.Conformance.Programs.Control;

internal static class StringSwitch
{
    public static void Run()
    {
        foreach (string s in (string[])["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "", "x", "Alpha"])
        {
            Out.Line(s, Pick(Opaque.Ref(s)));
        }

        Out.Line("null", Pick(null));
    }

    private static int Pick(string? s)
    {
        switch (s)
        {
            case "alpha": return 1;
            case "beta": return 2;
            case "gamma": return 3;
            case "delta": return 4;
            case "epsilon": return 5;
            case "zeta": return 6;
            case "eta": return 7;
            case "theta": return 8;
            case "iota": return 9;
            case "": return 10;
            case null: return 11;
            default: return -1;
        }
    }
}
