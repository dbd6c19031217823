// epoll: levels, edges, one shot, and files that close.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Vfs;
using Xunit;

namespace Lume.Kernel.Tests.Vfs;

public sealed class EpollTests : IDisposable
{
    private readonly EpollFile _set;
    private readonly OpenFile _reader;
    private readonly OpenFile _writer;

    public EpollTests()
    {
        TestMachine.Enter();
        _set = new EpollFile();
        Fifo.CreatePair(OpenFlags.NonBlock, out _reader, out _writer);
    }

    public void Dispose()
    {
        _set.Release();
        _writer.Release();
        _reader.Release();
    }

    [Fact]
    public void A_level_stays_ready_until_it_is_read()
    {
        Assert.Equal(Errno.None, Add(EpollEvents.None));
        Assert.Equal(0, Wait());
        Write(3);
        Assert.Equal(1, Wait());
        Assert.Equal(1, Wait());
        Read(3);
        Assert.Equal(0, Wait());
    }

    [Fact]
    public void An_edge_is_told_once_for_each_event()
    {
        Add(EpollEvents.EdgeTriggered);
        Write(3);
        Assert.Equal(1, Wait());
        Assert.Equal(0, Wait());
        Write(1);
        Assert.Equal(1, Wait());
        Assert.Equal(0, Wait());
    }

    [Fact]
    public void One_shot_is_told_once_until_it_is_armed_again()
    {
        Add(EpollEvents.OneShot);
        Write(1);
        Assert.Equal(1, Wait());
        Write(1);
        Assert.Equal(0, Wait());
        Assert.Equal(Errno.None, Control(EpollOperation.Modify, EpollEvents.OneShot));
        Assert.Equal(1, Wait());
    }

    [Fact]
    public void What_was_ready_before_it_was_added_is_told()
    {
        Write(1);
        Add(EpollEvents.EdgeTriggered);
        Assert.Equal(1, Wait());
    }

    [Fact]
    public void Wrong_requests_have_the_errors_of_linux()
    {
        Assert.Equal(Errno.ENOENT, Control(EpollOperation.Modify, EpollEvents.None));
        Assert.Equal(Errno.ENOENT, Control(EpollOperation.Delete, EpollEvents.None));
        Assert.Equal(Errno.None, Add(EpollEvents.None));
        Assert.Equal(Errno.EEXIST, Add(EpollEvents.None));
        Assert.Equal(Errno.EINVAL, _set.Control(EpollOperation.Add, _set, 9, default));
        Assert.Equal(Errno.None, Control(EpollOperation.Delete, EpollEvents.None));
        Write(1);
        Assert.Equal(0, Wait());
    }

    [Fact]
    public void A_closed_file_leaves_the_set()
    {
        Fifo.CreatePair(OpenFlags.NonBlock, out OpenFile reader, out OpenFile writer);
        EpollEvent request = new() { Events = (EpollEvents)(uint)PollEvents.In };
        Assert.Equal(Errno.None, _set.Control(EpollOperation.Add, reader, 5, request));
        writer.Release();
        Assert.Equal(1, Wait());
        reader.Release();
        Assert.Equal(0, Wait());
    }

    private Errno Add(EpollEvents flags) => Control(EpollOperation.Add, flags);

    private Errno Control(EpollOperation operation, EpollEvents flags)
    {
        EpollEvent request = new() { Events = (EpollEvents)(uint)PollEvents.In | flags, Data = 42 };
        return _set.Control(operation, _reader, 7, request);
    }

    private int Wait()
    {
        EpollEvent[] events = new EpollEvent[4];
        int count = _set.Wait(events, 0).Value;
        return count;
    }

    private void Write(int count)
    {
        UserBuffer buffer = new(new byte[count]);
        Assert.Equal(count, _writer.Write(ref buffer).Value);
    }

    private void Read(int count)
    {
        UserBuffer buffer = new(new byte[count]);
        Assert.Equal(count, _reader.Read(ref buffer).Value);
    }
}
