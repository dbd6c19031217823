// Program: Exceptions in constructors.

namespace Lume.Conformance.Programs.Exceptions;

internal static class ExceptionsInConstructors
{
    private sealed class Fragile
    {
        public readonly int Value;

        public Fragile(int n)
        {
            Value = n;
            if (n > 5)
            {
                throw new ArgumentOutOfRangeException(nameof(n));
            }
        }
    }

    private class Base
    {
        protected Base(bool fail)
        {
            if (fail)
            {
                throw new CustomException("base");
            }
        }
    }

    private sealed class Derived(bool fail) : Base(fail);

    public static void Run()
    {
        Fragile? f = new(Opaque.Of(3));
        try
        {
            f = new Fragile(Opaque.Of(9));
        }
        catch (ArgumentOutOfRangeException e)
        {
            Out.Line(e.ParamName!, f.Value);
        }

        try
        {
            _ = new Derived(Opaque.Of(true));
        }
        catch (CustomException e)
        {
            Out.Line(e.Message);
        }
    }
}
