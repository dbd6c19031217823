// Copying, moving, filling and comparing bytes at all alignments, forwards and backwards.

namespace Lume.Conformance.Programs.LowLevel;

internal static class MemoryOfEveryAlignment
{
    private const int Size = 256;

    public static void Run()
    {
        byte[] from = new byte[Size];
        byte[] to = new byte[Size];
        ulong copies = 0, moves = 0, fills = 0, comparisons = 0;
        for (int a = 0; a < 9; a++)
        {
            for (int b = 0; b < 9; b++)
            {
                for (int length = 0; length < 150; length += length < 40 ? 1 : 13)
                {
                    Reset(from, 3);
                    Reset(to, 5);
                    from.AsSpan(a, length).CopyTo(to.AsSpan(b));
                    copies = Mix(copies, to);

                    to.AsSpan(a, length).CopyTo(to.AsSpan(b + (length / 3)));
                    moves = Mix(moves, to);
                    to.AsSpan(b + (length / 3), length).CopyTo(to.AsSpan(a));
                    moves = Mix(moves, to);

                    to.AsSpan(b, length).Fill((byte)(a + length));
                    fills = Mix(fills, to);
                    to.AsSpan(a, length).Clear();
                    fills = Mix(fills, to);

                    comparisons = (comparisons * 31) + Compare(from, to, a, b, length);
                }
            }
        }

        Out.Line("copies", copies);
        Out.Line("moves", moves);
        Out.Line("fills", fills);
        Out.Line("comparisons", comparisons);
    }

    private static ulong Compare(byte[] from, byte[] to, int a, int b, int length)
    {
        Span<byte> left = from.AsSpan(a, length);
        Span<byte> right = to.AsSpan(b, length);
        left.CopyTo(right);
        bool same = left.SequenceEqual(right);
        if (length == 0)
        {
            return same ? 1u : 0u;
        }

        int place = (a * 7 + b * 3) % length;
        right[place] ^= 0x80;
        bool differs = left.SequenceEqual(right);
        int order = left.SequenceCompareTo(right);
        return (same ? 1u : 0u) | (differs ? 2u : 0u) | (order < 0 ? 4u : order > 0 ? 8u : 0u);
    }

    private static void Reset(byte[] bytes, int step)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * step + 1);
        }
    }

    private static ulong Mix(ulong sum, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            sum = (sum ^ bytes[i]) * 0x100_0000_01B3;
        }

        return sum;
    }
}
