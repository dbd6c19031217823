// Program: Structs through refs.

namespace Lume.Conformance.Programs.Structs;

internal static class StructsThroughRefs
{
    private struct Vector
    {
        public int X;
        public int Y;
        public int Z;

        [System.Diagnostics.CodeAnalysis.UnscopedRef]
        public ref int At(int i)
        {
            switch (i)
            {
                case 0: return ref X;
                case 1: return ref Y;
                default: return ref Z;
            }
        }
    }

    public static void Run()
    {
        Vector v = default;
        for (int i = 0; i < 3; i++)
        {
            v.At(Opaque.Of(i)) = i + 1;
        }

        Out.Line("vector", v.X, v.Y, v.Z);
        ref Vector r = ref v;
        Vector copy = r;
        r.X = 50;
        Out.Line("copy", copy.X, v.X);
        Reset(out v);
        Out.Line("reset", v.X, v.Y, v.Z);
        Vector[] vectors = new Vector[3];
        foreach (ref Vector each in vectors.AsSpan())
        {
            each.Y = 7;
        }

        Out.Line("foreach ref", vectors[0].Y + vectors[1].Y + vectors[2].Y);
    }

    private static void Reset(out Vector v) => v = new Vector { X = -1, Z = -3 };
}
