// Random numbers by the hart: never twice the same, and without waiting for another hart.
using System;
using System.Collections.Generic;
using System.Linq;
using Lume.Hal;
using Lume.Hal.Fake;
using Lume.Kernel.Security;
using Xunit;

namespace Lume.Kernel.Tests.Security;

public sealed class RandomPoolTests
{
    [Fact]
    public void Harts_and_calls_never_get_the_same_bytes_and_the_pool_is_asked_once_a_second_by_each()
    {
        FakeMachine machine = TestMachine.Enter();
        RandomPool.Initialize();
        HashSet<string> seen = [];
        long before = TimesLocked();
        for (int round = 0; round < 50; round++)
        {
            for (int hart = 0; hart < 4; hart++)
            {
                machine.Enter(hart);
                foreach (int length in new[] { 8, 31, 32, 33, 64, 200, 512 })
                {
                    byte[] bytes = new byte[length + 1];
                    RandomPool.Fill(bytes.AsSpan(0, length));
                    Assert.Equal(0, bytes[length]);
                    Assert.True(seen.Add(Convert.ToHexString(bytes.AsSpan(0, 8))));
                    Assert.True(seen.Add(Convert.ToHexString(bytes.AsSpan(length - 8, 8))) || length == 8);
                }
            }
        }

        Assert.InRange(TimesLocked() - before, 4, 40);
        RandomPool.Fill([]);
        machine.Enter(0);
    }

    [Fact]
    public void Each_bit_of_long_answers_is_set_half_the_time()
    {
        TestMachine.Enter();
        byte[] bytes = new byte[1 << 16];
        RandomPool.Fill(bytes);
        int[] ones = [.. Enumerable.Range(0, 8).Select(bit => bytes.Count(value => (value >> bit & 1) != 0))];
        Assert.All(ones, count => Assert.InRange(count, (bytes.Length / 2) - 1300, (bytes.Length / 2) + 1300));
    }

    private static long TimesLocked() => LockStatistics.TryGet(LockRank.RunQueue + 2, out LockClassFigures figures) ? figures.Taken : 0;
}
