// The kernel's random numbers: a ChaCha20 generator with fast key erasure for each hart, keyed from a common one, which the boot seed and timing key.
using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Security;

/// <summary>
/// Random bytes for getrandom, /dev/urandom, AT_RANDOM and layout randomisation. After each request the key is replaced by key stream that
/// nobody sees, so that a later look into memory does not reveal earlier output (Bernstein, "Fast-key-erasure random-number generators").
/// A hart has a key of its own and takes a new one from the pool each second, so that harts that ask do not wait for each other.
/// </summary>
/// <remarks>For threads, not for interrupt handlers.</remarks>
public static class RandomPool
{
    private const int KeySize = 32;
    private const ulong KeyLifetime = 1_000_000_000;
    private const int ChunkSize = 256;

    private static readonly uint[] s_state = new uint[ChaCha20.StateWords];
    private static SpinLock<LeafLock> s_lock;
    private static PerHart<HartKey> s_keys = null!;
    private static long s_keyTicks;
    private static bool s_isSeeded;

    /// <summary>Whether the machine gave a seed; timing alone is not called random (GRND_NONBLOCK then gives EAGAIN early).</summary>
    public static bool IsSeeded => s_isSeeded;

    /// <summary>Keys the generator from the device tree's seed. The hal wipes the seed when it gives it. Once, at boot.</summary>
    public static void Initialize()
    {
        Span<byte> seed = stackalloc byte[BootInfo.SeedLength];
        seed.Clear();
        int length = BootInfo.TakeSeed(seed);
        s_keys = new PerHart<HartKey>();
        s_keyTicks = (long)Hal.Clock.ToTicks(KeyLifetime);
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
    }

    private static void Mix(ReadOnlySpan<byte> bytes)
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

    /// <summary>Fills a span with random bytes.</summary>
    public static void Fill(Span<byte> destination)
    {
        Span<uint> state = stackalloc uint[ChaCha20.StateWords];
        Span<byte> block = stackalloc byte[ChaCha20.BlockSize];
        NextOfHart(state, block);
        Span<byte> unseen = block.Slice(KeySize);
        if (destination.Length <= unseen.Length)
        {
            unseen.Slice(0, destination.Length).CopyTo(destination);
        }
        else
        {
            // Long answers have a key that is used once.
            ChaCha20.Initialize(state, unseen);
            while (!destination.IsEmpty)
            {
                ChaCha20.NextBlock(state, block);
                int part = Math.Min(block.Length, destination.Length);
                block.Slice(0, part).CopyTo(destination);
                destination = destination.Slice(part);
            }
        }

        state.Clear();
        block.Clear();
    }

    /// <summary>
    /// Fills user memory with random bytes: until it is full, a copy faults or, after the first chunk, a signal comes. Lets others run meanwhile. Returns
    /// how many.
    /// </summary>
    public static long Fill(ref UserBuffer destination)
    {
        Span<byte> chunk = stackalloc byte[ChunkSize];
        long done = 0;
        while (!destination.IsEmpty && !destination.Faulted && !IsInterrupted(done))
        {
            Span<byte> part = chunk[..(int)Math.Min(ChunkSize, destination.Remaining)];
            Fill(part);
            done += destination.CopyOut(part);
        }

        chunk.Clear();
        return done;
    }

    /// <summary>
    /// Mixes what a program wrote to /dev/random into the pool: it is not counted as random, and each hart has it within a second. Ends as
    /// <see cref="Fill(ref UserBuffer)"/> does.
    /// </summary>
    public static long Mix(ref UserBuffer source)
    {
        Span<byte> chunk = stackalloc byte[ChunkSize];
        long done = 0;
        while (!source.IsEmpty && !source.Faulted && !IsInterrupted(done))
        {
            int length = source.CopyIn(chunk);
            Mix(chunk[..length]);
            done += length;
        }

        chunk.Clear();
        return done;
    }

    /// <summary>A random word.</summary>
    public static ulong Next()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private static bool IsInterrupted(long done)
    {
        Scheduler.Cooperate();
        return done != 0 && Thread.Current.HasPendingSignal;
    }

    // A block of this hart's key stream: its first half becomes the hart's key, the second is the caller's.
    private static void NextOfHart(Span<uint> state, Span<byte> block)
    {
        ref HartKey own = ref s_keys.Local.Value;
        long now = (long)Hal.Clock.Ticks;
        if (own.Until <= now)
        {
            Renew(own.Key);
            own.Until = now + s_keyTicks;
        }

        ChaCha20.Initialize(state, own.Key);
        state[14] = (uint)now;
        ChaCha20.NextBlock(state, block);
        block.Slice(0, KeySize).CopyTo(own.Key);
    }

    private static void Renew(Span<byte> key)
    {
        Span<byte> block = stackalloc byte[ChaCha20.BlockSize];
        using (s_lock.Enter())
        {
            AddTiming();
            Rekey(block);
        }

        block.Slice(KeySize).CopyTo(key);
        block.Clear();
    }

    private static void AddTiming()
    {
        ulong ticks = Hal.Clock.Ticks;
        s_state[14] ^= (uint)ticks;
        s_state[15] ^= (uint)(ticks >> 32);
    }

    private static void Rekey()
    {
        Span<byte> block = stackalloc byte[ChaCha20.BlockSize];
        Rekey(block);
        block.Clear();
    }

    // The first half of a block becomes the pool's key; the second is the caller's.
    private static void Rekey(Span<byte> block)
    {
        ChaCha20.NextBlock(s_state, block);
        uint nonce0 = s_state[14];
        uint nonce1 = s_state[15];
        ChaCha20.Initialize(s_state, block.Slice(0, KeySize));
        s_state[14] = nonce0;
        s_state[15] = nonce1;
    }

    /// <summary>The key of one hart and when it ends, in ticks; at first it has ended.</summary>
    private struct HartKey
    {
        public long Until;
        public KeyBytes Key;
    }

    [InlineArray(KeySize)]
    private struct KeyBytes
    {
        private byte _first;
    }
}
