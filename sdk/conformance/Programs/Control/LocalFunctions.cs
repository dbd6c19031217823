// Program: Local functions.

namespace Lume.Conformance.Programs.Control;

internal static class LocalFunctions
{
    public static void Run()
    {
        int total = 0;
        Add(5);
        Add(Twice(10));
        Out.Line("total", total);
        Out.Line("recursive", Factorial(10));

        void Add(int x) => total += x;

        static int Twice(int x) => x * 2;

        long Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
    }
}
