// What a thread notes about the sleeping locks it holds, whatever the order in which it gives them back.
using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Lume.Kernel.Scheduling;
using Xunit;

namespace Lume.Kernel.Tests.Scheduling;

public sealed class HeldLocksTests
{
    private const int Capacity = 16;

    // Each number takes a new lock, or gives back one of those held.
    [Fact]
    public void An_oops_abandons_exactly_what_is_held_the_newest_first() =>
        Gen.Select(Gen.Int[0, 2 * Capacity].Array[0, 100], Gen.Bool).Sample((steps, areBroken) =>
        {
            HeldLocks held = default;
            List<Lock> model = [];
            foreach (int step in steps)
            {
                if (step < model.Count)
                {
                    held.Remove(model[step]);
                    model.RemoveAt(step);
                }
                else if (model.Count < Capacity)
                {
                    model.Add(new Lock());
                    held.Add(model[^1]);
                }

                Assert.Equal(model.Count, held.Count);
            }

            List<Lock> order = [];
            model.ForEach(taken => taken.Order = order);
            held.AbandonAll(areBroken);
            Assert.Equal(Enumerable.Reverse(model), order);
            Assert.All(model, taken => Assert.Equal(areBroken, taken.IsBroken));
            Assert.Equal(0, held.Count);
        });

    [Fact]
    public void More_than_the_kernel_ever_nests_is_a_bug_that_is_told()
    {
        HeldLocks held = default;
        for (int i = 0; i < Capacity; i++)
        {
            held.Add(new Lock());
        }

        Assert.Throws<IndexOutOfRangeException>(() => AddTo(ref held));
        Assert.Equal(Capacity, held.Count);

        static void AddTo(ref HeldLocks held) => held.Add(new Lock());
    }

    private sealed class Lock : IHeldLock
    {
        public List<Lock>? Order { get; set; }

        public bool? IsBroken { get; private set; }

        public void Abandon(bool isBroken)
        {
            IsBroken = isBroken;
            Order!.Add(this);
        }
    }
}
