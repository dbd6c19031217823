// What the allocator knows about one frame: 16 bytes, one per frame of RAM.

using System.Runtime.InteropServices;

namespace Lume.Heap;

/// <summary>State of a frame. Zero must be <see cref="Reserved"/>: a cleared table hands nothing out.</summary>
internal enum FrameState : byte
{
    /// <summary>Not the allocator's: firmware, kernel image, a hole, or the inside of a block.</summary>
    Reserved,

    /// <summary>Head of a free block that hangs in the list of its order.</summary>
    Free,

    /// <summary>A free frame in some hart's magazine, or in a batch of the depot.</summary>
    Magazine,

    /// <summary>Head of a block that somebody owns.</summary>
    Allocated,

    /// <summary>Any frame of a span of the managed heap; <see cref="FrameInfo.Owner"/> is the span.</summary>
    Heap,
}

/// <summary>The record of one frame.</summary>
/// <remarks>
/// A free block, and a frame of a batch, uses the last eight bytes as list links (frame numbers, 0 ends the list), a frame of the managed
/// heap as the address of its span. The two never overlap in time, so the record stays at 16 bytes.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FrameInfo
{
    public int References;
    public byte Order;
    public FrameState State;
    public ushort Flags;
    public uint Next;
    public uint Previous;

    /// <summary>The span that this frame belongs to, when <see cref="State"/> is <see cref="FrameState.Heap"/>.</summary>
    public static nint GetOwner(FrameInfo* info) => *(nint*)&info->Next;

    /// <summary>Makes the frame part of a span of the managed heap.</summary>
    public static void SetOwner(FrameInfo* info, nint owner)
    {
        *(nint*)&info->Next = owner;
        info->State = FrameState.Heap;
    }
}
