// One entry of an Sv39 page table.

using System;

namespace Lume.Hal;

/// <summary>Permission and state bits of an entry (RISC-V Privileged 4.4.1); the two software bits are Lume's.</summary>
[Flags]
public enum PageFlags : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The entry means something.</summary>
    Valid = 1 << 0,

    /// <summary>Loads allowed.</summary>
    Read = 1 << 1,

    /// <summary>Stores allowed.</summary>
    Write = 1 << 2,

    /// <summary>Instruction fetch allowed.</summary>
    Execute = 1 << 3,

    /// <summary>User mode may use it.</summary>
    User = 1 << 4,

    /// <summary>The same in every address space.</summary>
    Global = 1 << 5,

    /// <summary>Was used. Preset: the U74 faults instead of setting it.</summary>
    Accessed = 1 << 6,

    /// <summary>Was written. Preset with <see cref="Write"/>.</summary>
    Dirty = 1 << 7,

    /// <summary>Software: a store must copy the frame first.</summary>
    CopyOnWrite = 1 << 8,

    /// <summary>Software: the frame is not counted (shared zero page, device memory).</summary>
    Uncounted = 1 << 9,

    /// <summary>The three permissions.</summary>
    Access = Read | Write | Execute,
}

/// <summary>An Sv39 entry.</summary>
/// <remarks>
/// <code>
/// 63        54 53                                      10 9 8 7 6 5 4 3 2 1 0
/// | reserved  |             frame number                |RSW|D|A|G|U|X|W|R|V|
/// </code>
/// </remarks>
public readonly struct PageTableEntry : IEquatable<PageTableEntry>
{
    private const ulong FlagMask = 0x3ff;
    private const int FrameShift = 10;
    private const ulong FrameMask = (1UL << 44) - 1;

    /// <summary>The entry as the hardware reads it.</summary>
    public readonly ulong Bits;

    /// <summary>Takes the bits as they are.</summary>
    public PageTableEntry(ulong bits) => Bits = bits;

    /// <summary>A leaf: accessed, dirty if writable, and valid if any access is allowed, whatever <paramref name="flags"/> says of those. Without any access it keeps the frame, and every use faults, the kernel's too.</summary>
    public PageTableEntry(Frame frame, PageFlags flags)
        => Bits = (frame.Number << FrameShift) | (ulong)Preset(flags);

    /// <summary>True when the hardware may use it.</summary>
    public bool IsValid => (Bits & (ulong)PageFlags.Valid) != 0;

    /// <summary>True when it holds a frame (and does not point at a lower table), also one that nobody may access now.</summary>
    public bool IsMapped => Bits != 0 && !IsTable;

    /// <summary>True when it points at a lower table.</summary>
    public bool IsTable => IsValid && (Bits & (ulong)PageFlags.Access) == 0;

    /// <summary>The frame mapped, or that of the lower table.</summary>
    public Frame Frame => new((Bits >> FrameShift) & FrameMask);

    /// <summary>All flags.</summary>
    public PageFlags Flags => (PageFlags)(Bits & FlagMask);

    /// <summary>Stores allowed.</summary>
    public bool IsWritable => (Bits & (ulong)PageFlags.Write) != 0;

    /// <summary>Fetches allowed.</summary>
    public bool IsExecutable => (Bits & (ulong)PageFlags.Execute) != 0;

    /// <summary>A store must copy first.</summary>
    public bool IsCopyOnWrite => (Bits & (ulong)PageFlags.CopyOnWrite) != 0;

    /// <summary>The frame has no reference count.</summary>
    public bool IsUncounted => (Bits & (ulong)PageFlags.Uncounted) != 0;

    /// <summary>The same frame with other flags, accessed and dirty preset.</summary>
    public PageTableEntry WithFlags(PageFlags flags) => new(Frame, flags);

    /// <inheritdoc/>
    public bool Equals(PageTableEntry other) => Bits == other.Bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PageTableEntry other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Bits ^ (int)(Bits >> 32);

    internal static PageTableEntry Table(Frame frame) => new((frame.Number << FrameShift) | (ulong)PageFlags.Valid);

    private static PageFlags Preset(PageFlags flags)
    {
        flags |= PageFlags.Valid | PageFlags.Accessed;
        if ((flags & PageFlags.Access) == 0)
        {
            // Valid without access would be read as a pointer to a lower table.
            flags &= ~PageFlags.Valid;
        }

        return (flags & PageFlags.Write) != 0 ? flags | PageFlags.Dirty : flags & ~PageFlags.Dirty;
    }
}
