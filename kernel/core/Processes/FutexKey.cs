// What a futex word is, whatever address it is seen at.
using System.Runtime.CompilerServices;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Processes;

/// <summary>The identity of a futex word: address space and address for private memory, the frame for shared mappings.</summary>
internal readonly struct FutexKey
{
    private readonly AddressSpace? _space;
    private readonly ulong _word;

    private FutexKey(AddressSpace? space, ulong word)
    {
        _space = space;
        _word = word;
    }

    /// <summary>The bucket that it hashes to.</summary>
    public int Bucket
    {
        get
        {
            ulong hash = (_word >> 2) * 0x9E37_79B9_7F4A_7C15UL;
            hash ^= (ulong)(uint)(_space == null ? 0 : RuntimeHelpers.GetHashCode(_space)) << 32;
            return (int)(hash >> 40) & 0xFF;
        }
    }

    /// <summary>Whether both are the same word.</summary>
    public bool Equals(in FutexKey other) => _word == other._word && ReferenceEquals(_space, other._space);

    /// <summary>Finds the key of a user address. EINVAL when misaligned, EFAULT.</summary>
    public static Errno TryMake(ulong address, bool isPrivate, out FutexKey key)
    {
        key = default;
        if ((address & 3) != 0)
        {
            return Errno.EINVAL;
        }

        AddressSpace space = Thread.Current.Process.AddressSpace!;
        if (address >= MemoryLayout.UserEnd)
        {
            return Errno.EFAULT;
        }

        bool isShared = false;
        if (!isPrivate && !IsMapped(space, address, out isShared))
        {
            return Errno.EFAULT;
        }

        if (!isShared)
        {
            // By address, not by frame: fork's copy-on-write moves private memory to other frames under a waiter.
            key = new FutexKey(space, address);
            return Errno.None;
        }

        if (!space.TryPin(address, FaultAccess.Read, out Frame frame))
        {
            return Errno.EFAULT;
        }

        ulong word = frame.Address.Value | (address & (MemoryLayout.PageSize - 1));
        FrameAllocator.Release(frame);
        key = new FutexKey(null, word);
        return Errno.None;
    }

    private static bool IsMapped(AddressSpace space, ulong address, out bool isShared)
    {
        bool isMapped = space.TryDescribe(address, countPages: false, default, out AreaDescription area) && address >= area.Start;
        isShared = isMapped && (area.Flags & AreaFlags.Shared) != 0;
        return isMapped;
    }
}
