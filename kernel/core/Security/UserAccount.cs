// What one user has in use, for limits that count per user.
using System.Collections.Generic;
using Lume.Hal;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Security;

/// <summary>Counts of one real user id; changed with Interlocked.</summary>
public sealed class UserAccount
{
    private static readonly Dictionary<uint, UserAccount> s_accounts = new();
    private static readonly Mutex s_lock = new();

    /// <summary>Queued signals (RLIMIT_SIGPENDING).</summary>
    public int QueuedSignals;

    /// <summary>Threads (RLIMIT_NPROC).</summary>
    public int Threads;

    /// <summary>inotify instances and their watches.</summary>
    public int WatchFiles, Watches;

    /// <summary>fanotify groups, their marks, and what waits in groups that were made without CAP_SYS_ADMIN.</summary>
    public int MarkGroups, Marks, QueuedMarkEvents;

    /// <summary>Bytes of segments of shared memory that are locked (RLIMIT_MEMLOCK), and of message queues (RLIMIT_MSGQUEUE).</summary>
    public long LockedSegmentBytes, MessageQueueBytes;

    private UserAccount(uint id) => Id = id;

    /// <summary>The real user id.</summary>
    public uint Id { get; }

    /// <summary>Root's.</summary>
    public static UserAccount Root { get; } = new(0);

    /// <summary>The account of a user; made when first asked for. May sleep.</summary>
    public static UserAccount Of(uint id)
    {
        if (id == 0)
        {
            return Root;
        }

        using (s_lock.Enter())
        {
            if (!s_accounts.TryGetValue(id, out UserAccount? account))
            {
                account = new UserAccount(id);
                s_accounts.Add(id, account);
            }

            return account;
        }
    }
}
