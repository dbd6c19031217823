// All address spaces, so that a truncated file's pages can be taken out of each.
using System;
using Lume.Hal;

namespace Lume.Kernel.Memory;

public sealed partial class AddressSpace
{
    // Truncating a mapped file is rare, mapping one is not: so objects keep no list of who maps them, and truncation looks
    // through all address spaces.
    private static AddressSpace? s_first;
    private static SpinLock<RegistryLock> s_registryLock;
    private AddressSpace? _nextSpace;
    private AddressSpace? _previousSpace;

    private struct RegistryLock : ILockClass
    {
        public static ReadOnlySpan<byte> Name => "address_spaces"u8;

        public static int Rank => LockRank.Memory;

        public static bool MasksInterrupts => false;
    }

    internal static void UnmapEverywhere(MemoryObject target, ulong firstPage, ulong pageCount, bool privateToo)
    {
        AddressSpace? space = NextAlive(null);
        while (space is not null)
        {
            space.UnmapObject(target, firstPage, pageCount, privateToo);
            AddressSpace? next = NextAlive(space);
            space.Release();
            space = next;
        }
    }

    /// <summary>The next address space with a reference for the caller. The one before is referenced, so its links are good.</summary>
    private static AddressSpace? NextAlive(AddressSpace? previous)
    {
        using SpinLock<RegistryLock>.Guard guard = s_registryLock.Enter();
        AddressSpace? space = previous is null ? s_first : previous._nextSpace;
        while (space is not null && !space.TryAddReference())
        {
            space = space._nextSpace;
        }

        return space;
    }

    private static void Register(AddressSpace space)
    {
        using SpinLock<RegistryLock>.Guard guard = s_registryLock.Enter();
        space._nextSpace = s_first;
        if (s_first is not null)
        {
            s_first._previousSpace = space;
        }

        s_first = space;
    }

    private static void Unregister(AddressSpace space)
    {
        using SpinLock<RegistryLock>.Guard guard = s_registryLock.Enter();
        if (space._previousSpace is null)
        {
            s_first = space._nextSpace;
        }
        else
        {
            space._previousSpace._nextSpace = space._nextSpace;
        }

        if (space._nextSpace is not null)
        {
            space._nextSpace._previousSpace = space._previousSpace;
        }
    }
}
