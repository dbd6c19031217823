// Program: Diamond of defaults.

namespace Lume.Conformance.Programs.Interfaces;

internal static class DiamondOfDefaults
{
    private interface IRoot
    {
        string Who() => "root";
    }

    private interface ILeft : IRoot
    {
        string IRoot.Who() => "left";
    }

    private interface IRight : IRoot
    {
        string Other() => "right of " + Who();
    }

    private interface IBottom : ILeft, IRight
    {
        string IRoot.Who() => "bottom";
    }

    private sealed class Left : ILeft;

    private sealed class Mixed : ILeft, IRight;

    private sealed class Bottom : IBottom;

    public static void Run()
    {
        Out.Line(((IRoot)Opaque.Ref(new Left())).Who());
        Out.Line(((IRoot)Opaque.Ref(new Mixed())).Who());
        Out.Line(((IRight)Opaque.Ref(new Mixed())).Other());
        Out.Line(((IRoot)Opaque.Ref(new Bottom())).Who());
        Out.Line(((IRight)Opaque.Ref(new Bottom())).Other());
    }
}
