// Program: Loops.

namespace Lume.Conformance.Programs.Control;

internal static class Loops
{
    public static void Run()
    {
        int n = Opaque.Of(10);
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            if (i == 3)
            {
                continue;
            }

            if (i == 8)
            {
                break;
            }

            sum += i;
        }

        Out.Line("for", sum);
        int k = 0;
        while (k * k < 50)
        {
            k++;
        }

        Out.Line("while", k);
        do
        {
            k -= 3;
        }
        while (k > 0);
        Out.Line("do", k);
        for (int i = 0, j = 10; i < j; i += 2, j--)
        {
            sum = (sum * 3) + i - j;
        }

        Out.Line("two variables", sum);
    }
}
