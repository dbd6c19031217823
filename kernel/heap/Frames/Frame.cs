// A physical page frame, named by its number.

using System;

namespace Lume.Heap;

/// <summary>One frame of physical memory, or the first frame of a block. The default value is no frame.</summary>
/// <remarks>A <see cref="Frame"/> is a name, not an owner: who allocated it or added a reference must release it.</remarks>
public readonly struct Frame : IEquatable<Frame>
{
    /// <summary>Bytes in a frame.</summary>
    public const int Size = 1 << SizeShift;

    /// <summary>Base-2 logarithm of <see cref="Size"/>.</summary>
    public const int SizeShift = 12;

    private readonly uint _number;

    /// <summary>The frame with this number: its physical address divided by <see cref="Size"/>.</summary>
    public Frame(uint number) => _number = number;

    /// <summary>Physical address divided by <see cref="Size"/>; 0 is no frame.</summary>
    public uint Number => _number;

    /// <summary>Physical address of the first byte.</summary>
    public ulong PhysicalAddress => (ulong)_number << SizeShift;

    /// <summary>Whether this is no frame at all.</summary>
    public bool IsNone => _number == 0;

    /// <summary>The frame that holds the byte at <paramref name="address"/>, a physical address.</summary>
    public static Frame At(ulong address) => new((uint)(address >> SizeShift));

    /// <summary>The frame <paramref name="index"/> frames further, inside the same block.</summary>
    public Frame Next(int index) => new(_number + (uint)index);

    /// <inheritdoc/>
    public bool Equals(Frame other) => _number == other._number;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Frame other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_number;

    /// <summary>Whether both name the same frame.</summary>
    public static bool operator ==(Frame left, Frame right) => left._number == right._number;

    /// <summary>Whether the two name different frames.</summary>
    public static bool operator !=(Frame left, Frame right) => left._number != right._number;
}
