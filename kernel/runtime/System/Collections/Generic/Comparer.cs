// Default order. ilc chooses the class behind Comparer<T>.Default by these names.

using System.Runtime.CompilerServices;

using Internal.IntrinsicSupport;

namespace System.Collections.Generic;

/// <summary>Order of a type, as an object.</summary>
public abstract partial class Comparer<T> : IComparer, IComparer<T>
{
    private static Comparer<T>? s_default;

    protected Comparer()
    {
    }

    public static Comparer<T> Default
    {
        [Intrinsic]
        get => s_default ?? Create();
    }

    public static Comparer<T> Create(Comparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new ComparisonComparer<T>(comparison);
    }

    public abstract int Compare(T? x, T? y);

    int IComparer.Compare(object? x, object? y)
    {
        if (x is null || y is null)
        {
            return x is null ? y is null ? 0 : -1 : 1;
        }

        return x is T left && y is T right ? Compare(left, right) : throw new ArgumentException("Type of argument is not compatible with the generic comparer.");
    }

    // ilc replaces the body where it knows T.
    [Intrinsic]
    private static Comparer<T> Create() => s_default = ComparerHelpers.CreateShared<T>();
}

/// <summary>Order of types that know it themselves.</summary>
public sealed class GenericComparer<T> : Comparer<T>
    where T : IComparable<T>?
{
    public override int Compare(T? x, T? y) => x is null ? y is null ? 0 : -1 : y is null ? 1 : x.CompareTo(y);
}

/// <summary>Order of optional values: the absent one comes first.</summary>
public sealed class NullableComparer<T> : Comparer<T?>
    where T : struct
{
    public override int Compare(T? x, T? y) => Nullable.Compare(x, y);
}

/// <summary>Order of enums, by their number.</summary>
internal sealed class EnumComparer<T> : Comparer<T>
    where T : struct
{
    public override int Compare(T x, T y) => ComparerHelpers.EnumOnlyCompare(x, y);
}

/// <summary>Order through <see cref="IComparable"/>.</summary>
public sealed class ObjectComparer<T> : Comparer<T>
{
    public override int Compare(T? x, T? y)
    {
        if (x is null || y is null)
        {
            return x is null ? y is null ? 0 : -1 : 1;
        }

        return x switch
        {
            IComparable<T> typed => typed.CompareTo(y),
            IComparable untyped => untyped.CompareTo(y),
            _ => y is IComparable other ? -other.CompareTo(x) : throw new ArgumentException("At least one object must implement IComparable."),
        };
    }
}

internal sealed class ComparisonComparer<T>(Comparison<T> comparison) : Comparer<T>
{
    public override int Compare(T? x, T? y) => comparison(x!, y!);
}
