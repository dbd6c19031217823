// Program: Loops of exceptions.

namespace Lume.Conformance.Programs.Exceptions;

internal static class LoopsOfExceptions
{
    public static void Run()
    {
        int caught = 0;
        int sum = 0;
        for (int i = 0; i < 200; i++)
        {
            try
            {
                sum += Work(i);
            }
            catch (CustomException e) when (e.Code % 2 == 0)
            {
                caught++;
                sum += e.Code;
            }
            catch (CustomException e)
            {
                sum -= e.Code;
            }
        }

        Out.Line("totals", caught, sum);
    }

    private static int Work(int i) => i % 3 == 0 ? throw new CustomException("w", i) : i;
}
