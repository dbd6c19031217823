// A piece of the physical address space.

namespace Lume.Heap;

/// <summary>Bytes [Start, End) of physical memory.</summary>
public readonly struct PhysicalRange
{
    /// <summary>A range by its first byte and its length in bytes.</summary>
    public PhysicalRange(ulong start, ulong length)
    {
        Start = start;
        Length = length;
    }

    /// <summary>Physical address of the first byte.</summary>
    public ulong Start { get; }

    /// <summary>Length in bytes.</summary>
    public ulong Length { get; }

    /// <summary>Physical address just past the last byte.</summary>
    public ulong End => Start + Length;
}
