// A POSIX message queue: messages by priority, and who waits for them or for room.
// Invariant: nobody waits for a message while there is one, nor for room while there is some.
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;
using Interlocked = System.Threading.Interlocked;

namespace Lume.Kernel.Ipc.Posix;

/// <summary>Somebody who waits at a queue.</summary>
internal abstract class QueueWaiter : IpcWaiter
{
    /// <summary>How urgent its thread was when it began to wait; the lowest number comes first.</summary>
    public int Urgency { get; } = Thread.Current.Urgency;
}

/// <summary>A mq_receive that waits.</summary>
internal sealed class QueueReceiver : QueueWaiter
{
    /// <summary>What it got.</summary>
    public Message? Message { get; set; }
}

/// <summary>A mq_send that waits, with its message.</summary>
internal sealed class QueueSender(Message message) : QueueWaiter
{
    /// <summary>What it sends.</summary>
    public Message Message => message;
}

/// <summary>
/// A queue. It lives while it has a name or somebody has it open, as a file does. Of the threads that wait the most urgent
/// is served first, and of those who came first.
/// Source: mq_overview(7), mq_send(3), mq_receive(3), mq_notify(3).
/// </summary>
public sealed class PosixQueue : Inode
{
    /// <summary>MQ_PRIO_MAX: one above the highest priority.</summary>
    public const int Priorities = 32768;

    private const int StatusSize = 80;

    private readonly Mutex _mutex = new();
    private readonly LinkedList<Message> _messages = new();
    private readonly LinkedList<QueueReceiver> _receivers = new();
    private readonly LinkedList<QueueSender> _senders = new();
    private readonly UserAccount _account;
    private readonly long _cost;
    private QueueNotice? _notice;

    internal PosixQueue(SuperBlock super, ulong number, FileMode mode, Credentials credentials, long maximumMessages, long maximumSize, long cost)
        : base(super, number, FileMode.Regular | mode)
    {
        MaximumMessages = maximumMessages;
        MaximumSize = maximumSize;
        _account = credentials.Account;
        _cost = cost;
        UserId = credentials.FileUserId;
        GroupId = credentials.FileGroupId;
        LinkCount = 1;
        long now = Clock.Realtime;
        AccessTime = ModificationTime = ChangeTime = now;
    }

    /// <summary>Most messages.</summary>
    public long MaximumMessages { get; }

    /// <summary>Longest message, bytes.</summary>
    public long MaximumSize { get; }

    /// <summary>Messages that are queued.</summary>
    public int Count => _messages.Count;

    /// <inheritdoc/>
    public override long Size => StatusSize;

    /// <summary>Announces messages and room to pollers.</summary>
    internal WaitQueue Readiness { get; } = new();

    /// <summary>What poll says.</summary>
    internal PollEvents GetReadiness() =>
        (Count != 0 ? PollEvents.Readable : PollEvents.None) | (Count < MaximumMessages ? PollEvents.Writable : PollEvents.None);

    /// <summary>mq_send. Takes the message over unless it fails: EAGAIN, ETIMEDOUT, ERESTARTSYS.</summary>
    /// <param name="message">No longer than allowed; its type is its priority.</param>
    /// <param name="waits">Whether to wait for room.</param>
    /// <param name="deadline">Monotonic nanoseconds, or <see cref="WaitQueue.Forever"/>.</param>
    internal Errno Send(Message message, bool waits, long deadline)
    {
        QueueSender sender;
        using (_mutex.Enter())
        {
            if (Count < MaximumMessages)
            {
                Deliver(message);
                return Errno.None;
            }

            if (!waits)
            {
                return Errno.EAGAIN;
            }

            sender = new QueueSender(message);
            Enqueue(_senders, sender);
        }

        Errno error = sender.Sleep(deadline);
        if (error != Errno.None)
        {
            using (_mutex.Enter())
            {
                if (!sender.IsSettled)
                {
                    _senders.Remove(sender);
                    return error;
                }
            }
        }

        return Errno.None;
    }

    /// <summary>mq_receive: the oldest message of the highest priority. EAGAIN, ETIMEDOUT, ERESTARTSYS.</summary>
    internal Result<Message> Receive(bool waits, long deadline)
    {
        QueueReceiver receiver;
        using (_mutex.Enter())
        {
            if (_messages.First is { } first)
            {
                _messages.Remove(first);
                AdmitSender();
                NoteUse();
                return first.Value;
            }

            if (!waits)
            {
                return Errno.EAGAIN;
            }

            receiver = new QueueReceiver();
            Enqueue(_receivers, receiver);
        }

        Errno error = receiver.Sleep(deadline);
        if (error != Errno.None)
        {
            using (_mutex.Enter())
            {
                if (!receiver.IsSettled)
                {
                    _receivers.Remove(receiver);
                    return error;
                }
            }
        }

        return receiver.Message!;
    }

    /// <summary>mq_notify: who is told of the next message that comes to an empty queue. EBUSY when another process is.</summary>
    internal Errno SetNotice(QueueNotice notice)
    {
        using (_mutex.Enter())
        {
            if (_notice is not null)
            {
                return Errno.EBUSY;
            }

            _notice = notice;
            ChangeTime = AccessTime = Clock.Realtime;
            return Errno.None;
        }
    }

    /// <summary>mq_notify without an event, and close: the process is not told any more.</summary>
    internal void RemoveNotice(int process)
    {
        // Most queues have none; who set one sees it.
        if (_notice is null)
        {
            return;
        }

        using (_mutex.Enter())
        {
            if (_notice?.ProcessId == process)
            {
                _notice = null;
            }
        }
    }

    /// <summary>What a read of the queue gives: bytes queued, and the notice.</summary>
    internal long GetStatus(out QueueNotice? notice)
    {
        using (_mutex.Enter())
        {
            long bytes = 0;
            foreach (Message message in _messages)
            {
                bytes += message.Text.Length;
            }

            notice = _notice;
            return bytes;
        }
    }

    /// <summary>The name is gone.</summary>
    internal void Unlink()
    {
        LinkCount = 0;
        EvictIfUnused();
    }

    /// <inheritdoc/>
    protected override void Evict()
    {
        foreach (Message message in _messages)
        {
            message.Release();
        }

        _messages.Clear();
        Interlocked.Add(ref _account.MessageQueueBytes, -_cost);
        PosixQueues.OnGone();
    }

    private void Deliver(Message message)
    {
        NoteUse();
        if (_receivers.First is { } first)
        {
            _receivers.Remove(first);
            first.Value.Message = message;
            first.Value.Settle(Errno.None);
            return;
        }

        Insert(message);
        if (Count == 1 && _notice is { } notice)
        {
            _notice = null;
            notice.Send();
        }

        Readiness.WakeAll(PollEvents.Readable);
    }

    private static void Enqueue<TWaiter>(LinkedList<TWaiter> waiters, TWaiter added)
        where TWaiter : QueueWaiter
    {
        LinkedListNode<TWaiter>? before = waiters.Last;
        while (before != null && before.Value.Urgency > added.Urgency)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            waiters.AddFirst(added);
        }
        else
        {
            waiters.AddAfter(before, added);
        }
    }

    // A place is free: the first of the senders gets it, or pollers hear of it.
    private void AdmitSender()
    {
        if (_senders.First is { } first)
        {
            _senders.Remove(first);
            Insert(first.Value.Message);
            first.Value.Settle(Errno.None);
        }
        else
        {
            Readiness.WakeAll(PollEvents.Writable);
        }
    }

    // Behind all of the same priority.
    private void Insert(Message message)
    {
        LinkedListNode<Message>? before = _messages.Last;
        while (before != null && before.Value.Type < message.Type)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            _messages.AddFirst(message);
        }
        else
        {
            _messages.AddAfter(before, message);
        }
    }

    private void NoteUse()
    {
        long now = Clock.Realtime;
        AccessTime = ModificationTime = ChangeTime = now;
    }
}
