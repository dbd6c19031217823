// The message queues of the system: msgget, msgsnd, msgrcv without their arguments' layout.
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>System V message queues. Source: msgget(2), msgop(2), msgctl(2).</summary>
public static class MessageQueues
{
    private const uint Write = 0x92;
    private const uint Read = 0x124;
    private const int DefaultMessageBytes = 8192, DefaultQueueBytes = 16384, DefaultQueues = 32000;

    /// <summary>The queues.</summary>
    public static IpcTable<MessageQueue> Table { get; } = new(DefaultQueues);

    /// <summary>msgmax: bytes of a message.</summary>
    public static int MaximumMessage { get; set; } = DefaultMessageBytes;

    /// <summary>msgmnb: bytes of a queue at first.</summary>
    public static int DefaultQueue { get; set; } = DefaultQueueBytes;

    /// <summary>msgget. ENOENT, EEXIST, EACCES, ENOSPC, ENOMEM.</summary>
    public static Result<int> Get(int key, IpcFlags flags, Credentials credentials) =>
        Table.Get(key, flags, credentials, new Maker(key, (uint)(flags & IpcFlags.Mode), credentials));

    /// <summary>msgsnd. Takes the message over unless it fails: EINVAL, EACCES, EIDRM; EAGAIN when it is full and <paramref name="waits"/> is false; ERESTARTNOHAND.</summary>
    public static Errno Send(int id, Message message, bool waits)
    {
        Thread thread = Thread.Current;
        if (!Table.Find(id).TryGet(out MessageQueue queue))
        {
            return Errno.EINVAL;
        }

        while (true)
        {
            using (queue.Lock.Enter())
            {
                if (queue.IsRemoved || !queue.Allows(Write, thread.Credentials))
                {
                    return queue.IsRemoved ? Errno.EIDRM : Errno.EACCES;
                }

                if (queue.HasRoom(message.Text.Length))
                {
                    queue.Send(message, thread.Process.Id);
                    return Errno.None;
                }
            }

            if (!waits)
            {
                return Errno.EAGAIN;
            }

            RoomCondition room = new(queue, message.Text.Length);
            if (queue.Room.WaitUntil(ref room) != Errno.None)
            {
                return Errno.ERESTARTNOHAND;
            }
        }
    }

    /// <summary>
    /// msgrcv: a message that is the caller's, or with <see cref="MessageChoice.At"/> one that stays queued. EINVAL, EACCES, EIDRM, E2BIG;
    /// ENOMSG when there is none and <paramref name="waits"/> is false; ERESTARTNOHAND.
    /// </summary>
    public static Result<Message> Receive(int id, MessageRequest request, bool waits)
    {
        Thread thread = Thread.Current;
        if (!Table.Find(id).TryGet(out MessageQueue queue))
        {
            return Errno.EINVAL;
        }

        while (true)
        {
            MessageReceiver receiver;
            using (queue.Lock.Enter())
            {
                if (queue.IsRemoved || !queue.Allows(Read, thread.Credentials))
                {
                    return queue.IsRemoved ? Errno.EIDRM : Errno.EACCES;
                }

                Result<Message> taken = queue.Take(in request, thread.Process.Id);
                if (taken.IsOk || taken.Error != Errno.ENOMSG || !waits)
                {
                    return taken;
                }

                receiver = new MessageReceiver(request);
                queue.Enqueue(receiver);
            }

            Result<Message> received = Wait(queue, receiver);
            if (received.IsOk || received.Error != Errno.EAGAIN)
            {
                return received;
            }
        }
    }

    /// <summary>IPC_RMID. EPERM, EIDRM.</summary>
    public static Errno Remove(MessageQueue queue, Credentials credentials)
    {
        using (Table.Enter())
        using (queue.Lock.Enter())
        {
            if (queue.IsRemoved || !queue.MayControl(credentials))
            {
                return queue.IsRemoved ? Errno.EIDRM : Errno.EPERM;
            }

            Table.RemoveLocked(queue);
            return Errno.None;
        }
    }

    /// <summary>IPC_SET. EPERM, EIDRM, EINVAL.</summary>
    public static Errno Change(MessageQueue queue, in MessageQueueStatus wanted, Credentials credentials)
    {
        using (queue.Lock.Enter())
        {
            bool mayGrow = wanted.MaximumBytes <= (ulong)DefaultQueue || credentials.Has(Capability.Resource);
            if (queue.IsRemoved || !queue.MayControl(credentials) || !mayGrow)
            {
                return queue.IsRemoved ? Errno.EIDRM : Errno.EPERM;
            }

            Errno error = queue.ChangeOwner(wanted.Permission);
            if (error == Errno.None)
            {
                queue.MaximumBytes = (long)System.Math.Min(wanted.MaximumBytes, long.MaxValue / 2);
                queue.Recheck();
            }

            return error;
        }
    }

    private static Result<Message> Wait(MessageQueue queue, MessageReceiver receiver)
    {
        if (receiver.Sleep(WaitQueue.Forever) != Errno.None)
        {
            using (queue.Lock.Enter())
            {
                if (!receiver.IsSettled)
                {
                    queue.Dequeue(receiver);
                    return Errno.ERESTARTNOHAND;
                }
            }
        }

        return receiver.Message is { } message ? message : receiver.Outcome;
    }

    private readonly struct RoomCondition(MessageQueue queue, long bytes) : IWaitCondition
    {
        public bool IsMet() => queue.IsRemoved || queue.HasRoom(bytes);
    }

    private readonly struct Maker(int key, uint mode, Credentials credentials) : IIpcMaker<MessageQueue>
    {
        public Result<MessageQueue> Make()
        {
            Errno error = IpcMemory.Charge(MessageQueue.Cost);
            return error == Errno.None ? new MessageQueue(key, mode, DefaultQueue, credentials) : error;
        }

        public Errno Check(MessageQueue existing) => Errno.None;
    }
}
