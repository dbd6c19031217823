// A value type that may be absent.

using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A value that may be absent.</summary>
public partial struct Nullable<T>
    where T : struct
{
    private readonly bool hasValue;
    internal T value;

    public Nullable(T value)
    {
        this.value = value;
        hasValue = true;
    }

    public readonly bool HasValue => hasValue;

    public readonly T Value
    {
        get
        {
            if (!hasValue)
            {
                ThrowHelper.ThrowInvalidOperation("Nullable object must have a value.");
            }

            return value;
        }
    }

    public readonly T GetValueOrDefault() => value;

    public readonly T GetValueOrDefault(T defaultValue) => hasValue ? value : defaultValue;

    public override bool Equals(object? other) => hasValue ? other is not null && value.Equals(other) : other is null;

    public override int GetHashCode() => hasValue ? value.GetHashCode() : 0;

    public override string? ToString() => hasValue ? value.ToString() : "";

    public static implicit operator Nullable<T>(T value) => new Nullable<T>(value);

    public static explicit operator T(Nullable<T> value) => value!.Value;
}

/// <summary>Comparison of nullable values.</summary>
public static class Nullable
{
    public static int Compare<T>(T? n1, T? n2)
        where T : struct
    {
        if (n1.HasValue)
        {
            return n2.HasValue ? Comparer<T>.Default.Compare(n1.value, n2.value) : 1;
        }

        return n2.HasValue ? -1 : 0;
    }

    public static bool Equals<T>(T? n1, T? n2)
        where T : struct
    {
        if (n1.HasValue)
        {
            return n2.HasValue && Equality.Same(n1.value, n2.value);
        }

        return !n2.HasValue;
    }

    public static ref readonly T GetValueRefOrDefaultRef<T>(ref readonly T? nullable)
        where T : struct => ref Unsafe.AsRef(in nullable).value;
}
