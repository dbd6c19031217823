// Program: Array copies.

namespace Lume.Conformance.Programs.Arrays;

internal static class ArrayCopies
{
    public static void Run()
    {
        int[] a = [1, 2, 3, 4, 5];
        Array.Copy(a, 0, a, 1, 4);
        Out.Numbers("overlap", a);
        Array.Copy(a, 2, a, 0, 3);
        Out.Numbers("overlap", a);
        int[] b = (int[])a.Clone();
        b[0] = 99;
        Out.Line("clone", a[0], b[0]);
        string[] texts = ["x", "y", "z"];
        object[] objects = new object[3];
        Array.Copy(texts, objects, 3);
        Out.Line((string)objects[2]);
        try
        {
            objects[1] = 5;
            Array.Copy(objects, texts, 3);
        }
        catch (InvalidCastException e)
        {
            Out.Caught("down", e);
        }

        try
        {
            Array.Copy(a, 3, b, 0, Opaque.Of(3));
        }
        catch (ArgumentException e)
        {
            Out.Caught("range", e);
        }

        Array.Clear(a, 1, 2);
        Out.Numbers("cleared", a);
        Array.Resize(ref a, 7);
        Out.Line("resized", a.Length, a[4]);
        Array.Reverse(a);
        Out.Numbers("reversed", a);
        Array.Fill(a, 6);
        Out.Line("filled", a[0] + a[6]);
        a.CopyTo(new int[10], 2);
    }
}
