// msgget, msgsnd, msgrcv, msgctl. Source: the man pages of the same names.
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Ipc.SystemV;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Ipc;

/// <summary>System V message queues.</summary>
internal static class MessageCalls
{
    private const uint Readable = 0x124;

    public static SyscallResult Get(Thread thread, int key, IpcFlags flags) => MessageQueues.Get(key, flags, thread.Credentials);

    public static SyscallResult Send(int id, UserIn<long> buffer, ulong length, IpcFlags flags)
    {
        Errno error = buffer.Read(out long type);
        if (error != Errno.None)
        {
            return error;
        }

        if (length > (ulong)MessageQueues.MaximumMessage || id < 0 || type < 1)
        {
            return Errno.EINVAL;
        }

        if (!Message.Create(type, (long)length).TryGet(out Message message))
        {
            return Errno.ENOMEM;
        }

        error = new UserSpan(buffer.At(1).Address, length).Read(message.Text);
        if (error == Errno.None)
        {
            error = MessageQueues.Send(id, message, (flags & IpcFlags.NoWait) == 0);
        }

        if (error != Errno.None)
        {
            message.Release();
        }

        return error;
    }

    public static SyscallResult Receive(int id, UserOut<long> buffer, ulong length, long type, IpcFlags flags)
    {
        bool waits = (flags & IpcFlags.NoWait) == 0;
        bool copies = (flags & IpcFlags.Copy) != 0;
        bool except = (flags & IpcFlags.Except) != 0;
        bool truncates = (flags & IpcFlags.Truncate) != 0;
        if (id < 0 || (long)length < 0 || (copies && (except || waits)))
        {
            return Errno.EINVAL;
        }

        MessageRequest request = MessageRequest.From(type, truncates ? long.MaxValue : (long)length, except, copies);
        Result<Message> received = MessageQueues.Receive(id, request, waits);
        if (received.IsError)
        {
            return received.Error;
        }

        Message message = received.Value;
        int given = (int)Math.Min((ulong)message.Text.Length, length);
        if (copies && given < message.Text.Length)
        {
            return Errno.EINVAL;
        }

        Errno error = buffer.Write(message.Type);
        if (error == Errno.None)
        {
            error = new UserSpan(buffer.At(1).Address, (ulong)given).Write(message.Text.AsSpan(0, given));
        }

        if (!copies)
        {
            message.Release();
        }

        return error == Errno.None ? given : error;
    }

    public static SyscallResult Control(Thread thread, int id, IpcCommand command, ulong argument)
    {
        if (id < 0 || command < 0)
        {
            return Errno.EINVAL;
        }

        switch (command)
        {
            case IpcCommand.Limits:
            case IpcCommand.MessageUsage:
                return WriteLimits(command == IpcCommand.MessageUsage, new UserOut<MessageLimits>(argument));
            case IpcCommand.Status:
            case IpcCommand.MessageStatusAt:
            case IpcCommand.MessageStatusAny:
                return WriteStatus(thread, id, command, new UserOut<MessageQueueStatus>(argument));
            case IpcCommand.Set:
                Errno error = new UserIn<MessageQueueStatus>(argument).Read(out MessageQueueStatus wanted);
                if (error != Errno.None)
                {
                    return error;
                }

                return MessageQueues.Table.Find(id).TryGet(out MessageQueue changed)
                    ? MessageQueues.Change(changed, in wanted, thread.Credentials)
                    : Errno.EINVAL;
            case IpcCommand.Remove:
                return MessageQueues.Table.Find(id).TryGet(out MessageQueue removed)
                    ? MessageQueues.Remove(removed, thread.Credentials)
                    : Errno.EINVAL;
            default:
                return Errno.EINVAL;
        }
    }

    // Source for what Linux does not use: uapi linux/msg.h.
    private static SyscallResult WriteLimits(bool usage, UserOut<MessageLimits> result)
    {
        const int pool = 512000, unused = 16384, segmentSize = 16, segments = 0xFFFF;
        int count = 0;
        long bytes = 0;
        for (MessageQueue? at = usage ? MessageQueues.Table.Next(null) : null; at != null; at = MessageQueues.Table.Next(at))
        {
            count += at.Count;
            bytes += at.Bytes;
        }

        MessageLimits limits = new()
        {
            Pool = usage ? MessageQueues.Table.Count : pool,
            Map = usage ? count : unused,
            MessageBytes = MessageQueues.MaximumMessage,
            QueueBytes = MessageQueues.DefaultQueue,
            Queues = MessageQueues.Table.Limit,
            SegmentSize = segmentSize,
            Messages = usage ? (int)bytes : unused,
            Segments = segments,
        };
        Errno error = result.Write(limits);
        return error == Errno.None ? MessageQueues.Table.HighestIndex : error;
    }

    private static SyscallResult WriteStatus(Thread thread, int id, IpcCommand command, UserOut<MessageQueueStatus> result)
    {
        bool byId = command == IpcCommand.Status;
        if (!(byId ? MessageQueues.Table.Find(id) : MessageQueues.Table.At(id)).TryGet(out MessageQueue queue))
        {
            return Errno.EINVAL;
        }

        MessageQueueStatus status;
        using (queue.Enter())
        {
            if (queue.IsRemoved)
            {
                return Errno.EIDRM;
            }

            if (command != IpcCommand.MessageStatusAny && !queue.Allows(Readable, thread.Credentials))
            {
                return Errno.EACCES;
            }

            status = queue.GetStatus();
        }

        Errno error = result.Write(status);
        return error != Errno.None ? error : byId ? 0 : queue.Id;
    }
}
