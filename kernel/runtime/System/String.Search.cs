// Searching in strings.

namespace System;

public sealed partial class String
{
    /// <summary>The scalar values of the text.</summary>
    public Text.StringRuneEnumerator EnumerateRunes() => new(this);

    public bool Contains(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Ordinal.IndexOf(Span, value.Span, ignoreCase: false) >= 0;
    }

    public bool Contains(string value, StringComparison comparisonType) => IndexOf(value, comparisonType) >= 0;

    public bool Contains(char value) => Span.Contains(value);

    public bool Contains(char value, StringComparison comparisonType) => IndexOf(value, comparisonType) >= 0;

    public int IndexOf(char value) => Span.IndexOf(value);

    public int IndexOf(char value, int startIndex) => IndexOf(value, startIndex, Length - startIndex);

    public int IndexOf(char value, int startIndex, int count)
    {
        RequireRange(startIndex, count);
        int index = Span.Slice(startIndex, count).IndexOf(value);
        return index < 0 ? index : index + startIndex;
    }

    public int IndexOf(char value, StringComparison comparisonType) =>
        Ordinal.IndexOf(Span, new ReadOnlySpan<char>(in value), StringComparisonRules.IgnoresCase(comparisonType));

    public int IndexOf(string value) => IndexOf(value, 0, Length, StringComparison.CurrentCulture);

    public int IndexOf(string value, int startIndex) => IndexOf(value, startIndex, Length - startIndex, StringComparison.CurrentCulture);

    public int IndexOf(string value, int startIndex, int count) => IndexOf(value, startIndex, count, StringComparison.CurrentCulture);

    public int IndexOf(string value, StringComparison comparisonType) => IndexOf(value, 0, Length, comparisonType);

    public int IndexOf(string value, int startIndex, StringComparison comparisonType) =>
        IndexOf(value, startIndex, Length - startIndex, comparisonType);

    public int IndexOf(string value, int startIndex, int count, StringComparison comparisonType)
    {
        ArgumentNullException.ThrowIfNull(value);
        RequireRange(startIndex, count);
        int index = Ordinal.IndexOf(Span.Slice(startIndex, count), value.Span, StringComparisonRules.IgnoresCase(comparisonType));
        return index < 0 ? index : index + startIndex;
    }

    public int IndexOfAny(char[] anyOf) => IndexOfAny(anyOf, 0, Length);

    public int IndexOfAny(char[] anyOf, int startIndex) => IndexOfAny(anyOf, startIndex, Length - startIndex);

    public int IndexOfAny(char[] anyOf, int startIndex, int count)
    {
        ArgumentNullException.ThrowIfNull(anyOf);
        RequireRange(startIndex, count);
        int index = Span.Slice(startIndex, count).IndexOfAny(anyOf);
        return index < 0 ? index : index + startIndex;
    }

    public int LastIndexOf(char value) => Span.LastIndexOf(value);

    public int LastIndexOf(char value, int startIndex) => LastIndexOf(value, startIndex, startIndex + 1);

    public int LastIndexOf(char value, int startIndex, int count)
    {
        if (Length == 0)
        {
            return -1;
        }

        int first = RequireBackwardRange(startIndex, count);
        int index = Span.Slice(first, count).LastIndexOf(value);
        return index < 0 ? index : index + first;
    }

    public int LastIndexOf(string value) => LastIndexOf(value, StringComparison.CurrentCulture);

    public int LastIndexOf(string value, StringComparison comparisonType)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Ordinal.LastIndexOf(Span, value.Span, StringComparisonRules.IgnoresCase(comparisonType));
    }

    public int LastIndexOf(string value, int startIndex) => LastIndexOf(value, startIndex, startIndex + 1, StringComparison.CurrentCulture);

    public int LastIndexOf(string value, int startIndex, StringComparison comparisonType) =>
        LastIndexOf(value, startIndex, startIndex + 1, comparisonType);

    public int LastIndexOf(string value, int startIndex, int count, StringComparison comparisonType)
    {
        ArgumentNullException.ThrowIfNull(value);
        bool ignoreCase = StringComparisonRules.IgnoresCase(comparisonType);
        if (Length == 0 && (startIndex == -1 || startIndex == 0))
        {
            return value.Length == 0 ? 0 : -1;
        }

        // .NET lets the search begin one past the end.
        if (startIndex == Length)
        {
            startIndex--;
            count = count > 0 ? count - 1 : count;
        }

        int first = RequireBackwardRange(startIndex, count);
        int index = Ordinal.LastIndexOf(Span.Slice(first, count), value.Span, ignoreCase);
        return index < 0 ? index : index + first;
    }

    public int LastIndexOfAny(char[] anyOf)
    {
        ArgumentNullException.ThrowIfNull(anyOf);
        return Span.LastIndexOfAny(anyOf);
    }

    private void RequireRange(int startIndex, int count)
    {
        if ((uint)startIndex > (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        }

        if ((uint)count > (uint)(Length - startIndex))
        {
            throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
        }
    }

    // The first index of a range that is named by its last index and its length.
    private int RequireBackwardRange(int startIndex, int count)
    {
        if ((uint)startIndex >= (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(startIndex), "Index was out of range. Must be non-negative and less than or equal to the size of the collection.");
        }

        if ((uint)count > (uint)startIndex + 1)
        {
            throw new ArgumentOutOfRangeException(nameof(count), "Count must be positive and count must refer to a location within the string/array/collection.");
        }

        return startIndex - count + 1;
    }
}
