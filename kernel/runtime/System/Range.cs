// Indices from either end, and ranges between them.

using System.Diagnostics.CodeAnalysis;

namespace System;

/// <summary>An index from the start or, stored as its complement, from the end.</summary>
public readonly struct Index : IEquatable<Index>
{
    private readonly int _value;

    public Index(int value, bool fromEnd = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        _value = fromEnd ? ~value : value;
    }

    private Index(int value) => _value = value;

    public static Index Start => new(0);

    public static Index End => new(~0);

    public int Value => _value < 0 ? ~_value : _value;

    public bool IsFromEnd => _value < 0;

    public static Index FromStart(int value) => new(value, fromEnd: false);

    public static Index FromEnd(int value) => new(value, fromEnd: true);

    public int GetOffset(int length) => _value < 0 ? _value + length + 1 : _value;

    public override bool Equals([NotNullWhen(true)] object? value) => value is Index other && Equals(other);

    public bool Equals(Index other) => _value == other._value;

    public override int GetHashCode() => _value;

    public override string ToString() => IsFromEnd ? "^" + ((uint)Value).ToString() : ((uint)Value).ToString();

    public static implicit operator Index(int value) => FromStart(value);
}

/// <summary>A range with an exclusive end.</summary>
public readonly struct Range(Index start, Index end) : IEquatable<Range>
{
    public Index Start { get; } = start;

    public Index End { get; } = end;

    public static Range All => new(Index.Start, Index.End);

    public static Range StartAt(Index start) => new(start, Index.End);

    public static Range EndAt(Index end) => new(Index.Start, end);

    public (int Offset, int Length) GetOffsetAndLength(int length)
    {
        int start = Start.GetOffset(length);
        int end = End.GetOffset(length);
        if ((uint)end > (uint)length || (uint)start > (uint)end)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(length));
        }

        return (start, end - start);
    }

    public override bool Equals([NotNullWhen(true)] object? value) => value is Range other && Equals(other);

    public bool Equals(Range other) => other.Start.Equals(Start) && other.End.Equals(End);

    public override int GetHashCode() => HashCode.Combine(Start.GetHashCode(), End.GetHashCode());

    public override string ToString() => Start.ToString() + ".." + End.ToString();
}
