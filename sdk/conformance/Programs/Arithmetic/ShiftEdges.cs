// Program: shifts by counts outside of the width, of every width, signed and unsigned, and compound.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class ShiftEdges
{
    public static void Run()
    {
        int[] counts = [0, 1, 31, 32, 33, 63, 64, 65, -1, -31, -32, int.MinValue, int.MaxValue];
        foreach (int raw in counts)
        {
            int n = Opaque.Of(raw);
            int i = Opaque.Of(unchecked((int)0x87654321));
            long l = Opaque.Of(unchecked((long)0x8765432187654321));
            uint u = Opaque.Of(0x87654321u);
            ulong ul = Opaque.Of(0x8765432187654321ul);
            Out.Line($"{raw}: {i << n} {i >> n} {i >>> n} {u << n} {u >> n} {u >>> n}");
            Out.Line($"{raw}: {l << n} {l >> n} {l >>> n} {ul << n} {ul >> n} {ul >>> n}");
            byte b = (byte)Opaque.Of(0x91);
            sbyte s = (sbyte)Opaque.Of(-111);
            short h = (short)Opaque.Of(-12345);
            char c = (char)Opaque.Of(0xFFEE);
            Out.Line($"{raw}: {b << n} {b >> n} {s >> n} {s >>> n} {h << n} {h >>> n} {c >> n} {c >>> n}");
            b <<= n;
            s >>= n;
            h >>>= n;
            Out.Line($"compound: {b} {s} {h}");
            nint p = Opaque.Of(-5);
            nuint q = (nuint)Opaque.Of(5u);
            Out.Line($"native: {p << n} {p >> n} {p >>> n} {q << n} {q >> n}");
        }
    }
}
