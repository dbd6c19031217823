// Program: Catch by type.

namespace Lume.Conformance.Programs.Exceptions;

internal static class CatchByType
{
    public static void Run()
    {
        for (int i = 0; i < 6; i++)
        {
            try
            {
                Throw(Opaque.Of(i));
                Out.Line("nothing");
            }
            catch (DerivedException e)
            {
                Out.Line("derived " + e.Message, e.Code);
            }
            catch (CustomException e)
            {
                Out.Line("custom " + e.Message, e.Code);
            }
            catch (ArgumentException)
            {
                Out.Line("argument");
            }
            catch (Exception e)
            {
                Out.Caught("any", e);
            }
        }
    }

    private static void Throw(int i)
    {
        switch (i)
        {
            case 0: throw new DerivedException("d");
            case 1: throw new CustomException("c", 5);
            case 2: throw new ArgumentNullException("x");
            case 3: throw new NotSupportedException();
            case 4: throw new InvalidOperationException("i");
        }
    }
}
