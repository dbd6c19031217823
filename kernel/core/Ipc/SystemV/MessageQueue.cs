// A System V message queue.
// Invariant: no waiting receiver would take any queued message.
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>A queue that msgget made. Everything under <see cref="IpcObject.Lock"/>. Source: msgop(2), msgctl(2).</summary>
public sealed class MessageQueue : IpcObject
{
    /// <summary>Bytes of the kernel's memory that an empty queue takes.</summary>
    internal const long Cost = 512;

    private readonly LinkedList<Message> _messages = new();
    private readonly LinkedList<MessageReceiver> _receivers = new();

    internal MessageQueue(int key, uint mode, long maximumBytes, Credentials credentials)
        : base(key, mode, credentials)
    {
        MaximumBytes = maximumBytes;
    }

    /// <summary>Bytes of text queued.</summary>
    public long Bytes { get; private set; }

    /// <summary>Messages queued.</summary>
    public int Count => _messages.Count;

    /// <summary>msg_qbytes: the most bytes of text, and the most messages.</summary>
    public long MaximumBytes { get; internal set; }

    /// <summary>Process of the last msgsnd; 0 when there was none.</summary>
    public int LastSender { get; private set; }

    /// <summary>Process of the last msgrcv; 0 when there was none.</summary>
    public int LastReceiver { get; private set; }

    /// <summary>Seconds since 1970 of the last msgsnd; 0 when there was none.</summary>
    public long SendTime { get; private set; }

    /// <summary>Seconds since 1970 of the last msgrcv; 0 when there was none.</summary>
    public long ReceiveTime { get; private set; }

    /// <summary>Where senders wait for room. Woken under the lock, looked at without.</summary>
    internal WaitQueue Room { get; } = new();

    /// <summary>Whether a message of this many bytes may be queued.</summary>
    public bool HasRoom(long bytes) => bytes + Bytes <= MaximumBytes && 1 + _messages.Count <= MaximumBytes;

    /// <summary>Everything that msgctl tells. Under the lock.</summary>
    public MessageQueueStatus GetStatus() => new()
    {
        Permission = GetPermission(),
        SendTime = SendTime,
        ReceiveTime = ReceiveTime,
        ChangeTime = ChangeTime,
        Bytes = (ulong)Bytes,
        Count = (ulong)Count,
        MaximumBytes = (ulong)MaximumBytes,
        LastSender = LastSender,
        LastReceiver = LastReceiver,
    };

    /// <summary>Gives a message to the first receiver that takes it, or queues it. There is room. Takes it over.</summary>
    internal void Send(Message message, int process)
    {
        LastSender = process;
        SendTime = Now;
        for (LinkedListNode<MessageReceiver>? node = _receivers.First; node != null;)
        {
            LinkedListNode<MessageReceiver>? next = node.Next;
            MessageReceiver receiver = node.Value;
            if (receiver.Request.Takes(message.Type))
            {
                _receivers.Remove(node);
                if (receiver.Request.Room >= message.Text.Length)
                {
                    receiver.Message = message;
                    LastReceiver = receiver.ProcessId;
                    ReceiveTime = Now;
                    receiver.Settle(Errno.None);
                    return;
                }

                receiver.Settle(Errno.E2BIG);
            }

            node = next;
        }

        _messages.AddLast(message);
        Bytes += message.Text.Length;
    }

    /// <summary>The message that a request asks for. ENOMSG; E2BIG when its text is longer than there is room.</summary>
    /// <param name="request">Which one.</param>
    /// <param name="process">Who takes it.</param>
    internal Result<Message> Take(in MessageRequest request, int process)
    {
        LinkedListNode<Message>? node = Find(in request);
        if (node is null)
        {
            return Errno.ENOMSG;
        }

        if (request.Room < node.Value.Text.Length)
        {
            return Errno.E2BIG;
        }

        if (request.Choice != MessageChoice.At)
        {
            _messages.Remove(node);
            Bytes -= node.Value.Text.Length;
            LastReceiver = process;
            ReceiveTime = Now;
            Room.WakeAll();
        }

        return node.Value;
    }

    /// <summary>Queues a receiver for which there is no message.</summary>
    internal void Enqueue(MessageReceiver receiver) => _receivers.AddLast(receiver);

    /// <summary>Takes a receiver back that got none.</summary>
    internal void Dequeue(MessageReceiver receiver) => _receivers.Remove(receiver);

    /// <summary>IPC_SET: receivers and senders look again whether they may.</summary>
    internal void Recheck()
    {
        SettleReceivers(Errno.EAGAIN);
        Room.WakeAll();
    }

    internal override void OnRemoved()
    {
        SettleReceivers(Errno.EIDRM);
        Room.WakeAll();
        foreach (Message message in _messages)
        {
            message.Release();
        }

        _messages.Clear();
        Bytes = 0;
        IpcMemory.Release(Cost);
    }

    private void SettleReceivers(Errno outcome)
    {
        foreach (MessageReceiver receiver in _receivers)
        {
            receiver.Settle(outcome);
        }

        _receivers.Clear();
    }

    private LinkedListNode<Message>? Find(in MessageRequest request)
    {
        LinkedListNode<Message>? best = null;
        long index = 0;
        for (LinkedListNode<Message>? node = _messages.First; node != null; node = node.Next, index++)
        {
            if (request.Choice == MessageChoice.At ? index != request.Type : !request.Takes(node.Value.Type))
            {
                continue;
            }

            if (request.Choice != MessageChoice.Lowest)
            {
                return node;
            }

            best = best is null || node.Value.Type < best.Value.Type ? node : best;
        }

        return best;
    }
}
