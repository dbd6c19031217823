// Order of strings. All rules are ordinal; the culture-sensitive names of .NET behave like their ordinal ones.

using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>How text is compared. The culture rules behave as the ordinal ones: Lume has the invariant culture only.</summary>
public enum StringComparison
{
    CurrentCulture = 0,
    CurrentCultureIgnoreCase = 1,
    InvariantCulture = 2,
    InvariantCultureIgnoreCase = 3,
    Ordinal = 4,
    OrdinalIgnoreCase = 5,
}

internal static class StringComparisonRules
{
    /// <summary>Whether the rule ignores case.</summary>
    /// <exception cref="ArgumentException">The value is not a rule.</exception>
    internal static bool IgnoresCase(StringComparison comparison)
    {
        if ((uint)comparison > (uint)StringComparison.OrdinalIgnoreCase)
        {
            ThrowHelper.ThrowArgument("The string comparison type passed in is currently not supported.", "comparisonType");
        }

        return ((int)comparison & 1) != 0;
    }
}

public sealed partial class String
{
    public int CompareTo(string? strB) => Compare(this, strB, StringComparison.CurrentCulture);

    public int CompareTo(object? value) => value switch
    {
        null => 1,
        string other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type String."),
    };

    public static int Compare(string? strA, string? strB) => Compare(strA, strB, StringComparison.CurrentCulture);

    public static int Compare(string? strA, string? strB, bool ignoreCase) =>
        Compare(strA, strB, ignoreCase ? StringComparison.CurrentCultureIgnoreCase : StringComparison.CurrentCulture);

    public static int Compare(string? strA, string? strB, StringComparison comparisonType)
    {
        bool ignoreCase = StringComparisonRules.IgnoresCase(comparisonType);
        if (ReferenceEquals(strA, strB))
        {
            return 0;
        }

        if (strA is null || strB is null)
        {
            return strA is null ? -1 : 1;
        }

        return ignoreCase ? Ordinal.CompareIgnoreCase(strA.Span, strB.Span) : strA.Span.SequenceCompareTo(strB.Span);
    }

    public static int Compare(string? strA, int indexA, string? strB, int indexB, int length) =>
        Compare(strA, indexA, strB, indexB, length, StringComparison.CurrentCulture);

    public static int Compare(string? strA, int indexA, string? strB, int indexB, int length, StringComparison comparisonType)
    {
        bool ignoreCase = StringComparisonRules.IgnoresCase(comparisonType);
        if (strA is null || strB is null)
        {
            return ReferenceEquals(strA, strB) ? 0 : strA is null ? -1 : 1;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if ((uint)indexA > (uint)strA.Length || (uint)indexB > (uint)strB.Length)
        {
            ThrowHelper.ThrowArgumentOutOfRange((uint)indexA > (uint)strA.Length ? nameof(indexA) : nameof(indexB));
        }

        ReadOnlySpan<char> a = strA.Span.Slice(indexA, Math.Min(length, strA.Length - indexA));
        ReadOnlySpan<char> b = strB.Span.Slice(indexB, Math.Min(length, strB.Length - indexB));
        return ignoreCase ? Ordinal.CompareIgnoreCase(a, b) : a.SequenceCompareTo(b);
    }

    public static int CompareOrdinal(string? strA, string? strB) => Compare(strA, strB, StringComparison.Ordinal);

    public static int CompareOrdinal(string? strA, int indexA, string? strB, int indexB, int length) =>
        Compare(strA, indexA, strB, indexB, length, StringComparison.Ordinal);

    public bool StartsWith(string value) => StartsWith(value, StringComparison.CurrentCulture);

    public bool StartsWith(string value, StringComparison comparisonType)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Span.StartsWith(value.Span, comparisonType);
    }

    public bool StartsWith(char value) => Length != 0 && _firstChar == value;

    public bool EndsWith(string value) => EndsWith(value, StringComparison.CurrentCulture);

    public bool EndsWith(string value, StringComparison comparisonType)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Span.EndsWith(value.Span, comparisonType);
    }

    public bool EndsWith(char value) => Length != 0 && this[Length - 1] == value;
}

/// <summary>Comparison of code units, with and without case.</summary>
internal static class Ordinal
{
    internal static int CompareIgnoreCase(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int common = a.Length < b.Length ? a.Length : b.Length;
        for (int i = 0; i < common; i++)
        {
            if (a[i] != b[i])
            {
                int order = char.ToUpperInvariant(a[i]) - char.ToUpperInvariant(b[i]);
                if (order != 0)
                {
                    return order;
                }
            }
        }

        return a.Length - b.Length;
    }

    internal static bool EqualsIgnoreCase(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.Length == b.Length && CompareIgnoreCase(a, b) == 0;

    internal static int IndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> value, bool ignoreCase)
    {
        for (int i = 0; i <= text.Length - value.Length; i++)
        {
            ReadOnlySpan<char> window = text.Slice(i, value.Length);
            if (ignoreCase ? EqualsIgnoreCase(window, value) : window.SequenceEqual(value))
            {
                return i;
            }
        }

        return -1;
    }

    internal static int LastIndexOf(ReadOnlySpan<char> text, ReadOnlySpan<char> value, bool ignoreCase)
    {
        for (int i = text.Length - value.Length; i >= 0; i--)
        {
            ReadOnlySpan<char> window = text.Slice(i, value.Length);
            if (ignoreCase ? EqualsIgnoreCase(window, value) : window.SequenceEqual(value))
            {
                return i;
            }
        }

        return -1;
    }
}
