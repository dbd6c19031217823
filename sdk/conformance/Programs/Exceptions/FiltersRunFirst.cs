// Program: filters are asked while the stack is whole, before the finally blocks of inner frames.

namespace Lume.Conformance.Programs.Exceptions;

internal static class FiltersRunFirst
{
    public static void Run()
    {
        OneMethod();
        ManyFrames();
        OuterFilterAccepts(Opaque.Of(3));
        AllDecline();
        FilterBeforeTypedCatch();
        InsideHandlers();
    }

    private static bool Ask(string who, bool answer)
    {
        Out.Line("filter " + who, answer);
        return answer;
    }

    private static void OneMethod()
    {
        try
        {
            try
            {
                throw new CustomException("one");
            }
            finally
            {
                Out.Line("inner finally");
            }
        }
        catch (CustomException e) when (Ask(e.Message, true))
        {
            Out.Line("caught");
        }
        finally
        {
            Out.Line("outer finally");
        }
    }

    private static void ManyFrames()
    {
        try
        {
            Deeper(Opaque.Of(4));
        }
        catch (Exception e) when (Ask(e.Message, true))
        {
            Out.Line("caught " + e.Message);
        }
    }

    private static void Deeper(int depth)
    {
        try
        {
            if (depth == 0)
            {
                throw new CustomException("deep");
            }

            Deeper(depth - 1);
        }
        catch (CustomException e) when (Ask(e.Message + depth, depth == 9))
        {
            Out.Line("never");
        }
        finally
        {
            Out.Line("finally", depth);
        }
    }

    private static void OuterFilterAccepts(int code)
    {
        try
        {
            try
            {
                try
                {
                    throw new CustomException("x", code);
                }
                catch (CustomException e) when (Ask("first", e.Code == 1))
                {
                    Out.Line("first");
                }
                catch (CustomException e) when (Ask("second", e.Code == 2))
                {
                    Out.Line("second");
                }
                finally
                {
                    Out.Line("between");
                }
            }
            catch (CustomException e) when (Ask("third", e.Code == 3))
            {
                Out.Line("third");
            }
        }
        catch (CustomException)
        {
            Out.Line("typed");
        }
    }

    private static void AllDecline()
    {
        try
        {
            try
            {
                Deeper(0);
            }
            catch (InvalidOperationException) when (Ask("of another type", true))
            {
                Out.Line("never");
            }
            catch (Exception) when (Ask("general", false))
            {
                Out.Line("never");
            }
            finally
            {
                Out.Line("finally of all");
            }
        }
        catch (CustomException e)
        {
            Out.Line("typed " + e.Message);
        }
    }

    private static void FilterBeforeTypedCatch()
    {
        try
        {
            try
            {
                Throws();
            }
            catch (CustomException)
            {
                Out.Line("the inner typed one");
                throw;
            }
        }
        catch (CustomException) when (Ask("around the typed one", true))
        {
            Out.Line("rethrown");
        }
    }

    private static void Throws()
    {
        try
        {
            throw new DerivedException("derived");
        }
        finally
        {
            Out.Line("thrower's finally");
        }
    }

    private static void InsideHandlers()
    {
        try
        {
            try
            {
                throw new CustomException("a");
            }
            catch (CustomException)
            {
                try
                {
                    throw new CustomException("b");
                }
                catch (CustomException e) when (Ask("in catch", e.Message == "b"))
                {
                    Out.Line("b");
                }
                finally
                {
                    Out.Line("finally in catch");
                }

                throw;
            }
            finally
            {
                try
                {
                    throw new CustomException("c");
                }
                catch (CustomException e) when (Ask("in finally", e.Message == "c"))
                {
                    Out.Line("c");
                }
            }
        }
        catch (CustomException e) when (Ask("around", e.Message == "a"))
        {
            Out.Line("a");
        }
    }
}
