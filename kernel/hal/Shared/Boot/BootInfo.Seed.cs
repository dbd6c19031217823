// The random seed of the boot loader: taken once, wiped at once.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lume.Hal;

public static unsafe partial class BootInfo
{
    /// <summary>Bytes of the seed that are kept.</summary>
    public const int SeedLength = 64;

    private static SeedBytes s_seed;
    private static int s_seedLength;

    /// <summary>Hands the boot loader's random seed out and forgets it. Returns how many bytes there were.</summary>
    public static int TakeSeed(Span<byte> destination)
    {
        fixed (SeedBytes* seedBytes = &s_seed)
        {
            byte* kept = seedBytes->Bytes;
            int length = Math.Min(s_seedLength, destination.Length);
            new ReadOnlySpan<byte>(kept, length).CopyTo(destination);
            new Span<byte>(kept, SeedLength).Clear();
            s_seedLength = 0;
            return length;
        }
    }

    private static void TakeSeed(DeviceTree tree)
    {
        if (!tree.TryFind("/chosen"u8, out DeviceNode chosen) || !chosen.TryGetProperty("rng-seed"u8, out ReadOnlySpan<byte> seed))
        {
            return;
        }

        fixed (SeedBytes* seedBytes = &s_seed)
        {
            byte* kept = seedBytes->Bytes;
            s_seedLength = Math.Min(seed.Length, SeedLength);
            seed.Slice(0, s_seedLength).CopyTo(new Span<byte>(kept, SeedLength));
        }

        // Sound: the tree lies in RAM that this kernel owns; nobody may read the seed there later.
        MemoryMarshal.CreateSpan(ref Unsafe.AsRef(in MemoryMarshal.GetReference(seed)), seed.Length).Clear();
    }

    private struct SeedBytes
    {
        public fixed byte Bytes[SeedLength];
    }
}
