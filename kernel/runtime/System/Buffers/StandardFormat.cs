// A format letter with a precision.

namespace System.Buffers;

/// <summary>How <see cref="Text.Utf8Formatter"/> is to write a value.</summary>
public readonly struct StandardFormat(char symbol, byte precision = StandardFormat.NoPrecision) : IEquatable<StandardFormat>
{
    public const byte NoPrecision = byte.MaxValue;
    public const byte MaxPrecision = 99;

    public char Symbol => symbol;

    public byte Precision => precision;

    public bool HasPrecision => precision != NoPrecision;

    public bool IsDefault => symbol == 0 && precision == 0;

    public static implicit operator StandardFormat(char symbol) => new(symbol);

    public bool Equals(StandardFormat other) => symbol == other.Symbol && precision == other.Precision;

    public override bool Equals(object? obj) => obj is StandardFormat other && Equals(other);

    public override int GetHashCode() => symbol.GetHashCode() ^ precision.GetHashCode();

    public override string ToString() => IsDefault ? "" : HasPrecision ? symbol + precision.ToString() : symbol.ToString();
}
