// Program: Cha cha block.

using System.Numerics;

namespace Lume.Conformance.Programs.LowLevel;

internal static class ChaChaBlock
{
    public static void Run()
    {
        Span<uint> state = stackalloc uint[16];
        for (int i = 0; i < 16; i++)
        {
            state[i] = (uint)i * Opaque.Of(0x9E3779B9u);
        }

        for (int round = 0; round < 10; round++)
        {
            for (int i = 0; i < 4; i++)
            {
                Quarter(ref state[i], ref state[4 + i], ref state[8 + i], ref state[12 + i]);
            }

            for (int i = 0; i < 4; i++)
            {
                Quarter(ref state[i], ref state[4 + ((i + 1) & 3)], ref state[8 + ((i + 2) & 3)], ref state[12 + ((i + 3) & 3)]);
            }
        }

        Out.Hex("0", state[0]);
        Out.Hex("7", state[7]);
        Out.Hex("15", state[15]);
    }

    private static void Quarter(ref uint a, ref uint b, ref uint c, ref uint d)
    {
        a += b;
        d = BitOperations.RotateLeft(d ^ a, 16);
        c += d;
        b = BitOperations.RotateLeft(b ^ c, 12);
        a += b;
        d = BitOperations.RotateLeft(d ^ a, 8);
        c += d;
        b = BitOperations.RotateLeft(b ^ c, 7);
    }
}
