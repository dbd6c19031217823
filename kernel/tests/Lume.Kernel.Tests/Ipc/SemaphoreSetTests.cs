// Semaphore sets without threads: what an operation does to the values, and which waiting ones it lets go.
using System;
using System.Linq;
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Ipc.SystemV;
using Lume.Kernel.Security;
using Xunit;

namespace Lume.Kernel.Tests.Ipc;

public sealed class SemaphoreSetTests
{
    private const int Count = 3;

    private static readonly Gen<SemaphoreOperation[]> s_operations =
        Gen.Select(Gen.Int[0, Count - 1], Gen.Int[-3, 3], Operation).Array[1, 5];

    public SemaphoreSetTests() => TestMachine.Enter();

    [Fact]
    public void Operations_happen_all_or_not_at_all() => Gen.Select(Gen.UShort[0, 4].Array[Count], s_operations).Sample((values, operations) =>
    {
        SemaphoreSet set = NewSet(values);
        int[] expected = [.. values.Select(value => (int)value)];
        int failing = Array.FindIndex(operations, operation => !TryStep(expected, operation));
        Errno error = set.TryApply(operations, null, process: 7, out int blocking);
        Assert.Equal(Errno.None, error);
        Assert.Equal(failing, blocking);
        Assert.Equal(failing < 0 ? expected : values.Select(value => (int)value), Values(set));
    }, threads: 1);

    [Fact]
    public void An_operation_that_says_nowait_fails_where_it_would_wait()
    {
        SemaphoreOperation operation = Operation(0, -1) with { Flags = (short)IpcFlags.NoWait };
        Assert.Equal(Errno.EAGAIN, NewSet([0, 0, 0]).TryApply([operation], null, 7, out int blocking));
        Assert.Equal(-1, blocking);
    }

    [Fact]
    public void A_value_stays_in_its_range() =>
        Assert.Equal(Errno.ERANGE, NewSet([1, 0, 0]).TryApply([Operation(0, SemaphoreSet.MaximumValue)], null, 7, out _));

    [Fact]
    public void Waiters_go_in_the_order_in_which_they_came()
    {
        SemaphoreSet set = NewSet([0, 0, 0]);
        SemaphoreWaiter first = Enqueue(set, Operation(0, -1));
        SemaphoreWaiter second = Enqueue(set, Operation(0, -1));
        Add(set, 0, 1);
        Assert.True(first.IsSettled);
        Assert.False(second.IsSettled);
        Assert.Equal(Errno.None, first.Outcome);
    }

    [Fact]
    public void A_request_that_is_too_large_does_not_hold_up_a_smaller_one()
    {
        SemaphoreSet set = NewSet([0, 0, 0]);
        SemaphoreWaiter large = Enqueue(set, Operation(0, -2));
        SemaphoreWaiter small = Enqueue(set, Operation(0, -1));
        Add(set, 0, 1);
        Assert.False(large.IsSettled);
        Assert.True(small.IsSettled);
    }

    [Fact]
    public void A_waiter_that_goes_can_let_an_older_one_go()
    {
        SemaphoreSet set = NewSet([0, 0, 0]);
        SemaphoreWaiter older = Enqueue(set, Operation(1, -1));
        SemaphoreWaiter younger = Enqueue(set, Operation(0, -1), Operation(1, 1));
        Add(set, 0, 1);
        Assert.True(younger.IsSettled);
        Assert.True(older.IsSettled);
        Assert.Equal([0, 0, 0], Values(set));
    }

    [Fact]
    public void Who_waits_for_zero_goes_although_the_value_grows_again_at_once()
    {
        SemaphoreSet set = NewSet([0, 1, 0]);
        SemaphoreWaiter zero = Enqueue(set, Operation(1, 0));
        SemaphoreWaiter taker = Enqueue(set, Operation(0, -1), Operation(1, -1));
        Add(set, 0, 1);
        Assert.True(taker.IsSettled);
        Assert.True(zero.IsSettled);
    }

    [Fact]
    public void What_a_process_took_comes_back_within_the_range()
    {
        SemaphoreSet set = NewSet([3, 0, 0]);
        SemaphoreUndo undo = new(set);
        set.Add(undo);
        SemaphoreOperation[] operations = [.. new[] { Operation(0, -2), Operation(1, 5) }.Select(operation => operation with { Flags = 0x1000 })];
        Assert.Equal(Errno.None, set.TryApply(operations, undo, 7, out _));
        Assert.Equal(Errno.None, set.TryApply([Operation(1, -4)], null, 8, out _));
        set.TakeBack(undo, 7);
        Assert.Equal([3, 0, 0], Values(set));
    }

    [Fact]
    public void What_does_not_happen_is_not_taken_back()
    {
        SemaphoreSet set = NewSet([1, 0, 0]);
        SemaphoreUndo undo = new(set);
        set.TryApply([Operation(0, -1) with { Flags = 0x1000 }, Operation(2, -1)], undo, 7, out int blocking);
        Assert.Equal(1, blocking);
        Assert.Equal(0, undo[0]);
    }

    private static SemaphoreOperation Operation(int index, int change) => new() { Index = (ushort)index, Change = (short)change };

    private static SemaphoreSet NewSet(ushort[] values)
    {
        SemaphoreSet set = new(0, Count, 0x180, Credentials.Root);
        Assert.Equal(Errno.None, set.SetAll(values, 1));
        return set;
    }

    private static int[] Values(SemaphoreSet set) => [.. Enumerable.Range(0, Count).Select(index => set[index].Value)];

    private static bool TryStep(int[] values, SemaphoreOperation operation)
    {
        int value = values[operation.Index] + operation.Change;
        if (operation.Change == 0 ? value != 0 : value < 0)
        {
            return false;
        }

        values[operation.Index] = value;
        return true;
    }

    private static SemaphoreWaiter Enqueue(SemaphoreSet set, params SemaphoreOperation[] operations)
    {
        Assert.Equal(Errno.None, set.TryApply(operations, null, 7, out int blocking));
        Assert.InRange(blocking, 0, operations.Length - 1);
        SemaphoreWaiter waiter = new(operations, null, blocking);
        set.Enqueue(waiter);
        return waiter;
    }

    private static void Add(SemaphoreSet set, int index, int change)
    {
        SemaphoreOperation[] operations = [Operation(index, change)];
        Assert.Equal(Errno.None, set.TryApply(operations, null, 9, out _));
        set.Finish(operations);
    }
}
