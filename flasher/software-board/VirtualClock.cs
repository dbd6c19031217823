// Time that passes only when the simulation says so.
using System;
using System.Collections.Generic;

namespace Lume.SoftwareBoard;

/// <summary>A clock with a queue of things to do at given times. One thread.</summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private long _now;
    private long _order;

    /// <summary>Ticks of 100 ns since the start.</summary>
    public long Now => _now;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_now);

    /// <summary>Plans something.</summary>
    /// <param name="at">When, in ticks; the past means next.</param>
    /// <param name="action">What.</param>
    public void Plan(long at, Action action) => _events.Enqueue(action, (Math.Max(at, _now), _order++));

    /// <summary>When the next thing is to be done, or null.</summary>
    public long? NextAt => _events.TryPeek(out _, out (long At, long Order) next) ? next.At : null;

    /// <summary>Does everything that is due up to <paramref name="end"/>, until <paramref name="enough"/> says stop; otherwise ends there.</summary>
    public void RunUntil(long end, Func<bool> enough)
    {
        while (!enough())
        {
            if (!_events.TryPeek(out _, out (long At, long Order) next) || next.At > end)
            {
                _now = Math.Max(_now, end);
                return;
            }

            _now = Math.Max(_now, next.At);
            _events.Dequeue()();
        }
    }
}
