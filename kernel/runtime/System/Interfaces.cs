// The small interfaces of the System namespace: equality, order, disposal, formatting, parsing.

using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>Has resources to give back.</summary>
public interface IDisposable
{
    void Dispose();
}

/// <summary>Knows whether it equals another of its type.</summary>
public interface IEquatable<T>
    where T : allows ref struct
{
    bool Equals(T? other);
}

/// <summary>Has a place in an order.</summary>
public interface IComparable
{
    int CompareTo(object? obj);
}

/// <summary>Has a place in the order of a type.</summary>
public interface IComparable<in T>
    where T : allows ref struct
{
    int CompareTo(T? other);
}

/// <summary>Can be copied.</summary>
public interface ICloneable
{
    object Clone();
}

/// <summary>Gives objects that format; Lume knows the invariant culture only and never asks.</summary>
public interface IFormatProvider
{
    object? GetFormat(Type? formatType);
}

/// <summary>Formats the values of others.</summary>
public interface ICustomFormatter
{
    string Format(string? format, object? arg, IFormatProvider? formatProvider);
}

/// <summary>Can be formatted as text.</summary>
public interface IFormattable
{
    string ToString(string? format, IFormatProvider? formatProvider);
}

/// <summary>Can be formatted into a span of UTF-16.</summary>
public interface ISpanFormattable : IFormattable
{
    bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider);
}

/// <summary>Can be formatted into a span of UTF-8.</summary>
public interface IUtf8SpanFormattable
{
    bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider);
}

/// <summary>Can be parsed from a string.</summary>
public interface IParsable<TSelf>
    where TSelf : IParsable<TSelf>?
{
    static abstract TSelf Parse(string s, IFormatProvider? provider);

    static abstract bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out TSelf result);
}

/// <summary>Can be parsed from a span of UTF-16.</summary>
public interface ISpanParsable<TSelf> : IParsable<TSelf>
    where TSelf : ISpanParsable<TSelf>?
{
    static abstract TSelf Parse(ReadOnlySpan<char> s, IFormatProvider? provider);

    static abstract bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out TSelf result);
}

/// <summary>Reports progress.</summary>
public interface IProgress<in T>
{
    void Report(T value);
}
