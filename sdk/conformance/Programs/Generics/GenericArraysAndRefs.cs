// Program: Generic arrays and refs.

namespace Lume.Conformance.Programs.Generics;

internal static class GenericArraysAndRefs
{
    public static void Run()
    {
        string[] texts = ["a", "b", "c"];
        Rotate(texts);
        Out.Line(texts[0] + texts[1] + texts[2]);
        long[] longs = [1, 2, Opaque.Of(3L)];
        Rotate(longs);
        Out.Line("longs", longs[0], longs[1], longs[2]);
        (byte, object)[] pairs = [(1, "x"), (2, "y")];
        Rotate(pairs);
        Out.Line((string)pairs[0].Item2, pairs[0].Item1);
        try
        {
            object[] objects = texts;
            Set(objects, 0, new object());
        }
        catch (ArrayTypeMismatchException e)
        {
            Out.Caught("store", e);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rotate<T>(T[] array)
    {
        ref T last = ref array[^1];
        T saved = last;
        for (int i = array.Length - 1; i > 0; i--)
        {
            array[i] = array[i - 1];
        }

        array[0] = saved;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Set<T>(T[] array, int index, T value) => array[index] = value;
}
