// Comparers of strings. Without cultures there are two: ordinal, and ordinal without case.

using System.Collections;
using System.Collections.Generic;

namespace System;

/// <summary>Order and equality of strings by a rule.</summary>
public abstract class StringComparer : IComparer, IEqualityComparer, IComparer<string?>, IEqualityComparer<string?>
{
    private static readonly StringComparer s_ordinal = new OrdinalComparer(ignoreCase: false);
    private static readonly StringComparer s_ordinalIgnoreCase = new OrdinalComparer(ignoreCase: true);

    public static StringComparer Ordinal => s_ordinal;

    public static StringComparer OrdinalIgnoreCase => s_ordinalIgnoreCase;

    public static StringComparer InvariantCulture => s_ordinal;

    public static StringComparer InvariantCultureIgnoreCase => s_ordinalIgnoreCase;

    public static StringComparer CurrentCulture => s_ordinal;

    public static StringComparer CurrentCultureIgnoreCase => s_ordinalIgnoreCase;

    public static StringComparer FromComparison(StringComparison comparisonType) =>
        StringComparisonRules.IgnoresCase(comparisonType) ? s_ordinalIgnoreCase : s_ordinal;

    public abstract int Compare(string? x, string? y);

    public abstract bool Equals(string? x, string? y);

    public abstract int GetHashCode(string obj);

    public int Compare(object? x, object? y)
    {
        if (x is null or string && y is null or string)
        {
            return Compare((string?)x, (string?)y);
        }

        return x is IComparable comparable ? comparable.CompareTo(y) : throw new ArgumentException("At least one object must implement IComparable.");
    }

    public new bool Equals(object? x, object? y) =>
        x is null or string && y is null or string ? Equals((string?)x, (string?)y) : object.Equals(x, y);

    public int GetHashCode(object obj)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return obj is string text ? GetHashCode(text) : obj.GetHashCode();
    }

    private sealed class OrdinalComparer(bool ignoreCase) : StringComparer
    {
        private StringComparison Rule => ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

        public override int Compare(string? x, string? y) => string.Compare(x, y, Rule);

        public override bool Equals(string? x, string? y) => string.Equals(x, y, Rule);

        public override int GetHashCode(string obj)
        {
            ArgumentNullException.ThrowIfNull(obj);
            return obj.GetHashCode(Rule);
        }
    }
}
