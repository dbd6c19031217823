// Program: rethrowing from a filtered catch, returning through finally blocks, iterators, delegates, static constructors.

namespace Lume.Conformance.Programs.Exceptions;

internal static class FiltersAndLeaving
{
    private static class Broken
    {
        public static readonly int Value = Opaque.Of(1) == 1 ? throw new CustomException("static") : 0;

        static Broken()
        {
        }
    }

    private static class OwnTry
    {
        static OwnTry() => throw new CustomException("before the method");

        public static int Get()
        {
            try
            {
                return Opaque.Of(1);
            }
            catch (TypeInitializationException)
            {
                return -1;
            }
        }
    }

    public static void Run()
    {
        Out.Line("rethrow", Rethrow(Opaque.Of(3)));
        Out.Line("return", Return(Opaque.Of(4)));
        Out.Line("iterator", Iterate());
        Out.Line("delegates", Delegates());
        StaticConstructor();
        SameExceptionTwice();
        ReplacedInFinally();
    }

    private static bool Say(string text)
    {
        Out.Line("filter " + text);
        return true;
    }

    private static int Rethrow(int code)
    {
        try
        {
            try
            {
                throw new CustomException("r", code);
            }
            catch (CustomException e) when (e.Code == 3 && Say("inner"))
            {
                Out.Line("rethrows");
                throw;
            }
            finally
            {
                Out.Line("finally of the rethrower");
            }
        }
        catch (CustomException e) when (Say("outer"))
        {
            return e.Code;
        }
    }

    private static int Return(int value)
    {
        try
        {
            try
            {
                throw new CustomException("x", value);
            }
            catch (CustomException e) when (e.Code > 3)
            {
                return e.Code;
            }
            finally
            {
                value *= 2;
                Out.Line("through", value);
            }
        }
        finally
        {
            value++;
            Out.Line("through", value);
        }
    }

    private static IEnumerable<int> Numbers()
    {
        try
        {
            yield return 1;
            yield return 2;
        }
        finally
        {
            Out.Line("iterator disposed");
        }
    }

    private static int Iterate()
    {
        int sum = 0;
        try
        {
            foreach (int number in Numbers())
            {
                sum += number;
                if (number == 2)
                {
                    throw new CustomException("in loop", number);
                }
            }
        }
        catch (CustomException e) when (Say("around the loop") && e.Code == 2)
        {
            sum += 10;
        }

        return sum;
    }

    private static int Delegates()
    {
        int calls = 0;
        Action all = () => calls++;
        all += () => throw new CustomException("second");
        all += () => calls += 100;
        try
        {
            all();
        }
        catch (CustomException) when (calls == 1)
        {
            calls = 7;
        }

        return calls;
    }

    private static void StaticConstructor()
    {
        for (int i = 0; i < 2; i++)
        {
            try
            {
                Out.Line("value", Broken.Value);
            }
            catch (TypeInitializationException e) when (e.InnerException is CustomException && Say("of the constructor"))
            {
                Out.Caught("caught", e);
            }
        }

        try
        {
            Out.Line("own", OwnTry.Get());
        }
        catch (TypeInitializationException e)
        {
            Out.Line("outside", e.InnerException!.Message);
        }
    }

    // A finally throws and catches the exception that is on its way through it.
    private static void SameExceptionTwice()
    {
        CustomException exception = new("twice");
        try
        {
            try
            {
                throw exception;
            }
            finally
            {
                try
                {
                    throw exception;
                }
                catch (CustomException e) when (Say("in the finally"))
                {
                    Out.Line("caught within", e.Message);
                }
            }
        }
        catch (CustomException e) when (Say("outside"))
        {
            Out.Line("caught outside", e.Message);
        }
    }

    private static void ReplacedInFinally()
    {
        try
        {
            try
            {
                try
                {
                    throw new CustomException("old");
                }
                finally
                {
                    Out.Line("replaces");
                    throw new InvalidOperationException("new");
                }
            }
            catch (CustomException) when (Say("for the old one"))
            {
                Out.Line("never");
            }
        }
        catch (InvalidOperationException e) when (Say("for the new one"))
        {
            Out.Line(e.Message);
        }
    }
}
