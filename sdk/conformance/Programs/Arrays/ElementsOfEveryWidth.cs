// Program: Loads and stores of elements of every width.

namespace Lume.Conformance.Programs.Arrays;

internal static class ElementsOfEveryWidth
{
    public static unsafe void Run()
    {
        sbyte[] bytes = [-1, 2, sbyte.MinValue];
        uint[] words = [uint.MaxValue, 1, 0x80000000];
        float[] singles = new float[3];
        double[] doubles = new double[3];
        nuint[] natives = [3, nuint.MaxValue];
        for (int i = 0; i < 3; i++)
        {
            singles[i] = Opaque.Of(i + 0.5f);
            doubles[i] = singles[i] * 3;
        }

        Out.Line("sbyte", bytes[Opaque.Of(0)] + bytes[2]);
        Out.Line("uint", words[Opaque.Of(0)] + (long)words[2]);
        Out.Line("single", singles[1] + singles[2]);
        Out.Line("double", doubles[2]);
        Out.Line("native", natives[1] - natives[0]);
        Out.Line("through ref", Last(ref bytes[2]));
        Natives(Opaque.Of(5L), Opaque.Of(6UL));
        Natives(Opaque.Of(-5L), Opaque.Of(ulong.MaxValue));
        byte* same = stackalloc byte[] { 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7 };
        Out.Line("filled", same[0] + same[Opaque.Of(15)]);
        Pair[] pairs = [new(1, 2), new(3, 4)];
        Out.Line("own", Shown(pairs, Opaque.Of(1)), Shown(new[] { "text" }, 0));
        Out.Line("equal", Same(pairs[0], new Pair(1, 2)));
        Out.Line("unequal", Same(pairs[0], pairs[1]));
    }

    // No Equals of its own: a constrained call boxes it.
    private readonly struct Pair(int a, int b)
    {
        public readonly int A = a, B = b;

        public override int GetHashCode() => A * B;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Last(ref sbyte value) => value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Shown<T>(T[] values, int index)
        where T : notnull => values[index].Equals(values[0]) ? 1 : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Same(Pair a, Pair b) => a.Equals(b);

    private static void Natives(long signed, ulong unsigned)
    {
        try
        {
            Out.Line("unsigned of long", checked((nuint)signed));
            Out.Line("unsigned of ulong", checked((nuint)unsigned));
            Out.Line("native of ulong", checked((nint)unsigned));
            Out.Line("unsigned of double", checked((nuint)(signed * 1.5)));
        }
        catch (OverflowException e)
        {
            Out.Caught("natives", e);
        }
    }
}
