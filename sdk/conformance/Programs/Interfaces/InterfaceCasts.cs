// Program: Interface casts.

namespace Lume.Conformance.Programs.Interfaces;

internal static class InterfaceCasts
{
    private interface IKnown { }

    private interface IUnknown { }

    private class Thing : IKnown;

    public static void Run()
    {
        object thing = Opaque.Ref<object>(new Thing());
        Out.Line("is", thing is IKnown ? 1 : 0, thing is IUnknown ? 1 : 0);
        Out.Line("as", thing as IUnknown is null);
        try
        {
            IUnknown no = (IUnknown)thing;
            Out.Line("no", no is null);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("cast", e);
        }

        object array = Opaque.Ref<object>(new string[3]);
        Out.Line("array", array is IEnumerable<string> ? 1 : 0, array is IList<object> ? 1 : 0, array is IEnumerable<int> ? 1 : 0);
        object? none = Opaque.Ref<object?>(null);
        Out.Line("null", (IKnown?)none is null);
    }
}
