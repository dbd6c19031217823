// Default equality. ilc chooses the class behind EqualityComparer<T>.Default by these names.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Internal.IntrinsicSupport;

namespace System.Collections.Generic;

/// <summary>Equality of a type, as an object.</summary>
public abstract partial class EqualityComparer<T> : IEqualityComparer, IEqualityComparer<T>
{
    private static EqualityComparer<T>? s_default;

    protected EqualityComparer()
    {
    }

    public static EqualityComparer<T> Default
    {
        [Intrinsic]
        get => s_default ?? Create();
    }

    public static EqualityComparer<T> Create(Func<T?, T?, bool> equals, Func<T, int>? getHashCode = null)
    {
        ArgumentNullException.ThrowIfNull(equals);
        return new DelegateEqualityComparer<T>(equals, getHashCode);
    }

    public abstract bool Equals(T? x, T? y);

    public abstract int GetHashCode([DisallowNull] T obj);

    int IEqualityComparer.GetHashCode(object? obj) => obj switch
    {
        null => 0,
        T value => GetHashCode(value),
        _ => throw new ArgumentException("Type of argument is not compatible with the generic comparer."),
    };

    bool IEqualityComparer.Equals(object? x, object? y)
    {
        if (x == y)
        {
            return true;
        }

        if (x is null || y is null)
        {
            return false;
        }

        return x is T left && y is T right ? Equals(left, right) : throw new ArgumentException("Type of argument is not compatible with the generic comparer.");
    }

    // ilc replaces the body where it knows T.
    [Intrinsic]
    private static EqualityComparer<T> Create() => s_default = EqualityComparerHelpers.CreateShared<T>();
}

/// <summary>Equality of types that know it themselves.</summary>
public sealed class GenericEqualityComparer<T> : EqualityComparer<T>
    where T : IEquatable<T>?
{
    public override bool Equals(T? x, T? y) => x is null ? y is null : y is not null && x.Equals(y);

    public override int GetHashCode([DisallowNull] T obj) => obj?.GetHashCode() ?? 0;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is GenericEqualityComparer<T>;

    public override int GetHashCode() => 1;
}

/// <summary>Equality of strings.</summary>
internal sealed class StringEqualityComparer : EqualityComparer<string>
{
    public override bool Equals(string? x, string? y) => string.Equals(x, y);

    public override int GetHashCode(string obj) => obj?.GetHashCode() ?? 0;
}

/// <summary>Equality of optional values.</summary>
public sealed class NullableEqualityComparer<T> : EqualityComparer<T?>
    where T : struct
{
    public override bool Equals(T? x, T? y) => Nullable.Equals(x, y);

    public override int GetHashCode(T? obj) => obj.GetHashCode();
}

/// <summary>Equality of enums, by their number.</summary>
public sealed class EnumEqualityComparer<T> : EqualityComparer<T>
    where T : struct
{
    public override bool Equals(T x, T y) => EqualityComparerHelpers.EnumOnlyEquals(x, y);

    public override int GetHashCode(T obj) => EqualityComparerHelpers.EnumHash(obj);
}

/// <summary>Equality through <see cref="object.Equals(object)"/>.</summary>
public sealed class ObjectEqualityComparer<T> : EqualityComparer<T>
{
    public override bool Equals(T? x, T? y) => x is null ? y is null : y is not null && x.Equals(y);

    public override int GetHashCode([DisallowNull] T obj) => obj?.GetHashCode() ?? 0;
}

internal sealed class DelegateEqualityComparer<T>(Func<T?, T?, bool> equals, Func<T, int>? getHashCode) : EqualityComparer<T>
{
    public override bool Equals(T? x, T? y) => equals(x, y);

    public override int GetHashCode([DisallowNull] T obj) =>
        getHashCode is null ? throw new NotSupportedException("Specified method is not supported.") : getHashCode(obj);
}

/// <summary>Equality of references.</summary>
public sealed class ReferenceEqualityComparer : IEqualityComparer<object?>, IEqualityComparer
{
    private ReferenceEqualityComparer()
    {
    }

    public static ReferenceEqualityComparer Instance { get; } = new();

    public new bool Equals(object? x, object? y) => ReferenceEquals(x, y);

    public int GetHashCode(object? obj) => RuntimeHelpers.GetHashCode(obj);
}
