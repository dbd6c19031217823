// Pseudo-random numbers. A seed gives the same sequence as in .NET, which keeps its first algorithm (Knuth's subtractive one) for that.

namespace System;

/// <summary>A pseudo-random sequence. Not for secrets.</summary>
public class Random
{
    private const int StateLength = 55;
    private const int Lag = 21;

    private readonly int[] _state = new int[StateLength + 1];
    private int _next;
    private int _nextLagged = Lag;

    private static int s_nextSeed = 1;

    /// <summary>A sequence that differs from those of the other objects, but not from one run to the next: no entropy is at hand here.</summary>
    public Random()
        : this(Threading.Interlocked.Increment(ref s_nextSeed))
    {
    }

    public static Random Shared { get; } = new();

    public Random(int seed)
    {
        int previous = 161803398 - (seed == int.MinValue ? int.MaxValue : Math.Abs(seed));
        _state[StateLength] = previous;
        int current = 1;
        int index = 0;
        for (int i = 1; i < StateLength; i++)
        {
            index = index + Lag < StateLength ? index + Lag : index + Lag - StateLength;
            _state[index] = current;
            current = Wrapped(previous - current);
            previous = _state[index];
        }

        for (int round = 1; round < 5; round++)
        {
            for (int i = 1; i <= StateLength; i++)
            {
                int other = i + 30 >= StateLength ? i + 30 - StateLength : i + 30;
                _state[i] = Wrapped(unchecked(_state[i] - _state[1 + other]));
            }
        }
    }

    /// <summary>From 0 to <see cref="int.MaxValue"/>, which is never given.</summary>
    public virtual int Next() => NextSample();

    public virtual int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)(Sample() * maxValue);
    }

    public virtual int Next(int minValue, int maxValue)
    {
        if (minValue > maxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(minValue), "'minValue' cannot be greater than maxValue.");
        }

        long range = (long)maxValue - minValue;
        return range <= int.MaxValue ? (int)(Sample() * range) + minValue : (int)((long)(LargeSample() * range) + minValue);
    }

    public virtual double NextDouble() => Sample();

    public virtual void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    public virtual void NextBytes(Span<byte> buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)NextSample();
        }
    }

    protected virtual double Sample() => NextSample() * (1.0 / int.MaxValue);

    private static int Wrapped(int value) => value < 0 ? value + int.MaxValue : value;

    private int NextSample()
    {
        _next = _next + 1 > StateLength ? 1 : _next + 1;
        _nextLagged = _nextLagged + 1 > StateLength ? 1 : _nextLagged + 1;
        int sample = _state[_next] - _state[_nextLagged];
        sample = sample == int.MaxValue ? sample - 1 : sample;
        sample = Wrapped(sample);
        _state[_next] = sample;
        return sample;
    }

    // Ranges wider than an int need more than 31 bits: a second sample gives the sign.
    private double LargeSample()
    {
        int sample = NextSample();
        double value = NextSample() % 2 == 0 ? -sample : sample;
        return (value + (int.MaxValue - 1)) / ((2 * (uint)int.MaxValue) - 1);
    }
}
