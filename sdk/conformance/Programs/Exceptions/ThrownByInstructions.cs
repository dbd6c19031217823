// Program: Thrown by instructions.

namespace Lume.Conformance.Programs.Exceptions;

internal static class ThrownByInstructions
{
    public static void Run()
    {
        Try(() => 1 / Opaque.Of(0));
        Try(() => (new int[2])[Opaque.Of(3)]);
        Try(() => Opaque.Ref<string?>(null)!.Length);
        Try(() => ((string)Opaque.Ref<object>(new object())).Length);
        Try(() => (int)Opaque.Ref<object>(5L));
        Try(() => checked(Opaque.Of(int.MaxValue) + 1));
        Try(() =>
        {
            Opaque.Ref<object[]>(new string[1])[0] = 1;
            return 0;
        });
        Try(() => throw Opaque.Ref<Exception?>(null)!);
        Try(() => int.MinValue / Opaque.Of(-1));
    }

    private static void Try(Func<int> body)
    {
        try
        {
            Out.Line("value", body());
        }
        catch (Exception e)
        {
            Out.Caught("caught", e);
        }
    }
}
