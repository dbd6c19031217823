// Text that grows: one array that doubles. Unlike .NET's it has no chunks.

using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Text;

/// <summary>Text that can be changed.</summary>
public sealed partial class StringBuilder
{
    private const int DefaultCapacity = 16;

    private char[] _chars;
    private int _length;

    public StringBuilder()
        : this(DefaultCapacity)
    {
    }

    public StringBuilder(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _chars = new char[capacity == 0 ? DefaultCapacity : capacity];
    }

    public StringBuilder(string? value)
        : this(value, DefaultCapacity)
    {
    }

    public StringBuilder(string? value, int capacity)
        : this(Math.Max(capacity, value?.Length ?? 0)) => Append(value);

    public int Capacity
    {
        get => _chars.Length;
        set
        {
            if (value < _length)
            {
                throw new ArgumentOutOfRangeException(nameof(value), "capacity was less than the current size.");
            }

            Array.Resize(ref _chars, value);
        }
    }

    public int MaxCapacity => int.MaxValue;

    public int Length
    {
        get => _length;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            if (value > _length)
            {
                Extend(value - _length).Clear();
            }

            _length = value;
        }
    }

    [IndexerName("Chars")]
    public char this[int index]
    {
        get => (uint)index < (uint)_length ? _chars[index] : throw new IndexOutOfRangeException();
        set
        {
            if ((uint)index >= (uint)_length)
            {
                ThrowHelper.ThrowArgumentOutOfRange(nameof(index));
            }

            _chars[index] = value;
        }
    }

    internal ReadOnlySpan<char> Text => new(_chars, 0, _length);

    public int EnsureCapacity(int capacity)
    {
        if (capacity > _chars.Length)
        {
            Array.Resize(ref _chars, capacity);
        }

        return _chars.Length;
    }

    public override string ToString() => new(Text);

    public string ToString(int startIndex, int length) => new(Text.Slice(startIndex, length));

    public StringBuilder Clear()
    {
        _length = 0;
        return this;
    }

    public bool Equals([NotNullWhen(true)] StringBuilder? sb) => sb is not null && Text.SequenceEqual(sb.Text);

    public bool Equals(ReadOnlySpan<char> span) => Text.SequenceEqual(span);

    public StringBuilder Append(char value)
    {
        if (_length == _chars.Length)
        {
            Grow(1);
        }

        _chars[_length++] = value;
        return this;
    }

    public StringBuilder Append(char value, int repeatCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(repeatCount);
        Extend(repeatCount).Fill(value);
        return this;
    }

    public StringBuilder Append(string? value) => Append(value.AsSpan());

    public StringBuilder Append(ReadOnlySpan<char> value)
    {
        value.CopyTo(Extend(value.Length));
        return this;
    }

    public StringBuilder Append(ReadOnlyMemory<char> value) => Append(value.Span);

    public StringBuilder Append(char[]? value) => Append(new ReadOnlySpan<char>(value));

    public StringBuilder Append(char[]? value, int startIndex, int charCount) => Append(new ReadOnlySpan<char>(value, startIndex, charCount));

    public StringBuilder Append(string? value, int startIndex, int count) => Append(value.AsSpan(startIndex, count));

    public StringBuilder Append(StringBuilder? value) => value is null ? this : Append(value.Text);

    public StringBuilder Append(object? value) => Append(value?.ToString());

    public StringBuilder Append(bool value) => Append(value ? "True" : "False");

    public StringBuilder Append(sbyte value) => AppendValue(value);

    public StringBuilder Append(byte value) => AppendValue(value);

    public StringBuilder Append(short value) => AppendValue(value);

    public StringBuilder Append(ushort value) => AppendValue(value);

    public StringBuilder Append(int value) => AppendValue(value);

    public StringBuilder Append(uint value) => AppendValue(value);

    public StringBuilder Append(long value) => AppendValue(value);

    public StringBuilder Append(ulong value) => AppendValue(value);

    public StringBuilder Append(float value) => Append(value.ToString());

    public StringBuilder Append(double value) => Append(value.ToString());

    public StringBuilder Append([InterpolatedStringHandlerArgument("")] ref AppendInterpolatedStringHandler handler) => this;

    public StringBuilder AppendLine() => Append('\n');

    public StringBuilder AppendLine(string? value) => Append(value).Append('\n');

    public StringBuilder AppendLine([InterpolatedStringHandlerArgument("")] ref AppendInterpolatedStringHandler handler) => Append('\n');

    public StringBuilder AppendJoin(string? separator, params string?[] values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin(char separator, params string?[] values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin<T>(string? separator, IEnumerable<T> values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin<T>(char separator, IEnumerable<T> values) => Append(string.Join(separator, values));

    public StringBuilder Insert(int index, char value) => Insert(index, new ReadOnlySpan<char>(in value));

    public StringBuilder Insert(int index, string? value) => Insert(index, value.AsSpan());

    public StringBuilder Insert(int index, object? value) => Insert(index, (value?.ToString()).AsSpan());

    public StringBuilder Insert(int index, int value) => Insert(index, value.ToString().AsSpan());

    public StringBuilder Insert(int index, ReadOnlySpan<char> value)
    {
        if ((uint)index > (uint)_length)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(index));
        }

        int tail = _length - index;
        Extend(value.Length);
        new ReadOnlySpan<char>(_chars, index, tail).CopyTo(_chars.AsSpan(index + value.Length));
        value.CopyTo(_chars.AsSpan(index));
        return this;
    }

    public StringBuilder Remove(int startIndex, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(startIndex);
        if (length > _length - startIndex)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(length));
        }

        Text.Slice(startIndex + length).CopyTo(_chars.AsSpan(startIndex));
        _length -= length;
        return this;
    }

    public StringBuilder Replace(char oldChar, char newChar)
    {
        new Span<char>(_chars, 0, _length).Replace(oldChar, newChar);
        return this;
    }

    public StringBuilder Replace(string oldValue, string? newValue)
    {
        string replaced = ToString().Replace(oldValue, newValue);
        return Clear().Append(replaced);
    }

    public void CopyTo(int sourceIndex, Span<char> destination, int count) => Text.Slice(sourceIndex, count).CopyTo(destination);

    public void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count) =>
        Text.Slice(sourceIndex, count).CopyTo(destination.AsSpan(destinationIndex));

    private StringBuilder AppendValue<T>(T value)
        where T : struct
    {
        int written;
        while (!ValueText.TryFormat(value, _chars.AsSpan(_length), default, out written, out _))
        {
            Grow(1);
        }

        _length += written;
        return this;
    }

    // Makes the text longer; what is in the new part is undefined.
    private Span<char> Extend(int count)
    {
        if (count > _chars.Length - _length)
        {
            Grow(count);
        }

        Span<char> added = new(_chars, _length, count);
        _length += count;
        return added;
    }

    private void Grow(int more) => Array.Resize(ref _chars, Math.Max(checked(_length + more), checked(_chars.Length * 2)));
}
