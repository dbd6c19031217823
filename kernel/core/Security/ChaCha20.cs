// The ChaCha20 block function (RFC 8439, section 2.3).
using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Lume.Kernel.Security;

/// <summary>ChaCha20 as a source of key stream.</summary>
internal static class ChaCha20
{
    /// <summary>Bytes of one block.</summary>
    public const int BlockSize = 64;

    /// <summary>Words of the state: 4 constants, 8 key, 1 counter, 3 nonce.</summary>
    public const int StateWords = 16;

    /// <summary>Fills the state for a key of 32 bytes, counter and nonce zero.</summary>
    public static void Initialize(Span<uint> state, ReadOnlySpan<byte> key)
    {
        state[0] = 0x61707865;
        state[1] = 0x3320646e;
        state[2] = 0x79622d32;
        state[3] = 0x6b206574;
        for (int i = 0; i < 8; i++)
        {
            state[4 + i] = BinaryPrimitives.ReadUInt32LittleEndian(key.Slice(i * 4));
        }

        state.Slice(12, 4).Clear();
    }

    /// <summary>Writes one block of key stream and advances the counter (words 12 and 13 as one number).</summary>
    public static void NextBlock(Span<uint> state, Span<byte> block)
    {
        Span<uint> x = stackalloc uint[StateWords];
        state.CopyTo(x);
        for (int round = 0; round < 10; round++)
        {
            Quarter(x, 0, 4, 8, 12);
            Quarter(x, 1, 5, 9, 13);
            Quarter(x, 2, 6, 10, 14);
            Quarter(x, 3, 7, 11, 15);
            Quarter(x, 0, 5, 10, 15);
            Quarter(x, 1, 6, 11, 12);
            Quarter(x, 2, 7, 8, 13);
            Quarter(x, 3, 4, 9, 14);
        }

        for (int i = 0; i < StateWords; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block.Slice(i * 4), x[i] + state[i]);
        }

        x.Clear();
        if (++state[12] == 0)
        {
            state[13]++;
        }
    }

    private static void Quarter(Span<uint> x, int a, int b, int c, int d)
    {
        x[a] += x[b];
        x[d] = BitOperations.RotateLeft(x[d] ^ x[a], 16);
        x[c] += x[d];
        x[b] = BitOperations.RotateLeft(x[b] ^ x[c], 12);
        x[a] += x[b];
        x[d] = BitOperations.RotateLeft(x[d] ^ x[a], 8);
        x[c] += x[d];
        x[b] = BitOperations.RotateLeft(x[b] ^ x[c], 7);
    }
}
