// The kernel's random numbers: a ChaCha20 generator with fast key erasure, keyed from the boot seed and timing.
using System;
using System.Buffers.Binary;
using Lume.Hal;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Security;

/// <summary>
/// Random bytes for getrandom, /dev/urandom, AT_RANDOM and layout randomisation. After each request the key is replaced by key stream that
/// nobody sees, so that a later look into memory does not reveal earlier output (Bernstein, "Fast-key-erasure random-number generators").
/// </summary>
public static class RandomPool
{
    private const int KeySize = 32;

    private static readonly uint[] s_state = new uint[ChaCha20.StateWords];
    private static SpinLock<LeafLock> s_lock;
    private static bool s_isSeeded;

    /// <summary>Whether the machine gave a seed; timing alone is not called random (GRND_NONBLOCK then gives EAGAIN early).</summary>
    public static bool IsSeeded => s_isSeeded;

    /// <summary>Keys the generator from the device tree's seed. The hal wipes the seed when it gives it. Once, at boot.</summary>
    public static void Initialize()
    {
        Span<byte> seed = stackalloc byte[BootInfo.SeedLength];
        seed.Clear();
        int length = BootInfo.TakeSeed(seed);
        Span<byte> key = stackalloc byte[KeySize];
        key.Clear();
        for (int i = 0; i < length; i++)
        {
            key[i % KeySize] ^= seed[i];
        }

        seed.Clear();
        using (s_lock.Enter())
        {
            ChaCha20.Initialize(s_state, key);
            s_isSeeded = length >= KeySize;
        }

        key.Clear();
        AddTiming();
    }

    /// <summary>Mixes the moment into the generator; drivers call it at irregular events.</summary>
    public static void AddTiming()
    {
        ulong ticks = Hal.Clock.Ticks;
        using (s_lock.Enter())
        {
            s_state[14] ^= (uint)ticks;
            s_state[15] ^= (uint)(ticks >> 32);
            Rekey();
        }
    }

    /// <summary>Mixes bytes that a program wrote to /dev/random into the key; they are not counted as random.</summary>
    public static void Mix(ReadOnlySpan<byte> bytes)
    {
        using (s_lock.Enter())
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                s_state[4 + ((i >> 2) & 7)] ^= (uint)bytes[i] << ((i & 3) * 8);
                if ((i & 31) == 31)
                {
                    Rekey();
                }
            }

            Rekey();
        }
    }

    /// <summary>Fills a span with random bytes. Any context.</summary>
    public static void Fill(Span<byte> destination)
    {
        Span<byte> block = stackalloc byte[ChaCha20.BlockSize];
        while (destination.Length > 0)
        {
            int count = Math.Min(destination.Length, 512);
            using (s_lock.Enter())
            {
                s_state[14] ^= (uint)Hal.Clock.Ticks;
                Rekey();
                for (int done = 0; done < count; done += block.Length)
                {
                    ChaCha20.NextBlock(s_state, block);
                    int part = Math.Min(block.Length, count - done);
                    block.Slice(0, part).CopyTo(destination.Slice(done));
                }

                Rekey();
            }

            destination = destination.Slice(count);
        }

        block.Clear();
    }

    /// <summary>A random word.</summary>
    public static ulong Next()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private static void Rekey()
    {
        Span<byte> block = stackalloc byte[ChaCha20.BlockSize];
        ChaCha20.NextBlock(s_state, block);
        uint nonce0 = s_state[14];
        uint nonce1 = s_state[15];
        ChaCha20.Initialize(s_state, block.Slice(0, KeySize));
        s_state[14] = nonce0;
        s_state[15] = nonce1;
        block.Clear();
    }
}
