// Copies of raw memory.

using System.Runtime.CompilerServices;
using System.Threading;

using Internal.Runtime;

namespace System;

/// <summary>Copies between arrays of primitives, and between raw blocks.</summary>
public static unsafe class Buffer
{
    public static void BlockCopy(Array src, int srcOffset, Array dst, int dstOffset, int count)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        ArgumentOutOfRangeException.ThrowIfNegative(srcOffset);
        ArgumentOutOfRangeException.ThrowIfNegative(dstOffset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        nuint sourceBytes = PrimitiveBytes(src, nameof(src));
        nuint destinationBytes = PrimitiveBytes(dst, nameof(dst));
        if (sourceBytes < (nuint)srcOffset + (nuint)count || destinationBytes < (nuint)dstOffset + (nuint)count)
        {
            ThrowHelper.ThrowArgument("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.");
        }

        SpanHelpers.Memmove(ref Unsafe.Add(ref dst.FirstElement, dstOffset), ref Unsafe.Add(ref src.FirstElement, srcOffset), (nuint)count);
    }

    public static int ByteLength(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return checked((int)PrimitiveBytes(array, nameof(array)));
    }

    public static void MemoryCopy(void* source, void* destination, long destinationSizeInBytes, long sourceBytesToCopy)
    {
        if (sourceBytesToCopy > destinationSizeInBytes)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(sourceBytesToCopy));
        }

        SpanHelpers.Memmove(ref *(byte*)destination, ref *(byte*)source, checked((nuint)sourceBytesToCopy));
    }

    public static void MemoryCopy(void* source, void* destination, ulong destinationSizeInBytes, ulong sourceBytesToCopy)
    {
        if (sourceBytesToCopy > destinationSizeInBytes)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(sourceBytesToCopy));
        }

        SpanHelpers.Memmove(ref *(byte*)destination, ref *(byte*)source, (nuint)sourceBytesToCopy);
    }

    /// <summary>Copies memory that holds references, word by word.</summary>
    /// <remarks>The barrier lets no other hart see a copied reference before the object that it names.</remarks>
    internal static void BulkMoveWithWriteBarrier(ref byte destination, ref byte source, nuint byteCount)
    {
        Volatile.WriteBarrier();
        SpanHelpers.Memmove(ref destination, ref source, byteCount);
    }

    private static nuint PrimitiveBytes(Array array, string parameter)
    {
        MethodTable* element = array.m_pEEType->RelatedParameterType;
        if (!element->IsPrimitive)
        {
            ThrowHelper.ThrowArgument("Object must be an array of primitives.", parameter);
        }

        return (nuint)array.Length * array.ElementSize;
    }
}
