// Equality and order of values of a type parameter, as direct calls: no comparer object, no box, for value types.

using System.Collections.Generic;
using System.Runtime.CompilerServices;

using Internal.IntrinsicSupport;

namespace System;

/// <summary>What EqualityComparer and Comparer give, for the library's own loops.</summary>
internal static class Equality
{
    /// <summary>Whether two values are equal. ilc turns this into the type's own Equals where it knows the type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Same<T>(T x, T y) => EqualityComparerHelpers.StructOnlyEquals(x, y);

    /// <summary>Whether the first value comes before the second in the default order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsLess<T>(T x, T y)
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            if (typeof(T) == typeof(byte) || typeof(T) == typeof(bool))
            {
                return Unsafe.As<T, byte>(ref x) < Unsafe.As<T, byte>(ref y);
            }

            if (typeof(T) == typeof(sbyte))
            {
                return Unsafe.As<T, sbyte>(ref x) < Unsafe.As<T, sbyte>(ref y);
            }

            if (typeof(T) == typeof(short))
            {
                return Unsafe.As<T, short>(ref x) < Unsafe.As<T, short>(ref y);
            }

            if (typeof(T) == typeof(ushort) || typeof(T) == typeof(char))
            {
                return Unsafe.As<T, ushort>(ref x) < Unsafe.As<T, ushort>(ref y);
            }

            if (typeof(T) == typeof(int))
            {
                return Unsafe.As<T, int>(ref x) < Unsafe.As<T, int>(ref y);
            }

            if (typeof(T) == typeof(uint))
            {
                return Unsafe.As<T, uint>(ref x) < Unsafe.As<T, uint>(ref y);
            }

            if (typeof(T) == typeof(long) || typeof(T) == typeof(nint))
            {
                return Unsafe.As<T, long>(ref x) < Unsafe.As<T, long>(ref y);
            }

            if (typeof(T) == typeof(ulong) || typeof(T) == typeof(nuint))
            {
                return Unsafe.As<T, ulong>(ref x) < Unsafe.As<T, ulong>(ref y);
            }
        }

        return Comparer<T>.Default.Compare(x, y) < 0;
    }
}
