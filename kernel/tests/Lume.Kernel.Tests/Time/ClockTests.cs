// Moments and periods at the ends of what can be counted.
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Time;
using Xunit;

namespace Lume.Kernel.Tests.Time;

public sealed class ClockTests
{
    // A deadline may be as long ago as the wall clock is old.
    private static readonly Gen<long> s_moment = Gen.Long[-8_000_000_000_000_000_000, long.MaxValue];
    private static readonly Gen<long> s_span = Gen.OneOf(Gen.Long[1, 1000], Gen.Long[1, long.MaxValue], Gen.Const(long.MaxValue));

    [Fact]
    public void The_next_period_ends_after_now_and_within_one_period_or_never() =>
        Gen.Select(s_moment, s_span, Gen.OneOf(Gen.Const(0L), s_span)).Sample((deadline, interval, late) =>
        {
            long now = Clock.Later(deadline, late);
            long next = Clock.NextPeriod(deadline, interval, now, out long missed);
            System.Int128 exact = deadline + ((System.Int128)missed + 1) * interval;
            Assert.True(next > now || next == long.MaxValue);
            Assert.Equal(exact > long.MaxValue ? long.MaxValue : (long)exact, next);
            Assert.InRange(exact - now, 1, interval);
            Assert.Equal(Clock.NextPeriod(deadline, interval, deadline, out _), Clock.NextPeriod(deadline, interval, System.Math.Min(deadline, 0), out _));
        });

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(8_277_292_036_000_000_000)]
    public void The_wall_clock_is_not_set_where_it_would_overflow(long nanoseconds)
    {
        TestMachine.Enter();
        long offset = Clock.RealtimeOffset;
        Assert.Equal(Errno.EINVAL, Clock.SetRealtime(nanoseconds));
        Assert.Equal(offset, Clock.RealtimeOffset);
    }
}
