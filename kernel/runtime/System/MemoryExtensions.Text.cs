// Spans of characters: comparison with rules, trimming, case, formatting.

using System.Collections.Generic;

namespace System;

public static partial class MemoryExtensions
{
    public static bool Equals(this ReadOnlySpan<char> span, ReadOnlySpan<char> other, StringComparison comparisonType) =>
        StringComparisonRules.IgnoresCase(comparisonType) ? Ordinal.EqualsIgnoreCase(span, other) : span.SequenceEqual(other);

    public static int CompareTo(this ReadOnlySpan<char> span, ReadOnlySpan<char> other, StringComparison comparisonType) =>
        StringComparisonRules.IgnoresCase(comparisonType) ? Ordinal.CompareIgnoreCase(span, other) : span.SequenceCompareTo(other);

    public static bool Contains(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        span.IndexOf(value, comparisonType) >= 0;

    public static int IndexOf(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        Ordinal.IndexOf(span, value, StringComparisonRules.IgnoresCase(comparisonType));

    public static int LastIndexOf(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        Ordinal.LastIndexOf(span, value, StringComparisonRules.IgnoresCase(comparisonType));

    public static bool StartsWith(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        value.Length <= span.Length && span.Slice(0, value.Length).Equals(value, comparisonType);

    public static bool EndsWith(this ReadOnlySpan<char> span, ReadOnlySpan<char> value, StringComparison comparisonType) =>
        value.Length <= span.Length && span.Slice(span.Length - value.Length).Equals(value, comparisonType);

    public static bool IsWhiteSpace(this ReadOnlySpan<char> span) => span.TrimStart().IsEmpty;

    public static ReadOnlySpan<char> Trim(this ReadOnlySpan<char> span) => span.TrimStart().TrimEnd();

    public static ReadOnlySpan<char> TrimStart(this ReadOnlySpan<char> span)
    {
        int start = 0;
        while (start < span.Length && char.IsWhiteSpace(span[start]))
        {
            start++;
        }

        return span.Slice(start);
    }

    public static ReadOnlySpan<char> TrimEnd(this ReadOnlySpan<char> span)
    {
        int end = span.Length;
        while (end > 0 && char.IsWhiteSpace(span[end - 1]))
        {
            end--;
        }

        return span.Slice(0, end);
    }

    public static Span<char> Trim(this Span<char> span)
    {
        int start = span.Length - ((ReadOnlySpan<char>)span).TrimStart().Length;
        return span.Slice(start, ((ReadOnlySpan<char>)span).Slice(start).TrimEnd().Length);
    }

    public static ReadOnlySpan<T> Trim<T>(this ReadOnlySpan<T> span, T trimElement)
        where T : IEquatable<T>? => span.TrimStart(trimElement).TrimEnd(trimElement);

    public static ReadOnlySpan<T> TrimStart<T>(this ReadOnlySpan<T> span, T trimElement)
        where T : IEquatable<T>?
    {
        int start = span.IndexOfAnyExcept(trimElement);
        return start < 0 ? default : span.Slice(start);
    }

    public static ReadOnlySpan<T> TrimEnd<T>(this ReadOnlySpan<T> span, T trimElement)
        where T : IEquatable<T>? => span.Slice(0, span.LastIndexOfAnyExcept(trimElement) + 1);

    public static ReadOnlySpan<T> Trim<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> trimElements)
        where T : IEquatable<T>? => span.TrimStart(trimElements).TrimEnd(trimElements);

    public static ReadOnlySpan<T> TrimStart<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> trimElements)
        where T : IEquatable<T>?
    {
        int start = span.IndexOfAnyExcept(trimElements);
        return start < 0 ? default : span.Slice(start);
    }

    public static ReadOnlySpan<T> TrimEnd<T>(this ReadOnlySpan<T> span, ReadOnlySpan<T> trimElements)
        where T : IEquatable<T>? => span.Slice(0, span.LastIndexOfAnyExcept(trimElements) + 1);

    /// <summary>Writes the upper-case text; the length, or -1 when the destination is too short.</summary>
    public static int ToUpperInvariant(this ReadOnlySpan<char> source, Span<char> destination)
    {
        if (source.Length > destination.Length)
        {
            return -1;
        }

        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = char.ToUpperInvariant(source[i]);
        }

        return source.Length;
    }

    /// <summary>Writes the lower-case text; the length, or -1 when the destination is too short.</summary>
    public static int ToLowerInvariant(this ReadOnlySpan<char> source, Span<char> destination)
    {
        if (source.Length > destination.Length)
        {
            return -1;
        }

        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = char.ToLowerInvariant(source[i]);
        }

        return source.Length;
    }
}
