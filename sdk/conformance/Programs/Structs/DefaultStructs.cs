// Program: Default structs.

namespace Lume.Conformance.Programs.Structs;

internal static class DefaultStructs
{
    private struct WithConstructor
    {
        public int A = 5;
        public string B;

        public WithConstructor()
        {
            B = "made";
        }
    }

    public static void Run()
    {
        WithConstructor made = new();
        WithConstructor zero = default;
        Out.Line(made.B, made.A);
        Out.Line(zero.B ?? "null", zero.A);
        WithConstructor[] array = new WithConstructor[2];
        Out.Line(array[1].B ?? "null", array[1].A);
        Out.Line("generic", Make<WithConstructor>().A);
        array[0] = made with { A = 9 };
        Out.Line(array[0].B, array[0].A);
    }

    private static T Make<T>()
        where T : new() => new();
}
