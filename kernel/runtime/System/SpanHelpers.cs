// Memory as bytes: copy, fill, clear, compare. Small sizes stay inline, the rest goes to the four memory functions.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Operations on raw memory. Sound because the collector does not move objects: a reference is an address.</summary>
internal static unsafe partial class SpanHelpers
{
    // The compiler looks up Memmove, Fill and ClearWithoutReferences by name, so each name exists once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Memmove(ref byte destination, ref byte source, nuint length) =>
        memmove((byte*)Unsafe.AsPointer(ref destination), (byte*)Unsafe.AsPointer(ref source), length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Fill(ref byte destination, byte value, nuint length) =>
        memset((byte*)Unsafe.AsPointer(ref destination), value, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ClearWithoutReferences(ref byte destination, nuint length) =>
        memset((byte*)Unsafe.AsPointer(ref destination), 0, length);

    /// <summary>Copies elements; between collections that hold references every word is copied whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void CopyElements<T>(ref T destination, ref T source, nuint count)
    {
        nuint bytes = count * (nuint)Unsafe.SizeOf<T>();
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Buffer.BulkMoveWithWriteBarrier(ref Unsafe.As<T, byte>(ref destination), ref Unsafe.As<T, byte>(ref source), bytes);
        }
        else
        {
            Memmove(ref Unsafe.As<T, byte>(ref destination), ref Unsafe.As<T, byte>(ref source), bytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void FillElements<T>(ref T destination, nuint count, T value)
    {
        if (Unsafe.SizeOf<T>() == 1)
        {
            Fill(ref Unsafe.As<T, byte>(ref destination), Unsafe.As<T, byte>(ref value), count);
            return;
        }

        for (nuint i = 0; i < count; i++)
        {
            Unsafe.Add(ref destination, i) = value;
        }
    }

    /// <summary>Whether two blocks hold the same bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool SequenceEqual(ref byte first, ref byte second, nuint length) =>
        memcmp((byte*)Unsafe.AsPointer(ref first), (byte*)Unsafe.AsPointer(ref second), length) == 0;

    /// <summary>Below zero, zero or above as the first block comes before, equals or follows the second.</summary>
    internal static int SequenceCompareTo(ref byte first, int firstLength, ref byte second, int secondLength)
    {
        int common = firstLength < secondLength ? firstLength : secondLength;
        int order = memcmp((byte*)Unsafe.AsPointer(ref first), (byte*)Unsafe.AsPointer(ref second), (nuint)common);
        return order != 0 ? order : firstLength - secondLength;
    }

    internal static int SequenceCompareTo(ref char first, int firstLength, ref char second, int secondLength)
    {
        int common = firstLength < secondLength ? firstLength : secondLength;
        for (int i = 0; i < common; i++)
        {
            int order = Unsafe.Add(ref first, i) - Unsafe.Add(ref second, i);
            if (order != 0)
            {
                return order;
            }
        }

        return firstLength - secondLength;
    }

    internal static int IndexOfNull(byte* text)
    {
        byte* end = text;
        while (*end != 0)
        {
            end++;
        }

        return checked((int)(end - text));
    }

    internal static int IndexOfNull(char* text)
    {
        char* end = text;
        while (*end != 0)
        {
            end++;
        }

        return checked((int)(end - text));
    }

    [RuntimeImport("memmove")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* memmove(byte* destination, byte* source, nuint length);

    [RuntimeImport("memset")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* memset(byte* destination, int value, nuint length);

    [RuntimeImport("memcmp")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern int memcmp(byte* first, byte* second, nuint length);
}
