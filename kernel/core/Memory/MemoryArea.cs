// One mapped range of a user address space with uniform permissions and backing.
// Invariant: Start < End, both multiples of the page size, End at most UserLayout.End.
using System;

namespace Lume.Kernel.Memory;

/// <summary>
/// A range [<see cref="Start"/>, <see cref="End"/>) of user addresses. A value: areas live side by side in the
/// leaves of an <see cref="AreaTree"/>, so a lookup touches few cache lines and a fork copies arrays.
/// </summary>
public struct MemoryArea
{
    /// <summary>First byte.</summary>
    public ulong Start;

    /// <summary>One past the last byte.</summary>
    public ulong End;

    /// <summary>The object's page that <see cref="Start"/> shows; 0 for private anonymous memory.</summary>
    public ulong PageOffset;

    /// <summary>Where pages come from; null for private anonymous memory (zeroes).</summary>
    public MemoryObject? Object;

    /// <summary>The open file behind it, null for anonymous memory. Holds one reference.</summary>
    public IMappedFile? File;

    /// <summary>Permissions and attributes.</summary>
    public AreaFlags Flags;

    /// <summary>A private area of an object may hold pages of its own (copies made by stores); fork must then copy its page table entries.</summary>
    public bool HasCopies;

    /// <summary>Length in bytes.</summary>
    public readonly ulong Length => End - Start;

    /// <summary>Length in pages.</summary>
    public readonly ulong PageCount => (End - Start) >> PageMath.Shift;

    /// <summary>Whether stores reach other mappings of the object.</summary>
    public readonly bool IsShared => (Flags & AreaFlags.Shared) != 0;

    /// <summary>Whether its pages are zero-filled memory of this address space alone.</summary>
    public readonly bool IsPrivateAnonymous => Object is null;

    /// <summary>Whether <paramref name="address"/> is inside.</summary>
    public readonly bool Contains(ulong address) => address >= Start && address < End;

    /// <summary>Whether all of <paramref name="flags"/> are set.</summary>
    public readonly bool Has(AreaFlags flags) => (Flags & flags) == flags;

    /// <summary>The object's page index that <paramref name="address"/> shows.</summary>
    public readonly ulong ObjectPage(ulong address) => PageOffset + ((address - Start) >> PageMath.Shift);

    /// <summary>Whether <paramref name="next"/> continues this area so that both can be one.</summary>
    public readonly bool CanJoin(in MemoryArea next)
    {
        const AreaFlags apart = AreaFlags.GrowsDown | AreaFlags.Vdso | AreaFlags.Stack | AreaFlags.Segment;
        return End == next.Start
            && Flags == next.Flags
            && (Flags & apart) == 0
            && ReferenceEquals(Object, next.Object)
            && ReferenceEquals(File, next.File)
            && (Object is null || PageOffset + PageCount == next.PageOffset);
    }

    /// <summary>Takes the references that a copy of this area holds on its object and file.</summary>
    public readonly void AddReferences()
    {
        Object?.AddMapping(IsShared && Has(AreaFlags.MayWrite));
        File?.AddReference();
    }

    /// <summary>Gives them back. May free pages of the object; never sleeps on an address space's lock.</summary>
    public readonly void ReleaseReferences()
    {
        Object?.RemoveMapping(IsShared && Has(AreaFlags.MayWrite));
        File?.Release();
    }
}
