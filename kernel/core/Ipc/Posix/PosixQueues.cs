// The POSIX message queues of the system by name: mq_open, mq_unlink.
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;
using Mutex = Lume.Kernel.Scheduling.Mutex;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Ipc.Posix;

/// <summary>Names without a slash, in a folder of their own that everybody may use and only an owner may take a name out of (as /tmp).</summary>
public static class PosixQueues
{
    /// <summary>Most messages and longest message of a queue, whoever makes it. Source: Linux include/linux/ipc_namespace.h.</summary>
    public const int HardMessages = 65536, HardSize = 16 << 20;

    // What a message and a priority take in Linux: counted against RLIMIT_MSGQUEUE as there.
    private const long MessageOverhead = 48, PriorityOverhead = 48;
    private const long Magic = 0x1980_0202;

    private static readonly AnonymousSuperBlock s_super = new(Magic, "mqueue");
    private static readonly Mutex s_lock = new();
    private static readonly Dictionary<ByteName, PosixQueue> s_names = new();
    private static ulong s_lastNumber = 1;
    private static int s_count;

    /// <summary>queues_max: queues for users without CAP_SYS_RESOURCE.</summary>
    public static int MaximumQueues { get; set; } = 256;

    /// <summary>msg_max: messages of a queue, for the same users.</summary>
    public static int MaximumMessages { get; set; } = 10;

    /// <summary>msgsize_max: bytes of a message, for the same users.</summary>
    public static int MaximumSize { get; set; } = 8192;

    /// <summary>msg_default: messages of a queue that says nothing, if that many are allowed.</summary>
    public static int DefaultMessages { get; set; } = 10;

    /// <summary>msgsize_default: bytes of a message of a queue that says nothing, if that many are allowed.</summary>
    public static int DefaultSize { get; set; } = 8192;

    /// <summary>mq_open. ENOENT, EEXIST, EACCES, EINVAL, ENOSPC, EMFILE, EOVERFLOW.</summary>
    /// <param name="name">1 to 255 bytes without a slash.</param>
    /// <param name="flags">As open's.</param>
    /// <param name="mode">Permissions of a queue that is made, without the umask's.</param>
    /// <param name="limits">Its most messages and longest message, or null for what is usual.</param>
    public static Result<OpenFile> Open(ByteName name, OpenFlags flags, FileMode mode, (long Messages, long Size)? limits)
    {
        Credentials credentials = Thread.Current.Credentials;
        using (s_lock.Enter())
        {
            bool isThere = s_names.TryGetValue(name, out PosixQueue? queue);
            Errno error = isThere ? CheckExisting(queue!, flags, credentials)
                : (flags & OpenFlags.Create) == 0 ? Errno.ENOENT
                : Create(mode, limits, credentials, out queue);
            if (error != Errno.None)
            {
                return error;
            }

            if (!isThere)
            {
                s_names.Add(name, queue!);
            }

            const OpenFlags kept = OpenFlags.AccessMode | OpenFlags.NonBlock;
            queue!.BeginOpen(flags & kept);
            return new PosixQueueFile(queue, name, flags & kept);
        }
    }

    /// <summary>mq_unlink. ENOENT; EPERM for who does not own it.</summary>
    public static Errno Unlink(ByteName name)
    {
        Credentials credentials = Thread.Current.Credentials;
        PosixQueue? queue;
        using (s_lock.Enter())
        {
            if (!s_names.TryGetValue(name, out queue))
            {
                return Errno.ENOENT;
            }

            bool owns = credentials.FileUserId == queue.UserId || credentials.FileUserId == 0 || credentials.Has(Capability.FileOwner);
            if (!owns)
            {
                return Errno.EPERM;
            }

            s_names.Remove(name);
        }

        queue.Unlink();
        return Errno.None;
    }

    internal static void OnGone() => Interlocked.Decrement(ref s_count);

    private static Errno CheckExisting(PosixQueue queue, OpenFlags flags, Credentials credentials)
    {
        const OpenFlags both = OpenFlags.Create | OpenFlags.Exclusive;
        if ((flags & both) == both)
        {
            return Errno.EEXIST;
        }

        AccessMode wanted;
        switch (flags & OpenFlags.AccessMode)
        {
            case OpenFlags.ReadOnly:
                wanted = AccessMode.Read;
                break;
            case OpenFlags.WriteOnly:
                wanted = AccessMode.Write;
                break;
            case OpenFlags.ReadWrite:
                wanted = AccessMode.Read | AccessMode.Write;
                break;
            default:
                return Errno.EINVAL;
        }

        return credentials.MayAccess(queue.Mode, queue.UserId, queue.GroupId, wanted) ? Errno.None : Errno.EACCES;
    }

    private static Errno Create(FileMode mode, (long Messages, long Size)? limits, Credentials credentials, out PosixQueue? queue)
    {
        queue = null;
        bool isPrivileged = credentials.Has(Capability.Resource);
        if (s_count >= MaximumQueues && !isPrivileged)
        {
            return Errno.ENOSPC;
        }

        (long messages, long size) = limits
            ?? (System.Math.Min(MaximumMessages, DefaultMessages), System.Math.Min(MaximumSize, DefaultSize));
        if (messages <= 0 || messages > (isPrivileged ? HardMessages : MaximumMessages)
            || size <= 0 || size > (isPrivileged ? HardSize : MaximumSize))
        {
            return Errno.EINVAL;
        }

        long cost = (messages * (MessageOverhead + size)) + (System.Math.Min(messages, PosixQueue.Priorities) * PriorityOverhead);
        UserAccount account = credentials.Account;
        if ((ulong)Interlocked.Add(ref account.MessageQueueBytes, cost) > Thread.Current.Process.Limits[ResourceLimit.MessageQueue])
        {
            Interlocked.Add(ref account.MessageQueueBytes, -cost);
            return Errno.EMFILE;
        }

        Interlocked.Increment(ref s_count);
        queue = new PosixQueue(s_super, ++s_lastNumber, mode, credentials, messages, size, cost);
        return Errno.None;
    }
}
