// What the C# compiler and generic code ask of the runtime.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

using Internal.Runtime;

namespace System.Runtime.CompilerServices;

/// <summary>Services of the runtime for compiled code.</summary>
public static partial class RuntimeHelpers
{
    /// <summary>Whether values of this type contain object references; a constant in compiled code.</summary>
    [Intrinsic]
    public static bool IsReferenceOrContainsReferences<T>()
        where T : allows ref struct => throw new PlatformNotSupportedException();

    /// <summary>Whether equality of values of this type is equality of their bits.</summary>
    [Intrinsic]
    internal static bool IsBitwiseEquatable<T>() => throw new PlatformNotSupportedException();

    /// <summary>Whether the argument is a constant; a code generator may fold it, this answer is always safe.</summary>
    internal static bool IsKnownConstant(int t) => false;

    /// <summary>The part of an array that a range names, as a new array.</summary>
    public static T[] GetSubArray<T>(T[] array, Range range)
    {
        ArgumentNullException.ThrowIfNull(array);
        (int offset, int length) = range.GetOffsetAndLength(array.Length);
        if (length == 0)
        {
            return Array.Empty<T>();
        }

        T[] copy = new T[length];
        new ReadOnlySpan<T>(array, offset, length).CopyTo(copy);
        return copy;
    }

    /// <summary>Fills an array from a data field; the compiler expands every use.</summary>
    [Intrinsic]
    public static void InitializeArray(Array array, RuntimeFieldHandle fldHandle) => throw new PlatformNotSupportedException();

    /// <summary>A span over a data field; the compiler expands every use.</summary>
    [Intrinsic]
    public static ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle fldHandle) => throw new PlatformNotSupportedException();

    public static int OffsetToStringData => 12;

    /// <summary>Whether two boxed values have the same type and the same bits, or are the same object.</summary>
    public static new unsafe bool Equals(object? o1, object? o2)
    {
        if (ReferenceEquals(o1, o2))
        {
            return true;
        }

        if (o1 is null || o2 is null || o1.m_pEEType != o2.m_pEEType || !o1.m_pEEType->IsValueType)
        {
            return false;
        }

        return SpanHelpers.SequenceEqual(ref o1.GetRawData(), ref o2.GetRawData(), o1.m_pEEType->ValueSize);
    }

    /// <summary>A hash of the object's identity: objects do not move, so it comes from the address.</summary>
    public static int GetHashCode(object? o)
    {
        if (o is null)
        {
            return 0;
        }

        // Slots are at least 16 bytes apart; the multiplication spreads the rest over all bits.
        ulong address = (ulong)o.GetAddress() >> 4;
        return (int)((address * 0x9E3779B97F4A7C15) >> 33);
    }

    internal static unsafe object ShallowCopy(object source)
    {
        object copy = NewLike(source);
        MethodTable* type = source.m_pEEType;
        nuint size = type->BaseSize - 16;
        if (type->HasComponentSize)
        {
            size += (nuint)type->ComponentSize * Unsafe.As<RawArray>(source).Length;
        }

        // The length of an array or string is part of the bytes copied.
        Buffer.BulkMoveWithWriteBarrier(ref copy.GetRawData(), ref source.GetRawData(), size);
        return copy;
    }

    private static unsafe object NewLike(object source)
    {
        MethodTable* type = source.m_pEEType;
        return type->HasComponentSize
            ? RuntimeExports.RhNewArray(type, (nint)Unsafe.As<RawArray>(source).Length)
            : RuntimeExports.RhNewObject(type);
    }

    /// <summary>Says nothing: there is one stack size, and its guard page ends what goes too deep.</summary>
    public static void EnsureSufficientExecutionStack()
    {
    }
}
