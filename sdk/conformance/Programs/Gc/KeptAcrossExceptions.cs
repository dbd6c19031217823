// Program: Kept across exceptions.

namespace Lume.Conformance.Programs.Gc;

internal static class KeptAcrossExceptions
{
    public static void Run()
    {
        string text = "kept" + Opaque.Of(1);
        int[] numbers = [1, 2, 3];
        try
        {
            Fail(text);
        }
        catch (InvalidOperationException e)
        {
            InteriorReferences.Churn();
            Out.Line(e.Message + text, numbers[1]);
        }
        finally
        {
            InteriorReferences.Churn();
            numbers[2]++;
        }

        Out.Line(text, numbers[2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(string s)
    {
        string local = "local" + s;
        try
        {
            InteriorReferences.Churn();
            throw new InvalidOperationException("message of " + local);
        }
        finally
        {
            InteriorReferences.Churn();
            Out.Line(local);
        }
    }
}
