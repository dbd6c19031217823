// Process ids: unique, in range, reused as late as possible.
using System.Collections.Generic;
using CsCheck;
using Lume.Kernel.Processes;
using Xunit;

namespace Lume.Kernel.Tests.Processes;

public sealed class PidAllocatorTests
{
    [Fact]
    public void The_first_id_is_one()
    {
        PidAllocator pids = new(1000);
        Assert.Equal(1, pids.Allocate());
        Assert.Equal(2, pids.Allocate());
    }

    [Fact]
    public void A_freed_id_is_not_given_again_before_the_others_were()
    {
        PidAllocator pids = new(1000);
        int first = pids.Allocate();
        pids.Free(first);
        Assert.NotEqual(first, pids.Allocate());
    }

    [Fact]
    public void After_the_last_id_it_goes_on_above_the_reserved_ones()
    {
        PidAllocator pids = new(1000);
        for (int i = 1; i < 1000; i++)
        {
            Assert.Equal(i, pids.Allocate());
        }

        Assert.Equal(0, pids.Allocate());
        pids.Free(5);
        pids.Free(400);
        Assert.Equal(400, pids.Allocate());
    }

    [Fact]
    public void An_id_taken_back_is_the_next_one_again()
    {
        PidAllocator pids = new(1000);
        pids.Allocate();
        int second = pids.Allocate();
        pids.TakeBack(second);
        Assert.Equal(1, pids.Count);
        Assert.Equal(second, pids.Allocate());
    }

    [Fact]
    public void A_word_is_empty_when_its_last_id_is_free()
    {
        PidAllocator pids = new(1000);
        for (int i = 1; i <= 65; i++)
        {
            pids.Allocate();
        }

        Assert.False(pids.IsWordEmpty(64));
        pids.Free(64);
        Assert.False(pids.IsWordEmpty(64));
        pids.Free(65);
        Assert.True(pids.IsWordEmpty(64));
    }

    [Fact]
    public void Ids_are_unique_in_range_and_run_out_only_when_all_are_taken()
    {
        Gen.Int[0, 2].Array[0, 400].Sample(steps =>
        {
            const int maximum = 70;
            PidAllocator pids = new(maximum);
            List<int> taken = [];
            foreach (int step in steps)
            {
                if (step == 0 && taken.Count > 0)
                {
                    int index = step % taken.Count;
                    pids.Free(taken[index]);
                    taken.RemoveAt(index);
                    continue;
                }

                int id = pids.Allocate();
                if (id == 0)
                {
                    // Reserved ones start at 300, beyond this maximum: every id is usable.
                    Assert.Equal(maximum - 1, taken.Count);
                    continue;
                }

                Assert.InRange(id, 1, maximum - 1);
                Assert.DoesNotContain(id, taken);
                taken.Add(id);
            }

            Assert.Equal(taken.Count, pids.Count);
        });
    }
}
