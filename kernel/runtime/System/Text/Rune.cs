// A Unicode scalar value.

using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace System.Text;

/// <summary>A Unicode scalar value: any code point but the surrogates.</summary>
public readonly struct Rune : IComparable, IComparable<Rune>, IEquatable<Rune>, ISpanFormattable, IUtf8SpanFormattable
{
    private readonly uint _value;

    public Rune(char ch)
        : this((uint)ch)
    {
    }

    public Rune(int value)
        : this((uint)value)
    {
    }

    public Rune(uint value)
    {
        if (!IsValid(value))
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(value));
        }

        _value = value;
    }

    public Rune(char highSurrogate, char lowSurrogate)
        : this((uint)char.ConvertToUtf32(highSurrogate, lowSurrogate))
    {
    }

    public static Rune ReplacementChar => new(0xFFFDu);

    public int Value => (int)_value;

    public bool IsAscii => _value < 0x80;

    public bool IsBmp => _value < 0x10000;

    public int Utf8SequenceLength => Utf8Text.LengthOf((int)_value);

    public int Utf16SequenceLength => _value < 0x10000 ? 1 : 2;

    public static bool IsValid(int value) => IsValid((uint)value);

    public static bool IsValid(uint value) => value <= 0x10FFFF && (value & ~0x7FFu) != 0xD800;

    public static bool TryCreate(int value, out Rune result) => TryCreate((uint)value, out result);

    public static bool TryCreate(char ch, out Rune result) => TryCreate((uint)ch, out result);

    public static bool TryCreate(uint value, out Rune result)
    {
        bool valid = IsValid(value);
        result = valid ? new Rune(value) : default;
        return valid;
    }

    public static OperationStatus DecodeFromUtf8(ReadOnlySpan<byte> source, out Rune result, out int bytesConsumed)
    {
        OperationStatus status = Utf8Text.DecodeFirst(source, out int scalar, out bytesConsumed);
        result = new Rune(scalar);
        return status;
    }

    public static OperationStatus DecodeFromUtf16(ReadOnlySpan<char> source, out Rune result, out int charsConsumed)
    {
        if (source.IsEmpty)
        {
            result = ReplacementChar;
            charsConsumed = 0;
            return OperationStatus.NeedMoreData;
        }

        bool valid = Utf8Text.DecodeFirst(source, out int scalar, out charsConsumed);
        result = new Rune(scalar);
        return valid ? OperationStatus.Done
            : source.Length == 1 && char.IsHighSurrogate(source[0]) ? OperationStatus.NeedMoreData
            : OperationStatus.InvalidData;
    }

    public static Rune GetRuneAt(string input, int index)
    {
        ArgumentNullException.ThrowIfNull(input);
        if ((uint)index >= (uint)input.Length)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(index));
        }

        return Utf8Text.DecodeFirst(input.AsSpan(index), out int scalar, out _)
            ? new Rune(scalar)
            : throw new ArgumentException("Cannot extract a Unicode scalar value from the specified index in the input.", nameof(index));
    }

    public int EncodeToUtf8(Span<byte> destination)
    {
        if (!TryEncodeToUtf8(destination, out int bytesWritten))
        {
            ThrowHelper.ThrowDestinationTooShort();
        }

        return bytesWritten;
    }

    public bool TryEncodeToUtf8(Span<byte> destination, out int bytesWritten) =>
        (bytesWritten = Utf8Text.Encode((int)_value, destination)) != 0;

    public int EncodeToUtf16(Span<char> destination)
    {
        if (!TryEncodeToUtf16(destination, out int charsWritten))
        {
            ThrowHelper.ThrowDestinationTooShort();
        }

        return charsWritten;
    }

    public bool TryEncodeToUtf16(Span<char> destination, out int charsWritten) =>
        (charsWritten = Utf8Text.Encode((int)_value, destination)) != 0;

    public static bool IsWhiteSpace(Rune value) => value.IsBmp && char.IsWhiteSpace((char)value._value);

    public static bool IsLetter(Rune value) => value.IsBmp && char.IsLetter((char)value._value);

    public static bool IsDigit(Rune value) => value.IsBmp && char.IsDigit((char)value._value);

    public static bool IsLetterOrDigit(Rune value) => IsLetter(value) || IsDigit(value);

    public static bool IsControl(Rune value) => value.IsBmp && char.IsControl((char)value._value);

    public static Rune ToUpperInvariant(Rune value) => value.IsBmp ? new Rune(char.ToUpperInvariant((char)value._value)) : value;

    public static Rune ToLowerInvariant(Rune value) => value.IsBmp ? new Rune(char.ToLowerInvariant((char)value._value)) : value;

    public int CompareTo(Rune other) => (int)_value - (int)other._value;

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        Rune other => CompareTo(other),
        _ => throw new ArgumentException("Object must be of type Rune."),
    };

    public bool Equals(Rune other) => _value == other._value;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Rune other && _value == other._value;

    public override int GetHashCode() => (int)_value;

    public override string ToString()
    {
        string text = string.FastAllocateString(Utf16SequenceLength);
        Utf8Text.Encode((int)_value, text.Writable);
        return text;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryEncodeToUtf16(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryEncodeToUtf8(utf8Destination, out bytesWritten);

    public static bool operator ==(Rune left, Rune right) => left._value == right._value;

    public static bool operator !=(Rune left, Rune right) => left._value != right._value;

    public static bool operator <(Rune left, Rune right) => left._value < right._value;

    public static bool operator <=(Rune left, Rune right) => left._value <= right._value;

    public static bool operator >(Rune left, Rune right) => left._value > right._value;

    public static bool operator >=(Rune left, Rune right) => left._value >= right._value;

    public static explicit operator Rune(char ch) => new(ch);

    public static explicit operator Rune(int value) => new(value);

    public static explicit operator Rune(uint value) => new(value);
}
