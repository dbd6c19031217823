// Moving bytes between pipes: nothing is lost, doubled or out of order, whatever the sizes.
using System;
using System.Collections.Generic;
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.Kernel.Tests.Vfs;

public sealed class SpliceTests
{
    public SpliceTests() => TestMachine.Enter();

    [Fact]
    public void Two_pipes_behave_like_two_queues() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 40000]).List[1, 60].Sample(steps =>
        {
            TestMachine.Enter();
            Fifo.CreatePair(OpenFlags.NonBlock, out OpenFile firstOut, out OpenFile firstIn);
            Fifo.CreatePair(OpenFlags.NonBlock, out OpenFile secondOut, out OpenFile secondIn);
            Pipe first = ((PipeFile)firstIn).Pipe;
            Pipe second = ((PipeFile)secondIn).Pipe;
            Queue<byte> firstModel = new();
            Queue<byte> secondModel = new();
            byte next = 0;
            foreach ((int step, int count) in steps)
            {
                switch (step)
                {
                    case 0:
                        next = Write(firstIn, firstModel, count, next);
                        break;
                    case 1:
                        Check(first.MoveTo(second, count, keep: false, isNonBlocking: true), firstModel, secondModel, count, keep: false);
                        break;
                    case 2:
                        Check(first.MoveTo(second, count, keep: true, isNonBlocking: true), firstModel, secondModel, count, keep: true);
                        break;
                    case 3:
                        Read(firstOut, firstModel, count);
                        break;
                    default:
                        Read(secondOut, secondModel, count);
                        break;
                }
            }

            Read(firstOut, firstModel, 1 << 20);
            Read(secondOut, secondModel, 1 << 20);
            foreach (OpenFile file in new[] { firstOut, firstIn, secondOut, secondIn })
            {
                file.Release();
            }
        }, iter: 200, threads: 1);

    private static byte Write(OpenFile file, Queue<byte> model, int count, byte next)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)(next + (i * 7));
        }

        UserBuffer buffer = new(bytes);
        Result<long> written = file.Write(ref buffer);
        for (int i = 0; i < (written.IsOk ? written.Value : 0); i++)
        {
            model.Enqueue(bytes[i]);
        }

        return (byte)(next + 13);
    }

    private static void Read(OpenFile file, Queue<byte> model, int count)
    {
        byte[] bytes = new byte[count];
        UserBuffer buffer = new(bytes);
        Result<long> read = file.Read(ref buffer);
        Assert.Equal(model.Count == 0 ? 0 : Math.Min(count, model.Count), read.IsOk ? read.Value : 0);
        for (int i = 0; i < (read.IsOk ? read.Value : 0); i++)
        {
            Assert.Equal(model.Dequeue(), bytes[i]);
        }
    }

    private static void Check(Result<long> moved, Queue<byte> from, Queue<byte> to, int count, bool keep)
    {
        int expected = Math.Min(Math.Min(count, from.Count), Pipe.DefaultSize - to.Count);
        Assert.Equal(expected == 0 ? Errno.EAGAIN : Errno.None, moved.Error);
        Assert.Equal(expected, moved.IsOk ? moved.Value : 0);
        byte[] bytes = [.. from];
        for (int i = 0; i < expected; i++)
        {
            to.Enqueue(bytes[i]);
            if (!keep)
            {
                from.Dequeue();
            }
        }
    }
}
