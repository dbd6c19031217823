// Memory that is never given back, for tables that any hart may read at any time.

using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime;

/// <summary>A bump allocator without locks. The first bytes lie in the image, so it works before the heap does.</summary>
internal static unsafe class PermanentMemory
{
    private const int FirstBytes = 8192;
    private const int ChunkBytes = 4096;

    [InlineArray(FirstBytes / 8)]
    private struct FirstChunk
    {
        private ulong _first;
    }

    // Reachable from a static for ever, and the collector does not move objects, so addresses inside stay valid.
    private sealed class Chunk
    {
        internal ulong[] Memory = null!;
        internal long Used;
        internal Chunk? Previous;
    }

#pragma warning disable CS0649 // used by address
    private static FirstChunk s_first;
#pragma warning restore CS0649
    private static long s_firstUsed;
    private static Chunk? s_current;

    /// <summary>Zeroed memory aligned to 8 bytes; null when the heap has no more.</summary>
    internal static void* TryAllocate(nuint bytes)
    {
        long size = (long)((bytes + 7) & ~(nuint)7);
        if (s_firstUsed <= FirstBytes - size)
        {
            long end = Interlocked.Add(ref s_firstUsed, size);
            if (end <= FirstBytes)
            {
                return (byte*)Unsafe.AsPointer(ref s_first) + end - size;
            }
        }

        return AllocateInChunk(size);
    }

    private static void* AllocateInChunk(long size)
    {
        if (size > ChunkBytes / 4)
        {
            return AllocateAlone(size);
        }

        while (true)
        {
            Chunk? chunk = Volatile.Read(ref s_current);
            if (chunk is not null)
            {
                long end = Interlocked.Add(ref chunk.Used, size);
                if (end <= ChunkBytes)
                {
                    return (byte*)Unsafe.AsPointer(ref chunk.Memory[0]) + end - size;
                }
            }

            if (!TryGrow(chunk))
            {
                return null;
            }
        }
    }

    // A chunk of its own, full from the start, behind the current one.
    private static void* AllocateAlone(long size)
    {
        Chunk? current = Volatile.Read(ref s_current);
        while (current is null)
        {
            if (!TryGrow(null))
            {
                return null;
            }

            current = Volatile.Read(ref s_current);
        }

        try
        {
            Chunk alone = new() { Memory = new ulong[size / 8], Used = ChunkBytes };
            Chunk? behind;
            do
            {
                behind = Volatile.Read(ref current.Previous);
                alone.Previous = behind;
            }
            while (!ReferenceEquals(Interlocked.CompareExchange(ref current.Previous, alone, behind), behind));
            return Unsafe.AsPointer(ref alone.Memory[0]);
        }
        catch (System.OutOfMemoryException)
        {
            return null;
        }
    }

    private static bool TryGrow(Chunk? full)
    {
        try
        {
            Chunk fresh = new() { Memory = new ulong[ChunkBytes / 8], Previous = full };
            Interlocked.CompareExchange(ref s_current, fresh, full);
            return true;
        }
        catch (System.OutOfMemoryException)
        {
            return false;
        }
    }
}
