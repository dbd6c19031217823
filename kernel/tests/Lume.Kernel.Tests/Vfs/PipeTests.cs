// Pipes against a queue of bytes.
using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.Kernel.Tests.Vfs;

public sealed class PipeTests
{
    public PipeTests() => TestMachine.Enter();

    [Fact]
    public void Bytes_come_out_as_they_went_in_whatever_the_sizes()
    {
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 80_000], Gen.Bool).Array[1, 60].Sample(
            steps =>
            {
                long before = TestMachine.FramesInUse;
                Fifo.CreatePair(OpenFlags.NonBlock, out OpenFile reader, out OpenFile writer);
                Pipe pipe = ((PipeFile)reader).Pipe;
                Queue<byte> model = new();
                byte next = 0;
                foreach ((int kind, int size, bool isSmall) in steps)
                {
                    int length = isSmall ? size % 5000 : size;
                    switch (kind)
                    {
                        case 0:
                            Resize(pipe, model, size);
                            break;
                        case < 6:
                            Write(pipe, writer, model, length, ref next);
                            break;
                        default:
                            Read(reader, model, length);
                            break;
                    }

                    Assert.Equal(model.Count, pipe.Used);
                }

                writer.Release();
                Read(reader, model, 1 << 21);
                UserBuffer rest = new(new byte[1]);
                Assert.Equal(0, reader.Read(ref rest).Value);
                reader.Release();
                Assert.Equal(before, TestMachine.FramesInUse);
                return true;
            },
            iter: 400,
            threads: 1);
    }

    [Fact]
    public void Readiness_follows_content_and_the_other_end()
    {
        Fifo.CreatePair(OpenFlags.NonBlock, out OpenFile reader, out OpenFile writer);
        Assert.Equal(PollEvents.None, reader.GetReadiness());
        Assert.Equal(PollEvents.Writable, writer.GetReadiness());
        UserBuffer full = new(new byte[Pipe.DefaultSize]);
        Assert.Equal(Pipe.DefaultSize, writer.Write(ref full).Value);
        Assert.Equal(PollEvents.Readable, reader.GetReadiness());
        Assert.Equal(PollEvents.None, writer.GetReadiness());
        writer.Release();
        Assert.Equal(PollEvents.Readable | PollEvents.HangUp, reader.GetReadiness());
        reader.Release();
    }

    [Fact]
    public void An_empty_pipe_says_again_and_a_small_write_is_all_or_nothing()
    {
        Fifo.CreatePair(OpenFlags.NonBlock, out OpenFile reader, out OpenFile writer);
        UserBuffer buffer = new(new byte[10]);
        Assert.Equal(Errno.EAGAIN, reader.Read(ref buffer).Error);
        Assert.Equal(Errno.EBADF, writer.Read(ref buffer).Error);
        Assert.Equal(Errno.ESPIPE, reader.ReadAt(ref buffer, 0).Error);
        UserBuffer almost = new(new byte[Pipe.DefaultSize - 100]);
        writer.Write(ref almost);
        UserBuffer small = new(new byte[101]);
        Assert.Equal(Errno.EAGAIN, writer.Write(ref small).Error);
        UserBuffer large = new(new byte[5000]);
        Assert.Equal(100, writer.Write(ref large).Value);
        reader.Release();
        writer.Release();
    }

    private static void Write(Pipe pipe, OpenFile writer, Queue<byte> model, int length, ref byte next)
    {
        byte[] bytes = new byte[length];
        byte value = next;
        for (int i = 0; i < length; i++)
        {
            bytes[i] = value++;
        }

        int room = pipe.Capacity - model.Count;
        UserBuffer buffer = new(bytes);
        Result<long> written = writer.Write(ref buffer);
        int expected = length <= Pipe.AtomicSize && length > room ? 0 : Math.Min(length, room);
        Assert.Equal(expected == 0 && length != 0 ? Errno.EAGAIN : Errno.None, written.Error);
        Assert.Equal(expected, written.Value);
        for (int i = 0; i < expected; i++)
        {
            model.Enqueue(bytes[i]);
        }

        next = (byte)(next + expected);
    }

    private static void Read(OpenFile reader, Queue<byte> model, int length)
    {
        byte[] bytes = new byte[length];
        UserBuffer buffer = new(bytes);
        Result<long> read = reader.Read(ref buffer);
        int expected = Math.Min(length, model.Count);
        Assert.Equal(expected, read.Value);
        Assert.True(bytes.AsSpan(0, expected).SequenceEqual(Enumerable.Range(0, expected).Select(_ => model.Dequeue()).ToArray()));
    }

    private static void Resize(Pipe pipe, Queue<byte> model, int size)
    {
        Result<int> resized = pipe.Resize(size + 1);
        Assert.True(resized.IsError ? resized.Error == Errno.EBUSY && model.Count != 0 : resized.Value > size);
    }
}
