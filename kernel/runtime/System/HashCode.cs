// Combined hash codes: the xxHash32 of .NET with a fixed seed, so that runs repeat.

using System.Collections.Generic;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Combines the hash codes of values.</summary>
public struct HashCode
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;

    private uint _v1;
    private uint _v2;
    private uint _v3;
    private uint _v4;
    private uint _queue1;
    private uint _queue2;
    private uint _queue3;
    private uint _length;

    public static int Combine<T1>(T1 value1) =>
        Finish(QueueRound(Prime5 + 4, Hash(value1)));

    public static int Combine<T1, T2>(T1 value1, T2 value2) =>
        Finish(QueueRound(QueueRound(Prime5 + 8, Hash(value1)), Hash(value2)));

    public static int Combine<T1, T2, T3>(T1 value1, T2 value2, T3 value3) =>
        Finish(QueueRound(QueueRound(QueueRound(Prime5 + 12, Hash(value1)), Hash(value2)), Hash(value3)));

    public static int Combine<T1, T2, T3, T4>(T1 value1, T2 value2, T3 value3, T4 value4) =>
        Finish(Mix(Hash(value1), Hash(value2), Hash(value3), Hash(value4)) + 16);

    public static int Combine<T1, T2, T3, T4, T5>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5) =>
        Finish(QueueRound(Mix(Hash(value1), Hash(value2), Hash(value3), Hash(value4)) + 20, Hash(value5)));

    public static int Combine<T1, T2, T3, T4, T5, T6>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6) =>
        Finish(QueueRound(QueueRound(Mix(Hash(value1), Hash(value2), Hash(value3), Hash(value4)) + 24, Hash(value5)), Hash(value6)));

    public static int Combine<T1, T2, T3, T4, T5, T6, T7>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6, T7 value7) =>
        Finish(QueueRound(QueueRound(QueueRound(Mix(Hash(value1), Hash(value2), Hash(value3), Hash(value4)) + 28, Hash(value5)), Hash(value6)), Hash(value7)));

    public static int Combine<T1, T2, T3, T4, T5, T6, T7, T8>(T1 value1, T2 value2, T3 value3, T4 value4, T5 value5, T6 value6, T7 value7, T8 value8)
    {
        var hash = new HashCode();
        hash.Add(Hash(value1));
        hash.Add(Hash(value2));
        hash.Add(Hash(value3));
        hash.Add(Hash(value4));
        hash.Add(Hash(value5));
        hash.Add(Hash(value6));
        hash.Add(Hash(value7));
        hash.Add(Hash(value8));
        return hash.ToHashCode();
    }

    public void Add<T>(T value) => Add(Hash(value));

    public void Add<T>(T value, IEqualityComparer<T>? comparer) =>
        Add(value is null ? 0 : (uint)(comparer?.GetHashCode(value) ?? value.GetHashCode()));

    public void AddBytes(ReadOnlySpan<byte> value)
    {
        while (value.Length >= 4)
        {
            Add(Unsafe.ReadUnaligned<uint>(ref value._reference));
            value = value.Slice(4);
        }

        foreach (byte rest in value)
        {
            Add((uint)rest);
        }
    }

    public readonly int ToHashCode()
    {
        uint position = _length % 4;
        uint hash = _length < 4 ? Prime5 : MixState(_v1, _v2, _v3, _v4);
        hash += _length * 4;
        if (position > 0)
        {
            hash = QueueRound(hash, _queue1);
            hash = position > 1 ? QueueRound(hash, _queue2) : hash;
            hash = position > 2 ? QueueRound(hash, _queue3) : hash;
        }

        return Finish(hash);
    }

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override readonly bool Equals(object? obj) => throw new NotSupportedException();

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override readonly int GetHashCode() => throw new NotSupportedException();

    private void Add(uint value)
    {
        uint previous = _length++;
        switch (previous % 4)
        {
            case 0:
                _queue1 = value;
                break;
            case 1:
                _queue2 = value;
                break;
            case 2:
                _queue3 = value;
                break;
            default:
                if (previous == 3)
                {
                    Start(out _v1, out _v2, out _v3, out _v4);
                }

                _v1 = Round(_v1, _queue1);
                _v2 = Round(_v2, _queue2);
                _v3 = Round(_v3, _queue3);
                _v4 = Round(_v4, value);
                break;
        }
    }

    private static uint Hash<T>(T value) => (uint)(value?.GetHashCode() ?? 0);

    private static void Start(out uint v1, out uint v2, out uint v3, out uint v4)
    {
        v1 = unchecked(Prime1 + Prime2);
        v2 = Prime2;
        v3 = 0;
        v4 = unchecked(0 - Prime1);
    }

    private static uint Mix(uint a, uint b, uint c, uint d)
    {
        Start(out uint v1, out uint v2, out uint v3, out uint v4);
        return MixState(Round(v1, a), Round(v2, b), Round(v3, c), Round(v4, d));
    }

    private static uint Round(uint hash, uint input) => BitOperations.RotateLeft(hash + (input * Prime2), 13) * Prime1;

    private static uint QueueRound(uint hash, uint queued) => BitOperations.RotateLeft(hash + (queued * Prime3), 17) * Prime4;

    private static uint MixState(uint v1, uint v2, uint v3, uint v4) =>
        BitOperations.RotateLeft(v1, 1) + BitOperations.RotateLeft(v2, 7) + BitOperations.RotateLeft(v3, 12) + BitOperations.RotateLeft(v4, 18);

    private static int Finish(uint hash)
    {
        hash ^= hash >> 15;
        hash *= Prime2;
        hash ^= hash >> 13;
        hash *= Prime3;
        hash ^= hash >> 16;
        return (int)hash;
    }
}
