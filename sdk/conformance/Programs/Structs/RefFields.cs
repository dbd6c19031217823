// Program: Ref fields.

namespace Lume.Conformance.Programs.Structs;

internal static class RefFields
{
    private ref struct Cell
    {
        public ref int Value;
        public readonly ref readonly long Fixed;

        public Cell(ref int value, in long fixedValue)
        {
            Value = ref value;
            Fixed = ref fixedValue;
        }
    }

    public static void Run()
    {
        int a = Opaque.Of(1);
        int b = 10;
        long l = 100;
        Cell cell = new(ref a, in l);
        cell.Value += 5;
        l++;
        Out.Line("first", a, cell.Fixed);
        cell.Value = ref b;
        cell.Value *= 2;
        Out.Line("second", a, b);
        int[] array = [1, 2, 3];
        Cell inside = new(ref array[1], in l);
        Bump(inside);
        Out.Numbers("array", array);
        Out.Line("null", Unsafe.IsNullRef(ref default(Cell).Value));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Bump(Cell cell) => cell.Value += (int)cell.Fixed;
}
