// Program: Null checks.

namespace Lume.Conformance.Programs.Classes;

internal static class NullChecks
{
    private class Node
    {
        public int Value;
        public int[]? Array;

        public int Method() => 5;

        public virtual int Virtual() => 6;
    }

    public static void Run()
    {
        Node? none = Opaque.Ref<Node?>(null);
        Try("field", () => none!.Value);
        Try("store", () => none!.Value = 1);
        Try("method", () => none!.Method());
        Try("virtual", () => none!.Virtual());
        Try("array", () => new Node().Array![0]);
        Try("length", () => new Node().Array!.Length);
        Try("string", () => Opaque.Ref<string?>(null)!.Length);
        Try("address", () =>
        {
            ref int r = ref none!.Value;
            return r;
        });
        Try("delegate", () => Opaque.Ref<Func<int>?>(null)!());
    }

    private static void Try(string label, Func<int> body)
    {
        try
        {
            Out.Line(label, body());
        }
        catch (NullReferenceException e)
        {
            Out.Caught(label, e);
        }
    }
}
