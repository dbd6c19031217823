// Program: Recursion.

namespace Lume.Conformance.Programs.Control;

internal static class Recursion
{
    public static void Run()
    {
        Out.Line("fib", Fib(Opaque.Of(20)));
        Out.Line("ackermann", Ackermann(2, Opaque.Of(6)));
        Out.Line("even", IsEven(Opaque.Of(101)));
        Out.Line("depth", Depth(Opaque.Of(3000)));
        Out.Line("hanoi", Hanoi(12, 0, 1, 2));
    }

    private static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    private static int Ackermann(int m, int n) => m == 0 ? n + 1 : n == 0 ? Ackermann(m - 1, 1) : Ackermann(m - 1, Ackermann(m, n - 1));

    private static bool IsEven(int n) => n == 0 || IsOdd(n - 1);

    private static bool IsOdd(int n) => n != 0 && IsEven(n - 1);

    private static int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1);

    private static int Hanoi(int n, int from, int to, int via) => n == 0 ? 0 : Hanoi(n - 1, from, via, to) + 1 + Hanoi(n - 1, via, to, from);
}
