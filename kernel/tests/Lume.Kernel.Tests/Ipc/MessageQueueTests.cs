// Tables of System V objects, and which message goes to whom.
using System.Linq;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Ipc.SystemV;
using Lume.Kernel.Security;
using Xunit;

namespace Lume.Kernel.Tests.Ipc;

public sealed class MessageQueueTests
{
    public MessageQueueTests() => TestMachine.Enter();

    [Theory]
    [InlineData(0, false, 5)]
    [InlineData(2, false, 2)]
    [InlineData(5, true, 3)]
    [InlineData(-4, false, 2)]
    [InlineData(-1, false, 0)]
    [InlineData(9, false, 0)]
    public void A_request_takes_its_message(long type, bool except, long expected)
    {
        MessageQueue queue = NewQueue();
        foreach (long next in new long[] { 5, 3, 2, 5 })
        {
            queue.Send(NewMessage(next, 1), 1);
        }

        Result<Message> taken = queue.Take(MessageRequest.From(type, 10, except, copies: false), 2);
        Assert.Equal(expected, taken.IsOk ? taken.Value.Type : 0);
        Assert.Equal(expected == 0 ? 4 : 3, queue.Count);
    }

    [Fact]
    public void A_message_that_does_not_fit_stays()
    {
        MessageQueue queue = NewQueue();
        queue.Send(NewMessage(1, 8), 1);
        Assert.Equal(Errno.E2BIG, queue.Take(MessageRequest.From(0, 7, false, false), 2).Error);
        Assert.Equal(8, queue.Bytes);
    }

    [Fact]
    public void A_waiting_receiver_gets_the_message_before_the_queue_does()
    {
        MessageQueue queue = NewQueue();
        MessageReceiver other = Enqueue(queue, 2, 10), small = Enqueue(queue, 0, 3), fitting = Enqueue(queue, 0, 4);
        queue.Send(NewMessage(1, 4), 1);
        Assert.False(other.IsSettled);
        Assert.Equal(Errno.E2BIG, small.Outcome);
        Assert.Equal(1, fitting.Message!.Type);
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void A_queue_counts_bytes_and_messages()
    {
        MessageQueue queue = NewQueue(maximumBytes: 4);
        Assert.False(queue.HasRoom(5));
        for (int i = 0; i < 4; i++)
        {
            Assert.True(queue.HasRoom(0));
            queue.Send(NewMessage(1, 0), 1);
        }

        Assert.False(queue.HasRoom(0));
    }

    [Fact]
    public void An_index_comes_again_only_after_a_round_and_with_another_number()
    {
        IpcTable<MessageQueue> table = new(1000);
        int first = table.Get(0, IpcFlags.Create, Credentials.Root, new Maker()).Value;
        int[] ids = [.. Enumerable.Range(0, 64).Select(_ =>
        {
            int id = table.Get(0, IpcFlags.Create, Credentials.Root, new Maker()).Value;
            MessageQueue queue = table.Find(id).Value;
            using (table.Enter())
            {
                table.RemoveLocked(queue);
            }

            return id;
        })];
        Assert.Equal(0, first);
        Assert.Equal([.. Enumerable.Range(1, 63), (1 << IpcIndex.Bits) | 1], ids);
        Assert.Equal(Errno.EINVAL, table.Find(1).Error);
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void A_table_has_its_limit()
    {
        IpcTable<MessageQueue> table = new(2);
        Assert.True(table.Get(0, IpcFlags.Create, Credentials.Root, new Maker()).IsOk);
        Assert.True(table.Get(0, IpcFlags.Create, Credentials.Root, new Maker()).IsOk);
        Assert.Equal(Errno.ENOSPC, table.Get(0, IpcFlags.Create, Credentials.Root, new Maker()).Error);
    }

    private static MessageQueue NewQueue(long maximumBytes = 16384) => new(0, 0x180, maximumBytes, Credentials.Root);

    private static Message NewMessage(long type, int length) => Message.Create(type, length).Value;

    private static MessageReceiver Enqueue(MessageQueue queue, long type, long room)
    {
        MessageReceiver receiver = new(MessageRequest.From(type, room, false, false));
        queue.Enqueue(receiver);
        return receiver;
    }

    private readonly struct Maker : IIpcMaker<MessageQueue>
    {
        public Result<MessageQueue> Make() => NewQueue();

        public Errno Check(MessageQueue existing) => Errno.None;
    }
}
