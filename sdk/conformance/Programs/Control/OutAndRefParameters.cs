// Program: Out and ref parameters.

namespace Lume.Conformance.Programs.Control;

internal static class OutAndRefParameters
{
    public static void Run()
    {
        int a = Opaque.Of(17);
        Divide(a, 5, out int quotient, out int remainder);
        Out.Line("divided", quotient, remainder);
        Swap(ref quotient, ref remainder);
        Out.Line("swapped", quotient, remainder);
        Out.Line("in", Square(in a), Square(a + 1));
        int[] array = [1, 2, 3];
        Swap(ref array[0], ref array[2]);
        Out.Numbers("array", array);
        Find(array, 2) = 99;
        Out.Numbers("returned ref", array);
    }

    private static void Divide(int a, int b, out int q, out int r)
    {
        q = a / b;
        r = a % b;
    }

    private static void Swap(ref int a, ref int b) => (a, b) = (b, a);

    private static int Square(in int x) => x * x;

    private static ref int Find(int[] array, int value)
    {
        for (int i = 0; i < array.Length; i++)
        {
            if (array[i] == value)
            {
                return ref array[i];
            }
        }

        throw new InvalidOperationException();
    }
}
