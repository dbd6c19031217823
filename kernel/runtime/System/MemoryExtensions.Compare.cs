// Searching spans for what is not there or in a range, and comparing spans.

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

public static partial class MemoryExtensions
{
    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (!Equality.Same(span[i], value))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOfAnyExcept<T>(this Span<T> span, T value)
        where T : IEquatable<T>? => IndexOfAnyExcept((ReadOnlySpan<T>)span, value);

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (!values.Contains(span[i]))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOfAnyExcept<T>(this Span<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>? => IndexOfAnyExcept((ReadOnlySpan<T>)span, values);

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (!Equality.Same(span[i], value))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int LastIndexOfAnyExcept<T>(this Span<T> span, T value)
        where T : IEquatable<T>? => LastIndexOfAnyExcept((ReadOnlySpan<T>)span, value);

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (!values.Contains(span[i]))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int LastIndexOfAnyExcept<T>(this Span<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>? => LastIndexOfAnyExcept((ReadOnlySpan<T>)span, values);

    public static int IndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1)
        where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (!(Equality.Same(span[i], value0) || Equality.Same(span[i], value1)))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOfAnyExcept<T>(this Span<T> span, T value0, T value1)
        where T : IEquatable<T>? => IndexOfAnyExcept((ReadOnlySpan<T>)span, value0, value1);

    public static int LastIndexOfAnyExcept<T>(this ReadOnlySpan<T> span, T value0, T value1)
        where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (!(Equality.Same(span[i], value0) || Equality.Same(span[i], value1)))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int LastIndexOfAnyExcept<T>(this Span<T> span, T value0, T value1)
        where T : IEquatable<T>? => LastIndexOfAnyExcept((ReadOnlySpan<T>)span, value0, value1);

    public static bool ContainsAnyExcept<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>?
        => IndexOfAnyExcept(span, values) >= 0;

    [OverloadResolutionPriority(-1)]
    public static bool ContainsAnyExcept<T>(this Span<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>? => ContainsAnyExcept((ReadOnlySpan<T>)span, values);

    public static int IndexOfAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive)
        where T : IComparable<T>
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (span[i].CompareTo(lowInclusive) >= 0 && span[i].CompareTo(highInclusive) <= 0)
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOfAnyInRange<T>(this Span<T> span, T lowInclusive, T highInclusive)
        where T : IComparable<T> => IndexOfAnyInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive);

    public static int IndexOfAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive)
        where T : IComparable<T>
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (span[i].CompareTo(lowInclusive) < 0 || span[i].CompareTo(highInclusive) > 0)
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOfAnyExceptInRange<T>(this Span<T> span, T lowInclusive, T highInclusive)
        where T : IComparable<T> => IndexOfAnyExceptInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive);

    public static bool ContainsAnyExceptInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive)
        where T : IComparable<T>
        => IndexOfAnyExceptInRange(span, lowInclusive, highInclusive) >= 0;

    [OverloadResolutionPriority(-1)]
    public static bool ContainsAnyExceptInRange<T>(this Span<T> span, T lowInclusive, T highInclusive)
        where T : IComparable<T> => ContainsAnyExceptInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive);

    public static bool ContainsAnyInRange<T>(this ReadOnlySpan<T> span, T lowInclusive, T highInclusive)
        where T : IComparable<T>
        => IndexOfAnyInRange(span, lowInclusive, highInclusive) >= 0;

    [OverloadResolutionPriority(-1)]
    public static bool ContainsAnyInRange<T>(this Span<T> span, T lowInclusive, T highInclusive)
        where T : IComparable<T> => ContainsAnyInRange((ReadOnlySpan<T>)span, lowInclusive, highInclusive);

    public static int Count<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>?
    {
        int count = 0;
        foreach (T item in span)
        {
            count += Equality.Same(item, value) ? 1 : 0;
        }

        return count;
    }

    [OverloadResolutionPriority(-1)]
    public static int Count<T>(this Span<T> span, T value)
        where T : IEquatable<T>? => Count((ReadOnlySpan<T>)span, value);

    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
        where T : IEquatable<T>?
    {
        if (span.Length != other.Length)
        {
            return false;
        }

        if (BitwiseEquality<T>.Holds)
        {
            return SpanHelpers.SequenceEqual(
                ref Unsafe.As<T, byte>(ref span._reference),
                ref Unsafe.As<T, byte>(ref other._reference),
                (nuint)(uint)span.Length * (nuint)Unsafe.SizeOf<T>());
        }

        for (int i = 0; i < span.Length; i++)
        {
            if (!Equality.Same(span[i], other[i]))
            {
                return false;
            }
        }

        return true;
    }

    [OverloadResolutionPriority(-1)]
    public static bool SequenceEqual<T>(this Span<T> span, ReadOnlySpan<T> other)
        where T : IEquatable<T>? => SequenceEqual((ReadOnlySpan<T>)span, other);

    public static bool SequenceEqual<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other, IEqualityComparer<T>? comparer)
    {
        if (span.Length != other.Length)
        {
            return false;
        }

        comparer ??= EqualityComparer<T>.Default;
        for (int i = 0; i < span.Length; i++)
        {
            if (!comparer.Equals(span[i], other[i]))
            {
                return false;
            }
        }

        return true;
    }

    public static bool StartsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>?
        => value.Length <= span.Length && span.Slice(0, value.Length).SequenceEqual(value);

    [OverloadResolutionPriority(-1)]
    public static bool StartsWith<T>(this Span<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>? => StartsWith((ReadOnlySpan<T>)span, value);

    public static bool StartsWith<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>?
        => !span.IsEmpty && Equality.Same(span[0], value);

    [OverloadResolutionPriority(-1)]
    public static bool StartsWith<T>(this Span<T> span, T value)
        where T : IEquatable<T>? => StartsWith((ReadOnlySpan<T>)span, value);

    public static bool EndsWith<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>?
        => value.Length <= span.Length && span.Slice(span.Length - value.Length).SequenceEqual(value);

    [OverloadResolutionPriority(-1)]
    public static bool EndsWith<T>(this Span<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>? => EndsWith((ReadOnlySpan<T>)span, value);

    public static bool EndsWith<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>?
        => !span.IsEmpty && Equality.Same(span[^1], value);

    [OverloadResolutionPriority(-1)]
    public static bool EndsWith<T>(this Span<T> span, T value)
        where T : IEquatable<T>? => EndsWith((ReadOnlySpan<T>)span, value);

    public static int SequenceCompareTo<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
        where T : IComparable<T>?
    {
        if (typeof(T) == typeof(byte))
        {
            return SpanHelpers.SequenceCompareTo(ref Unsafe.As<T, byte>(ref span._reference), span.Length, ref Unsafe.As<T, byte>(ref other._reference), other.Length);
        }

        if (typeof(T) == typeof(char))
        {
            return SpanHelpers.SequenceCompareTo(ref Unsafe.As<T, char>(ref span._reference), span.Length, ref Unsafe.As<T, char>(ref other._reference), other.Length);
        }

        int common = Math.Min(span.Length, other.Length);
        for (int i = 0; i < common; i++)
        {
            int order = Comparer<T>.Default.Compare(span[i], other[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return span.Length.CompareTo(other.Length);
    }

    [OverloadResolutionPriority(-1)]
    public static int SequenceCompareTo<T>(this Span<T> span, ReadOnlySpan<T> other)
        where T : IComparable<T>? => SequenceCompareTo((ReadOnlySpan<T>)span, other);

    public static int CommonPrefixLength<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
    {
        int common = Math.Min(span.Length, other.Length);
        for (int i = 0; i < common; i++)
        {
            if (!Equality.Same(span[i], other[i]))
            {
                return i;
            }
        }

        return common;
    }

    [OverloadResolutionPriority(-1)]
    public static int CommonPrefixLength<T>(this Span<T> span, ReadOnlySpan<T> other) => CommonPrefixLength((ReadOnlySpan<T>)span, other);

    public static bool Overlaps<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> other)
    {
        if (span.IsEmpty || other.IsEmpty)
        {
            return false;
        }

        nint distance = Unsafe.ByteOffset(ref span._reference, ref other._reference);
        return (nuint)distance < (nuint)((nint)span.Length * Unsafe.SizeOf<T>())
            || (nuint)distance > (nuint)(-((nint)other.Length * Unsafe.SizeOf<T>()));
    }

    [OverloadResolutionPriority(-1)]
    public static bool Overlaps<T>(this Span<T> span, ReadOnlySpan<T> other) => Overlaps((ReadOnlySpan<T>)span, other);
}

/// <summary>Whether equality of a type is known to be equality of its bits; a constant for each type.</summary>
internal static class BitwiseEquality<T>
{
    internal static bool Holds
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !RuntimeHelpers.IsReferenceOrContainsReferences<T>()
            && (typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte) || typeof(T) == typeof(char) || typeof(T) == typeof(bool)
            || typeof(T) == typeof(short) || typeof(T) == typeof(ushort) || typeof(T) == typeof(int) || typeof(T) == typeof(uint)
            || typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint));
    }
}
