// A count of users of what nearly every call uses: changed on every hart at every moment, read once in a while.
// Invariant: the count is the sum of the parts and of the whole; the parts are all 0 once it is united.
using System.Threading;

namespace Lume.Hal;

/// <summary>
/// A count that each hart keeps a part of, without atomic operations: kernel code is not preempted. To read it stops the world.
/// Once it is united it is one word, and whoever takes the last one from it knows.
/// </summary>
public sealed class SplitCount
{
    private readonly PerHart<long> _parts = new();
    private long _whole;
    private bool _isUnited;

    /// <summary>One more.</summary>
    public void Increment()
    {
        // The world does not stop between the question and the change.
        if (_isUnited)
        {
            Interlocked.Increment(ref _whole);
        }
        else
        {
            _parts.Local.Value++;
        }
    }

    /// <summary>One less. Whether it was the last one; before <see cref="Unite"/> nobody knows, and it is false.</summary>
    public bool Decrement()
    {
        if (_isUnited)
        {
            return Interlocked.Decrement(ref _whole) == 0;
        }

        _parts.Local.Value--;
        return false;
    }

    /// <summary>The count. Lock depth 0; stops the world.</summary>
    public long Read()
    {
        WorldStop.Stop();
        long sum = _whole;
        for (int i = 0; i < Hart.Count; i++)
        {
            sum += _parts.Of(i);
        }

        WorldStop.Resume();
        return sum;
    }

    /// <summary>Makes it one word from now on. Lock depth 0; stops the world.</summary>
    public void Unite()
    {
        WorldStop.Stop();
        for (int i = 0; i < Hart.Count; i++)
        {
            ref long part = ref _parts.Of(i);
            _whole += part;
            part = 0;
        }

        _isUnited = true;
        WorldStop.Resume();
    }

    /// <summary>Ends a united count that is 0: it is never 0 again. Whether it was, and has not ended before.</summary>
    public bool TryEnd() => Interlocked.CompareExchange(ref _whole, long.MinValue / 2, 0) == 0;
}
