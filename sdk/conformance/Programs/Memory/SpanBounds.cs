// Program: Span bounds.

namespace Lume.Conformance.Programs.Memory;

internal static class SpanBounds
{
    public static void Run()
    {
        int[] array = new int[5];
        Try("index", () => array.AsSpan()[Opaque.Of(5)]);
        Try("negative", () => array.AsSpan()[Opaque.Of(-1)]);
        Try("slice", () => array.AsSpan().Slice(Opaque.Of(6)).Length);
        Try("slice length", () => array.AsSpan().Slice(3, Opaque.Of(3)).Length);
        Try("slice end", () => array.AsSpan().Slice(Opaque.Of(5)).Length);
        Try("negative length", () => array.AsSpan().Slice(0, Opaque.Of(-1)).Length);
        Try("copy", () =>
        {
            array.AsSpan().CopyTo(new int[Opaque.Of(4)]);
            return 0;
        });
        Try("range", () => array.AsSpan()[Opaque.Of(2)..Opaque.Of(1)].Length);
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
