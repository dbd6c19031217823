// Program: Increments and compound.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class IncrementsAndCompound
{
    public static void Run()
    {
        int i = Opaque.Of(5);
        int a = i++ + ++i;
        int b = i-- - --i;
        Out.Line("values", a, b, i);
        i += i++ + i;
        Out.Line("nested", i);
        int[] array = [1, 2, 3];
        int index = 0;
        array[index++] += 10;
        array[index++] *= array[index];
        array[index] <<= index;
        Out.Numbers("array", array);
        long l = i;
        l -= uint.MaxValue;
        l %= 1000;
        Out.Line("long", l);
    }
}
