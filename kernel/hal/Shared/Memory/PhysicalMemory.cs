// Access to RAM by physical address, through the direct map.

using System;

namespace Lume.Hal;

/// <summary>Raw physical memory, for the unsafe rooms. Everyone else takes a <see cref="PageLease"/>.</summary>
public static unsafe class PhysicalMemory
{
    /// <summary>A pointer to RAM at the address. Only addresses of RAM below <see cref="MemoryLayout.DirectMapSize"/> may be used.</summary>
    public static byte* Pointer(PhysicalAddress address) => Cpu.DirectMapPointer(address.Value);

    /// <summary>The physical address of a pointer that came from <see cref="Pointer"/>.</summary>
    public static PhysicalAddress AddressOf(void* pointer) => new(Cpu.DirectMapAddress(pointer));

    /// <summary>Fills frames with zeros.</summary>
    public static void Clear(Frame frame, int frames)
        => new Span<byte>(Pointer(frame.Address), frames * MemoryLayout.PageSize).Clear();

    /// <summary>Copies one frame.</summary>
    public static void Copy(Frame source, Frame destination)
        => new ReadOnlySpan<byte>(Pointer(source.Address), MemoryLayout.PageSize)
            .CopyTo(new Span<byte>(Pointer(destination.Address), MemoryLayout.PageSize));
}

/// <summary>The only source of spans over pages for the safe rooms. It cannot be stored, so a span never outlives the caller's reference to the frames.</summary>
/// <remarks>Whoever opens a lease holds a reference to the frames for as long as the lease lives.</remarks>
public readonly unsafe ref struct PageLease
{
    private readonly Span<byte> _bytes;

    private PageLease(Frame frame, int frames)
    {
        Frame = frame;
        _bytes = new Span<byte>(PhysicalMemory.Pointer(frame.Address), frames * MemoryLayout.PageSize);
    }

    /// <summary>The first frame.</summary>
    public Frame Frame { get; }

    /// <summary>The bytes of the frames.</summary>
    public Span<byte> Bytes => _bytes;

    /// <summary>Opens one frame that the caller holds a reference to.</summary>
    public static PageLease Open(Frame frame) => new(frame, 1);

    /// <summary>Opens contiguous frames that the caller holds references to.</summary>
    public static PageLease Open(Frame frame, int frames) => new(frame, frames);
}
