// Windows over arrays and strings that may live in objects, unlike spans.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>A window over an array, which may be stored in an object.</summary>
public readonly struct Memory<T> : IEquatable<Memory<T>>
{
    // The same fields in the same order as ReadOnlyMemory: one is reinterpreted as the other.
    private readonly object? _object;
    private readonly int _index;
    private readonly int _length;

    public Memory(T[]? array)
    {
        _object = array;
        _length = array?.Length ?? 0;
        _ = new Span<T>(array);
    }

    public Memory(T[]? array, int start, int length)
    {
        _ = new Span<T>(array, start, length);
        _object = array;
        _index = start;
        _length = length;
    }

    private Memory(object? source, int index, int length)
    {
        _object = source;
        _index = index;
        _length = length;
    }

    public static Memory<T> Empty => default;

    public int Length => _length;

    public bool IsEmpty => _length == 0;

    public Span<T> Span
    {
        get
        {
            ReadOnlySpan<T> span = ((ReadOnlyMemory<T>)this).Span;
            return new Span<T>(ref span._reference, span.Length);
        }
    }

    public Memory<T> Slice(int start)
    {
        if ((uint)start > (uint)_length)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        }

        return new Memory<T>(_object, _index + start, _length - start);
    }

    public Memory<T> Slice(int start, int length)
    {
        if ((ulong)(uint)start + (uint)length > (uint)_length)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        }

        return new Memory<T>(_object, _index + start, length);
    }

    public void CopyTo(Memory<T> destination) => Span.CopyTo(destination.Span);

    public bool TryCopyTo(Memory<T> destination) => Span.TryCopyTo(destination.Span);

    public T[] ToArray() => Span.ToArray();

    public override string ToString() => ((ReadOnlyMemory<T>)this).ToString();

    public bool Equals(Memory<T> other) => _object == other._object && _index == other._index && _length == other._length;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Memory<T> other && Equals(other);

    public override int GetHashCode() => _object is null ? 0 : HashCode.Combine(RuntimeHelpers.GetHashCode(_object), _index, _length);

    public static implicit operator Memory<T>(T[]? array) => new(array);

    public static implicit operator Memory<T>(ArraySegment<T> segment) => new(segment.Array, segment.Offset, segment.Count);

    public static implicit operator ReadOnlyMemory<T>(Memory<T> memory) => Unsafe.As<Memory<T>, ReadOnlyMemory<T>>(ref memory);
}

/// <summary>A window over an array or a string that may only be read, and may be stored in an object.</summary>
public readonly struct ReadOnlyMemory<T> : IEquatable<ReadOnlyMemory<T>>
{
    private readonly object? _object;
    private readonly int _index;
    private readonly int _length;

    public ReadOnlyMemory(T[]? array)
    {
        _object = array;
        _length = array?.Length ?? 0;
    }

    public ReadOnlyMemory(T[]? array, int start, int length)
    {
        _ = new ReadOnlySpan<T>(array, start, length);
        _object = array;
        _index = start;
        _length = length;
    }

    internal ReadOnlyMemory(object? source, int index, int length)
    {
        _object = source;
        _index = index;
        _length = length;
    }

    public static ReadOnlyMemory<T> Empty => default;

    public int Length => _length;

    public bool IsEmpty => _length == 0;

    public ReadOnlySpan<T> Span
    {
        get
        {
            if (_object is null)
            {
                return default;
            }

            if (typeof(T) == typeof(char) && _object is string text)
            {
                ref T first = ref Unsafe.As<char, T>(ref text.GetRawStringData());
                return new ReadOnlySpan<T>(ref Unsafe.Add(ref first, _index), _length);
            }

            return new ReadOnlySpan<T>(Unsafe.As<T[]>(_object), _index, _length);
        }
    }

    public ReadOnlyMemory<T> Slice(int start)
    {
        if ((uint)start > (uint)_length)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        }

        return new ReadOnlyMemory<T>(_object, _index + start, _length - start);
    }

    public ReadOnlyMemory<T> Slice(int start, int length)
    {
        if ((ulong)(uint)start + (uint)length > (uint)_length)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(start));
        }

        return new ReadOnlyMemory<T>(_object, _index + start, length);
    }

    public void CopyTo(Memory<T> destination) => Span.CopyTo(destination.Span);

    public bool TryCopyTo(Memory<T> destination) => Span.TryCopyTo(destination.Span);

    public T[] ToArray() => Span.ToArray();

    public override string ToString() => typeof(T) == typeof(char) ? Span.ToString() : "System.Memory<" + typeof(T).ToString() + ">[" + _length.ToString() + "]";

    public bool Equals(ReadOnlyMemory<T> other) => _object == other._object && _index == other._index && _length == other._length;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ReadOnlyMemory<T> other && Equals(other);

    public override int GetHashCode() => _object is null ? 0 : HashCode.Combine(RuntimeHelpers.GetHashCode(_object), _index, _length);

    public static implicit operator ReadOnlyMemory<T>(T[]? array) => new(array);

    public static implicit operator ReadOnlyMemory<T>(ArraySegment<T> segment) => new(segment.Array, segment.Offset, segment.Count);
}

public static partial class MemoryExtensions
{
    public static Memory<T> AsMemory<T>(this T[]? array) => new(array);

    public static Memory<T> AsMemory<T>(this T[]? array, int start) => new Memory<T>(array).Slice(start);

    public static Memory<T> AsMemory<T>(this T[]? array, int start, int length) => new(array, start, length);

    public static ReadOnlyMemory<char> AsMemory(this string? text) => new((object?)text, 0, text?.Length ?? 0);

    public static ReadOnlyMemory<char> AsMemory(this string? text, int start) => text.AsMemory().Slice(start);

    public static ReadOnlyMemory<char> AsMemory(this string? text, int start, int length) => text.AsMemory().Slice(start, length);
}
