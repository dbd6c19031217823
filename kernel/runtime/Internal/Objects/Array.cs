// The layout of arrays and the parts of System.Array that the compiler and the runtime rely on.

using System.Collections;
using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

/// <summary>The base of all arrays. One-dimensional arrays that start at 0 hold the length at offset 8 and data at 16.</summary>
/// <remarks>Arrays of more dimensions hold the total length at 8, then 4-byte lengths and 4-byte lower bounds from 16,
/// then the elements. Copying, searching and sorting live in other parts of this class.</remarks>
public abstract partial class Array
{
#pragma warning disable CS0649 // written by the allocator
    // The number of elements over all dimensions; ilc expects this field first, at offset 8.
    internal int _numComponents;
#pragma warning restore CS0649

    internal const int OffsetOfElements = 16;

    private protected Array()
    {
    }

    /// <summary>The largest number of elements that an array may have.</summary>
    public static int MaxLength => 0x7FFFFFC7;

    /// <summary>The number of elements over all dimensions.</summary>
    public int Length => _numComponents;

    /// <summary>The number of elements over all dimensions.</summary>
    public long LongLength => _numComponents;

    /// <summary>The number of dimensions.</summary>
    public unsafe int Rank => this.GetMethodTable()->ArrayRank;

    /// <summary>The bytes that one element takes.</summary>
    internal unsafe nuint ElementSize => this.GetMethodTable()->ComponentSize;

    /// <summary>The number of elements of one dimension.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such dimension.</exception>
    public int GetLength(int dimension)
    {
        int rank = Rank;
        if ((uint)dimension >= (uint)rank)
        {
            throw new IndexOutOfRangeException();
        }

        return IsSzArray ? _numComponents : Unsafe.Add(ref Bounds, dimension);
    }

    /// <summary>The index of the first element of one dimension.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such dimension.</exception>
    public int GetLowerBound(int dimension)
    {
        int rank = Rank;
        if ((uint)dimension >= (uint)rank)
        {
            throw new IndexOutOfRangeException();
        }

        return IsSzArray ? 0 : Unsafe.Add(ref Bounds, rank + dimension);
    }

    /// <summary>The index of the last element of one dimension; less than the lower bound when there is none.</summary>
    public int GetUpperBound(int dimension) => GetLowerBound(dimension) + GetLength(dimension) - 1;

    internal unsafe bool IsSzArray => this.GetMethodTable()->IsSzArray;

    /// <summary>The first element as bytes; one past the header when the array is empty.</summary>
    internal unsafe ref byte FirstElement =>
        ref Unsafe.AddByteOffset(ref this.GetRawData(), (nint)(this.GetMethodTable()->BaseSize - 16));

    // Lengths of all dimensions, then their lower bounds; only when there is more than one dimension.
    private ref int Bounds => ref Unsafe.As<byte, int>(ref Unsafe.AddByteOffset(ref this.GetRawData(), 8));

    /// <summary>Raises NotSupportedException: a fixed-size collection cannot grow or shrink.</summary>
    internal static void ThrowFixedSize() => throw new NotSupportedException("Collection was of a fixed size.");

    /// <summary>Raises NotSupportedException: the elements can be set only through the array itself.</summary>
    internal static void ThrowReadOnly() => throw new NotSupportedException("Collection is read-only.");
}
