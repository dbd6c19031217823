// The arguments of a new mapping, as mmap and the ELF loader give them.
using Lume.Abi;

namespace Lume.Kernel.Memory;

/// <summary>What to map. Addresses and lengths in bytes.</summary>
public struct MapRequest
{
    /// <summary>The wished address (a hint unless <see cref="MapFlags.Fixed"/>).</summary>
    public ulong Address;

    /// <summary>Length; rounded up to pages.</summary>
    public ulong Length;

    /// <summary>PROT_*.</summary>
    public Protection Protection;

    /// <summary>MAP_*.</summary>
    public MapFlags Flags;

    /// <summary>The file; null for anonymous memory. The new area takes its own reference.</summary>
    public IMappedFile? File;

    /// <summary>Pages to map without a file (shared anonymous memory, System V segments); <see cref="File"/>'s pages otherwise.</summary>
    public MemoryObject? Object;

    /// <summary>Offset in the object, bytes, page-aligned.</summary>
    public ulong Offset;

    /// <summary>What mprotect may later grant: for files what the open mode allows. Zero means everything.</summary>
    public Protection MaximumProtection;

    /// <summary>Attributes beyond those that protection and flags imply.</summary>
    public AreaFlags ExtraFlags;
}
