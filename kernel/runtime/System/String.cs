// Immutable UTF-16 text: layout, construction, equality.

using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Text;

using Internal.Runtime;

namespace System;

/// <summary>Immutable UTF-16 text. Comparison is ordinal everywhere: there is no culture.</summary>
public sealed partial class String : IComparable, IComparable<string?>, IEquatable<string?>, IEnumerable<char>, ICloneable, ISpanParsable<string>
{
#pragma warning disable CS0649 // The allocator and ilc's literals write them; ilc knows the names.
    private readonly int _stringLength;
    private char _firstChar;
#pragma warning restore CS0649

    public static readonly string Empty = "";

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(char[]? value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(char[] value, int startIndex, int length);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern unsafe String(char* value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern unsafe String(char* value, int startIndex, int length);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern unsafe String(sbyte* value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(char c, int count);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(ReadOnlySpan<char> value);

    public int Length => _stringLength;

    [IndexerName("Chars")]
    public char this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)_stringLength)
            {
                ThrowHelper.ThrowIndexOutOfRange();
            }

            return Unsafe.Add(ref _firstChar, (nint)(uint)index);
        }
    }

    /// <summary>A span over the whole text.</summary>
    internal ReadOnlySpan<char> Span => new(ref _firstChar, _stringLength);

    // The text of a string that nobody else has seen yet.
    internal Span<char> Writable => new(ref _firstChar, _stringLength);

    internal static unsafe string FastAllocateString(int length) => RuntimeExports.RhNewString(MethodTable.Of<string>(), length);

    // The constructors: ilc replaces each by the static Ctor with the same parameters.
    private static string Ctor(char[]? value) => value is null ? "" : Ctor(new ReadOnlySpan<char>(value));

    private static string Ctor(char[] value, int startIndex, int length)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Ctor(new ReadOnlySpan<char>(value, startIndex, length));
    }

    private static unsafe string Ctor(char* value) =>
        value is null ? "" : Ctor(new ReadOnlySpan<char>(value, SpanHelpers.IndexOfNull(value)));

    private static unsafe string Ctor(char* value, int startIndex, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return Ctor(new ReadOnlySpan<char>(value + startIndex, length));
    }

    private static unsafe string Ctor(sbyte* value) =>
        value is null ? "" : Utf8Text.Decode(new ReadOnlySpan<byte>(value, SpanHelpers.IndexOfNull((byte*)value)));

    private static string Ctor(char c, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return "";
        }

        string text = FastAllocateString(count);
        text.Writable.Fill(c);
        return text;
    }

    private static string Ctor(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            return "";
        }

        string text = FastAllocateString(value.Length);
        value.CopyTo(text.Writable);
        return text;
    }

    internal static string CreateFromChar(char c)
    {
        string text = FastAllocateString(1);
        text._firstChar = c;
        return text;
    }

    public static string Create<TState>(int length, TState state, Buffers.SpanAction<char, TState> action)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
        {
            return "";
        }

        string text = FastAllocateString(length);
        action(text.Writable, state);
        return text;
    }

    public static string Create(IFormatProvider? provider, [InterpolatedStringHandlerArgument(nameof(provider))] ref DefaultInterpolatedStringHandler handler) =>
        handler.ToStringAndClear();

    public static string Create(IFormatProvider? provider, Span<char> initialBuffer, [InterpolatedStringHandlerArgument(nameof(provider), nameof(initialBuffer))] ref DefaultInterpolatedStringHandler handler) =>
        handler.ToStringAndClear();

    public static implicit operator ReadOnlySpan<char>(string? value) => value is null ? default : value.Span;

    public ref readonly char GetPinnableReference() => ref _firstChar;

    internal ref char GetRawStringData() => ref _firstChar;

    public static bool IsNullOrEmpty([NotNullWhen(false)] string? value) => value is null || value._stringLength == 0;

    public static bool IsNullOrWhiteSpace([NotNullWhen(false)] string? value) => value is null || value.Span.Trim().IsEmpty;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is string other && Equals(this, other);

    public bool Equals([NotNullWhen(true)] string? value) => Equals(this, value);

    public bool Equals([NotNullWhen(true)] string? value, StringComparison comparisonType) => Equals(this, value, comparisonType);

    public static bool Equals(string? a, string? b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        return a is not null && b is not null && a._stringLength == b._stringLength
            && SpanHelpers.SequenceEqual(
                ref Unsafe.As<char, byte>(ref a._firstChar),
                ref Unsafe.As<char, byte>(ref b._firstChar),
                (uint)a._stringLength * 2u);
    }

    public static bool Equals(string? a, string? b, StringComparison comparisonType)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        return a is not null && b is not null && MemoryExtensions.Equals(a.Span, b.Span, comparisonType);
    }

    public static bool operator ==(string? a, string? b) => Equals(a, b);

    public static bool operator !=(string? a, string? b) => !Equals(a, b);

    public override int GetHashCode() => GetHashCode(Span);

    public int GetHashCode(StringComparison comparisonType) => GetHashCode(Span, comparisonType);

    public static int GetHashCode(ReadOnlySpan<char> value)
    {
        // FNV-1a over code units, then a final mix, because tables use the low bits.
        uint hash = 2166136261;
        foreach (char c in value)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)(hash ^ (hash >> 15));
    }

    public static int GetHashCode(ReadOnlySpan<char> value, StringComparison comparisonType)
    {
        if (!StringComparisonRules.IgnoresCase(comparisonType))
        {
            return GetHashCode(value);
        }

        uint hash = 2166136261;
        foreach (char c in value)
        {
            hash = (hash ^ char.ToUpperInvariant(c)) * 16777619;
        }

        return (int)(hash ^ (hash >> 15));
    }

    public override string ToString() => this;

    public string ToString(IFormatProvider? provider) => this;

    public object Clone() => this;

    public static string Intern(string str) => str;

    public CharEnumerator GetEnumerator() => new(this);

    IEnumerator<char> IEnumerable<char>.GetEnumerator() => new CharEnumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new CharEnumerator(this);

    static string IParsable<string>.Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return s;
    }

    static bool IParsable<string>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out string result)
    {
        result = s;
        return s is not null;
    }

    static string ISpanParsable<string>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => s.ToString();

    static bool ISpanParsable<string>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out string result)
    {
        result = s.ToString();
        return true;
    }
}

/// <summary>Walks the code units of a string.</summary>
public sealed class CharEnumerator : IEnumerator<char>, ICloneable
{
    private readonly string _text;
    private int _index = -1;

    internal CharEnumerator(string text) => _text = text;

    public char Current
    {
        get
        {
            if ((uint)_index >= (uint)_text.Length)
            {
                ThrowHelper.ThrowEnumNotPositioned();
            }

            return _text[_index];
        }
    }

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        int index = _index + 1;
        _index = index < _text.Length ? index : _text.Length;
        return index < _text.Length;
    }

    public void Reset() => _index = -1;

    public void Dispose()
    {
    }

    public object Clone() => MemberwiseClone();
}
