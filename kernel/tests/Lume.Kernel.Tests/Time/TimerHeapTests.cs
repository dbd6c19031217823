// The timer heap against a sorted list.
using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Lume.Kernel.Time;
using Xunit;

namespace Lume.Kernel.Tests.Time;

public sealed class TimerHeapTests
{
    [Fact]
    public void The_first_timer_is_always_the_one_with_the_earliest_deadline()
    {
        Gen.Int[0, 1_000_000].Array[0, 300].Sample(steps =>
        {
            TimerHeap heap = default;
            List<TestTimer> armed = [];
            foreach (int step in steps)
            {
                if (step % 3 == 0 && armed.Count > 0)
                {
                    TestTimer gone = armed[step / 3 % armed.Count];
                    heap.Remove(gone);
                    armed.Remove(gone);
                }
                else if (step % 7 == 1 && armed.Count > 0)
                {
                    KernelTimer first = heap.First!;
                    heap.Remove(first);
                    armed.Remove((TestTimer)first);
                }
                else
                {
                    TestTimer timer = new() { Deadline = step };
                    heap.Add(timer);
                    armed.Add(timer);
                }

                Assert.Equal(armed.Count == 0 ? null : armed.Min(t => t.Deadline), heap.First?.Deadline);
            }
        });
    }

    [Fact]
    public void Timers_come_out_in_order_of_their_deadlines()
    {
        Random random = new(1);
        TimerHeap heap = default;
        for (int i = 0; i < 5000; i++)
        {
            heap.Add(new TestTimer { Deadline = random.Next() });
        }

        long last = -1;
        for (int i = 0; i < 5000; i++)
        {
            KernelTimer first = heap.First!;
            Assert.True(first.Deadline >= last);
            last = first.Deadline;
            heap.Remove(first);
        }

        Assert.Null(heap.First);
    }

    private sealed class TestTimer : KernelTimer
    {
        protected internal override void OnExpire()
        {
        }
    }
}
