// What ilc's own bodies of comparers call, and the comparers of types that are known only at run time.

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Internal.IntrinsicSupport;

/// <summary>Equality that ilc specialises for each type.</summary>
internal static class EqualityComparerHelpers
{
    /// <summary>The comparer of a type argument that shared code does not know: always a reference type, or a struct of such.</summary>
    internal static EqualityComparer<T> CreateShared<T>() =>
        typeof(T) == typeof(string) ? Unsafe.As<EqualityComparer<T>>(new StringEqualityComparer()) : new SharedEqualityComparer<T>();

    // ilc replaces the body for every enum.
    [Intrinsic]
    internal static bool EnumOnlyEquals<T>(T x, T y)
        where T : struct => x.Equals(y);

    /// <summary>The hash code that the boxed enum would give.</summary>
    internal static int EnumHash<T>(T value)
        where T : struct
    {
        if (Unsafe.SizeOf<T>() == 8)
        {
            return Unsafe.As<T, long>(ref value).GetHashCode();
        }

        return Unsafe.SizeOf<T>() == 4 ? Unsafe.As<T, int>(ref value) : value.GetHashCode();
    }

    [Intrinsic]
    internal static EqualityComparer<T>? GetComparerForReferenceTypesOnly<T>() => EqualityComparer<T>.Default;

    [Intrinsic]
    internal static bool StructOnlyEquals<T>(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);

    private static bool StructOnlyEqualsIEquatable<T>(T x, T y)
        where T : IEquatable<T> => x.Equals(y);

    private static bool StructOnlyEqualsNullable<T>(T? x, T? y)
        where T : struct, IEquatable<T> => x.HasValue ? y.HasValue && x.GetValueOrDefault().Equals(y.GetValueOrDefault()) : !y.HasValue;

    private static bool StructOnlyNormalEquals<T>(T left, T right)
        where T : notnull => left.Equals(right);
}

/// <summary>Order that ilc specialises for each type.</summary>
internal static class ComparerHelpers
{
    internal static Comparer<T> CreateShared<T>() => new ObjectComparer<T>();

    // ilc replaces the body for every enum.
    [Intrinsic]
    internal static int EnumOnlyCompare<T>(T x, T y)
        where T : struct => ((IComparable)x).CompareTo(y);
}

/// <summary>Equality that asks the object whether it has a typed Equals.</summary>
internal sealed class SharedEqualityComparer<T> : EqualityComparer<T>
{
    public override bool Equals(T? x, T? y)
    {
        if (x is null || y is null)
        {
            return x is null && y is null;
        }

        return x is IEquatable<T> typed ? typed.Equals(y) : x.Equals(y);
    }

    public override int GetHashCode(T obj) => obj?.GetHashCode() ?? 0;
}
