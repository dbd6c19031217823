// Searching in spans and comparing them.

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System;

/// <summary>Operations on spans as extension methods.</summary>
public static partial class MemoryExtensions
{
    public static Span<T> AsSpan<T>(this T[]? array) => new(array);

    public static Span<T> AsSpan<T>(this T[]? array, int start) =>
        array is null && start != 0 ? throw new ArgumentOutOfRangeException(nameof(start)) : new Span<T>(array).Slice(start);

    public static Span<T> AsSpan<T>(this T[]? array, int start, int length) => new(array, start, length);

    public static Span<T> AsSpan<T>(this T[]? array, Index startIndex) => new Span<T>(array).Slice(startIndex.GetOffset(array?.Length ?? 0));

    public static Span<T> AsSpan<T>(this T[]? array, Range range)
    {
        (int start, int length) = range.GetOffsetAndLength(array?.Length ?? 0);
        return new Span<T>(array, start, length);
    }

    public static Span<T> AsSpan<T>(this ArraySegment<T> segment) => new(segment.Array, segment.Offset, segment.Count);

    // Not a conversion: the language turns one into a call of this method.
    public static ReadOnlySpan<char> AsSpan(this string? text) => text is null ? default : text.Span;

    public static ReadOnlySpan<char> AsSpan(this string? text, int start) => ((ReadOnlySpan<char>)text).Slice(start);

    public static ReadOnlySpan<char> AsSpan(this string? text, int start, int length) => ((ReadOnlySpan<char>)text).Slice(start, length);

    public static ReadOnlySpan<char> AsSpan(this string? text, Range range)
    {
        (int start, int length) = range.GetOffsetAndLength(text?.Length ?? 0);
        return ((ReadOnlySpan<char>)text).Slice(start, length);
    }

    public static int IndexOf<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (Equality.Same(span[i], value))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOf<T>(this Span<T> span, T value)
        where T : IEquatable<T>? => IndexOf((ReadOnlySpan<T>)span, value);

    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (Equality.Same(span[i], value))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int LastIndexOf<T>(this Span<T> span, T value)
        where T : IEquatable<T>? => LastIndexOf((ReadOnlySpan<T>)span, value);

    public static int IndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>?
    {
        if (value.IsEmpty)
        {
            return 0;
        }

        int last = span.Length - value.Length;
        for (int i = 0; i <= last; i++)
        {
            int next = span.Slice(i, last - i + 1).IndexOf(value[0]);
            if (next < 0)
            {
                return -1;
            }

            i += next;
            if (span.Slice(i, value.Length).SequenceEqual(value))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOf<T>(this Span<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>? => IndexOf((ReadOnlySpan<T>)span, value);

    public static int LastIndexOf<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>?
    {
        for (int i = span.Length - value.Length; i >= 0; i--)
        {
            if (span.Slice(i, value.Length).SequenceEqual(value))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int LastIndexOf<T>(this Span<T> span, ReadOnlySpan<T> value)
        where T : IEquatable<T>? => LastIndexOf((ReadOnlySpan<T>)span, value);

    public static bool Contains<T>(this ReadOnlySpan<T> span, T value)
        where T : IEquatable<T>?
        => IndexOf(span, value) >= 0;

    [OverloadResolutionPriority(-1)]
    public static bool Contains<T>(this Span<T> span, T value)
        where T : IEquatable<T>? => Contains((ReadOnlySpan<T>)span, value);

    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1)
        where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (Equality.Same(span[i], value0) || Equality.Same(span[i], value1))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOfAny<T>(this Span<T> span, T value0, T value1)
        where T : IEquatable<T>? => IndexOfAny((ReadOnlySpan<T>)span, value0, value1);

    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2)
        where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (Equality.Same(span[i], value0) || Equality.Same(span[i], value1) || Equality.Same(span[i], value2))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOfAny<T>(this Span<T> span, T value0, T value1, T value2)
        where T : IEquatable<T>? => IndexOfAny((ReadOnlySpan<T>)span, value0, value1, value2);

    public static int IndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>?
    {
        for (int i = 0; i < span.Length; i++)
        {
            if (values.Contains(span[i]))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int IndexOfAny<T>(this Span<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>? => IndexOfAny((ReadOnlySpan<T>)span, values);

    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1)
        where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (Equality.Same(span[i], value0) || Equality.Same(span[i], value1))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int LastIndexOfAny<T>(this Span<T> span, T value0, T value1)
        where T : IEquatable<T>? => LastIndexOfAny((ReadOnlySpan<T>)span, value0, value1);

    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, T value0, T value1, T value2)
        where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (Equality.Same(span[i], value0) || Equality.Same(span[i], value1) || Equality.Same(span[i], value2))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int LastIndexOfAny<T>(this Span<T> span, T value0, T value1, T value2)
        where T : IEquatable<T>? => LastIndexOfAny((ReadOnlySpan<T>)span, value0, value1, value2);

    public static int LastIndexOfAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>?
    {
        for (int i = span.Length - 1; i >= 0; i--)
        {
            if (values.Contains(span[i]))
            {
                return i;
            }
        }

        return -1;
    }

    [OverloadResolutionPriority(-1)]
    public static int LastIndexOfAny<T>(this Span<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>? => LastIndexOfAny((ReadOnlySpan<T>)span, values);

    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, T value0, T value1)
        where T : IEquatable<T>?
        => IndexOfAny(span, value0, value1) >= 0;

    [OverloadResolutionPriority(-1)]
    public static bool ContainsAny<T>(this Span<T> span, T value0, T value1)
        where T : IEquatable<T>? => ContainsAny((ReadOnlySpan<T>)span, value0, value1);

    public static bool ContainsAny<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>?
        => IndexOfAny(span, values) >= 0;

    [OverloadResolutionPriority(-1)]
    public static bool ContainsAny<T>(this Span<T> span, ReadOnlySpan<T> values)
        where T : IEquatable<T>? => ContainsAny((ReadOnlySpan<T>)span, values);
}
