// Program: Boxing.

namespace Lume.Conformance.Programs.Classes;

internal static class Boxing
{
    public static void Run()
    {
        object i = Opaque.Of(5);
        object b = Opaque.Of(true);
        object c = (char)Opaque.Of('x');
        object l = Opaque.Of(5L);
        Out.Line("unbox", (int)i, (char)c, (long)l);
        Out.Line("bool", (bool)b);
        Out.Line("equals", i.Equals(5));
        Out.Line("other type", i.Equals(l));
        Out.Line("identity", ReferenceEquals(i, i));
        Out.Line("hash", i.GetHashCode());
        try
        {
            Out.Line("no", (long)i);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("wrong type", e);
        }

        try
        {
            Out.Line("no", (int)Opaque.Ref<object?>(null)!);
        }
        catch (NullReferenceException e)
        {
            Out.Caught("null", e);
        }

        object u = (uint)7;
        Out.Line("is", u is int ? 1 : 0, u is uint ? 1 : 0);
        object copy = i;
        i = (int)i + 1;
        Out.Line("copy", (int)copy, (int)i);
    }
}
