// Record locks against a model of single bytes.
using System;
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.Kernel.Tests.Vfs;

public sealed class FileLockTests
{
    private const int Bytes = 24;

    public FileLockTests() => TestMachine.Enter();

    [Fact]
    public void Ranges_behave_as_if_every_byte_had_its_own_lock()
    {
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, Bytes - 1], Gen.Int[0, Bytes - 1]).Array[1, 80].Sample(
            steps =>
            {
                object[] owners = [new(), new(), new()];
                FileLockKind[,] model = new FileLockKind[owners.Length, Bytes];
                for (int owner = 0; owner < owners.Length; owner++)
                {
                    for (int i = 0; i < Bytes; i++)
                    {
                        model[owner, i] = FileLockKind.None;
                    }
                }

                FileLockList locks = new();
                foreach ((int owner, int kind, int first, int second) in steps)
                {
                    int start = Math.Min(first, second);
                    int end = Math.Max(first, second);
                    FileLock wanted = new(owners[owner], owner, (FileLockKind)kind, start, end);
                    bool isFree = !Conflicts(model, owner, wanted.Kind, start, end);
                    Assert.Equal(isFree, locks.TrySetRecord(wanted, out FileLock conflict));
                    Assert.True(isFree || (conflict.Start <= end && start <= conflict.End));
                    for (int i = start; isFree && i <= end; i++)
                    {
                        model[owner, i] = wanted.Kind;
                    }
                }

                return true;
            },
            iter: 1000,
            threads: 1);
    }

    [Fact]
    public void An_owner_that_leaves_frees_everything()
    {
        object first = new();
        object second = new();
        FileLockList locks = new();
        Assert.True(locks.TrySetRecord(new FileLock(first, 1, FileLockKind.Exclusive, 0, long.MaxValue), out _));
        Assert.False(locks.TrySetRecord(new FileLock(second, 2, FileLockKind.Shared, 5, 5), out _));
        locks.Release(first);
        Assert.True(locks.TrySetRecord(new FileLock(second, 2, FileLockKind.Shared, 5, 5), out _));
    }

    private static bool Conflicts(FileLockKind[,] model, int owner, FileLockKind kind, int start, int end)
    {
        for (int other = 0; other < model.GetLength(0) && kind != FileLockKind.None; other++)
        {
            for (int i = start; i <= end && other != owner; i++)
            {
                FileLockKind held = model[other, i];
                if (held == FileLockKind.Exclusive || (held == FileLockKind.Shared && kind == FileLockKind.Exclusive))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
