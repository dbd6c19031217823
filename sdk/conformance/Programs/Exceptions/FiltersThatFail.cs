// Program: what a filter throws is dropped and the filter has declined; what it throws and catches itself is its own affair.

namespace Lume.Conformance.Programs.Exceptions;

internal static class FiltersThatFail
{
    public static void Run()
    {
        Outer(Opaque.Of(0));
        Outer(Opaque.Of(1));
        Outer(Opaque.Of(2));
        NullInFilter(null);
        SameObject();
        Nested(Opaque.Of(3));
    }

    private static void Outer(int how)
    {
        try
        {
            try
            {
                throw new CustomException("first", how);
            }
            catch (CustomException e) when (Bad(e))
            {
                Out.Line("accepted", how);
            }
            finally
            {
                Out.Line("inner finally");
            }
        }
        catch (CustomException e)
        {
            Out.Line("outer " + e.Message, e.Code);
        }
    }

    private static bool Bad(CustomException e)
    {
        try
        {
            Out.Line("filter begins");
            if (e.Code == 1)
            {
                throw new InvalidOperationException("in filter");
            }

            return Recover(e.Code);
        }
        finally
        {
            Out.Line("filter's finally");
        }
    }

    private static bool Recover(int code)
    {
        try
        {
            int[] none = new int[code];
            return none[5] > 0;
        }
        catch (IndexOutOfRangeException) when (Note(code))
        {
            return code == 2;
        }
    }

    private static bool Note(int code)
    {
        Out.Line("filter in filter", code);
        return true;
    }

    private static void NullInFilter(string? text)
    {
        try
        {
            throw new CustomException("null");
        }
        catch (CustomException) when (text!.Length > 0)
        {
            Out.Line("never");
        }
        catch (CustomException e)
        {
            Out.Line("after the null", e.Message);
        }
    }

    // The filter throws the very exception that is being looked after.
    private static void SameObject()
    {
        try
        {
            try
            {
                throw new CustomException("same", 5);
            }
            catch (CustomException e) when (Again(e))
            {
                Out.Line("never");
            }
        }
        catch (CustomException e) when (e.Code == 5)
        {
            Out.Line(e.Message);
        }
    }

    private static bool Again(CustomException e) => throw e;

    private static void Nested(int depth)
    {
        try
        {
            throw new CustomException("nested", depth);
        }
        catch (CustomException e) when (Inner(e.Code))
        {
            Out.Line("nested", depth);
        }
        catch (CustomException)
        {
            Out.Line("declined", depth);
        }
    }

    private static bool Inner(int depth)
    {
        if (depth == 0)
        {
            throw new CustomException("bottom");
        }

        Nested(depth - 1);
        return depth > 1;
    }
}
