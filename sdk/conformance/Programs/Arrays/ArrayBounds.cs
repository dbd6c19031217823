// Program: Array bounds.

namespace Lume.Conformance.Programs.Arrays;

internal static class ArrayBounds
{
    public static void Run()
    {
        int[] a = new int[4];
        Try("high", () => a[Opaque.Of(4)]);
        Try("low", () => a[Opaque.Of(-1)]);
        Try("store", () => a[Opaque.Of(int.MaxValue)] = 1);
        Try("long index", () => a[Opaque.Of(1L << 33)]);
        Try("negative long", () => a[Opaque.Of(-1L)]);
        Try("unsigned", () => a[Opaque.Of(uint.MaxValue)]);
        Try("address", () =>
        {
            ref int r = ref a[Opaque.Of(99)];
            return r;
        });
        Try("reference", () => (new string[2])[Opaque.Of(2)].Length);
        Try("from end", () => a[^Opaque.Of(5)]);
        Try("fine", () => a[^1]);
        Try("size", () => new int[Opaque.Of(-1)].Length);
    }

    private static void Try(string label, Func<int> body)
    {
        try
        {
            Out.Line(label, body());
        }
        catch (Exception e)
        {
            Out.Caught(label, e);
        }
    }
}
