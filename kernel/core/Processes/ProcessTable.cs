// All processes, threads, groups and sessions by id; and the lock of the process tree.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Processes;

/// <summary>
/// Ids and who bears them. One spinlock guards the table, parent and child links, groups and sessions; signals are sent under it, so that
/// a target cannot end meanwhile. Methods named …Locked need it held. Group and session 0 are the kernel's and in no table.
/// </summary>
public static class ProcessTable
{
    /// <summary>One more than the highest pid (Linux's default pid_max).</summary>
    public const int PidMaximum = 32768;

    // As many entries as a word of the allocator's bitmap has bits: a chunk is empty when the word is.
    private const int ChunkShift = PidAllocator.WordShift;
    private const int ChunkSize = 1 << ChunkShift;

    private static readonly PidAllocator s_pids = new(PidMaximum);
    private static readonly Entry[]?[] s_chunks = new Entry[]?[PidMaximum >> ChunkShift];
    private static SpinLock<ProcessTreeLock> s_lock;
    private static long s_created;

    // The chunk that became empty last: ids that come and go one at a time take no memory anew.
    private static Entry[]? s_spare;

    // An id is free when nobody bears it in any role.
    private struct Entry
    {
        public Thread? Thread;
        public Process? Process;
        public ProcessGroup? Group;
        public Session? Session;

        public readonly bool IsFree => Thread == null && Process == null && Group == null && Session == null;
    }

    /// <summary>The init process, once started.</summary>
    public static Process? Init { get; internal set; }

    /// <summary>Threads that exist (sysinfo, /proc/loadavg).</summary>
    public static int ThreadCount { get; private set; }

    /// <summary>Processes and threads made since boot (/proc/stat).</summary>
    public static long Created => s_created;

    /// <summary>The id given last (/proc/loadavg).</summary>
    public static int LastPid => s_pids.Last;

    /// <summary>pid_max: one more than the highest id that is given. EINVAL outside 301 to <see cref="PidMaximum"/>, as in Linux.</summary>
    public static Errno SetPidLimit(int limit)
    {
        if (limit is <= PidAllocator.FirstReused or > PidMaximum)
        {
            return Errno.EINVAL;
        }

        using (s_lock.Enter())
        {
            s_pids.Limit = limit;
        }

        return Errno.None;
    }

    /// <summary>pid_max.</summary>
    public static int PidLimit => s_pids.Limit;

    /// <summary>Takes the tree lock. Use with <c>using</c>.</summary>
    internal static SpinLock<ProcessTreeLock>.Guard Lock() => s_lock.Enter();

    /// <summary>The process with this id, zombies included; null if none. It may end at any moment afterwards.</summary>
    public static Process? Find(int id)
    {
        using (s_lock.Enter())
        {
            return FindLocked(id);
        }
    }

    /// <summary>The thread with this id; null if none.</summary>
    public static Thread? FindThread(int id)
    {
        using (s_lock.Enter())
        {
            return FindThreadLocked(id);
        }
    }

    /// <summary>The process with the lowest id not below <paramref name="from"/>, zombies included; null at the end. For walking (/proc, kill -1).</summary>
    public static Process? Next(int from)
    {
        using (s_lock.Enter())
        {
            return NextLocked(from);
        }
    }

    /// <summary>getpgid: the group of a process. ESRCH.</summary>
    public static Result<int> GetGroupId(int id)
    {
        using (s_lock.Enter())
        {
            ProcessGroup? group = FindLocked(id)?.Group;
            return group == null ? Errno.ESRCH : group.Id;
        }
    }

    /// <summary>getsid: the session of a process. ESRCH.</summary>
    public static Result<int> GetSessionId(int id)
    {
        using (s_lock.Enter())
        {
            Session? session = FindLocked(id)?.Session;
            return session == null ? Errno.ESRCH : session.Id;
        }
    }

    internal static Process? NextLocked(int from)
    {
        for (int id = Math.Max(from, 1); id < PidMaximum; id++)
        {
            Entry[]? chunk = s_chunks[id >> ChunkShift];
            if (chunk == null)
            {
                id |= ChunkSize - 1;
                continue;
            }

            if (chunk[id & (ChunkSize - 1)].Process is { } process)
            {
                return process;
            }
        }

        return null;
    }

    /// <summary>For dumps of a kernel that may hang: without the lock, perhaps torn.</summary>
    internal static Process? NextUnlocked(int from) => NextLocked(from);

    internal static Process? FindLocked(int id) => Find(id, out Entry entry) ? entry.Process : null;

    internal static Thread? FindThreadLocked(int id) => Find(id, out Entry entry) ? entry.Thread : null;

    internal static ProcessGroup? FindGroupLocked(int id) => Find(id, out Entry entry) ? entry.Group : null;

    internal static Session? FindSessionLocked(int id) => Find(id, out Entry entry) ? entry.Session : null;

    /// <summary>Reserves an id. May allocate; no spinlock held. EAGAIN when all are taken.</summary>
    internal static Result<int> AllocateId()
    {
        while (true)
        {
            using (s_lock.Enter())
            {
                int id = s_pids.Allocate();
                if (id == 0)
                {
                    return Errno.EAGAIN;
                }

                ref Entry[]? chunk = ref s_chunks[id >> ChunkShift];
                if (chunk == null)
                {
                    chunk = s_spare;
                    s_spare = null;
                }

                if (chunk != null)
                {
                    return id;
                }

                s_pids.TakeBack(id);
            }

            // Outside the lock: an allocation may collect.
            Entry[] fresh = new Entry[ChunkSize];
            using (s_lock.Enter())
            {
                s_spare ??= fresh;
            }
        }
    }

    /// <summary>Gives back an id that nobody bears yet.</summary>
    internal static void ReleaseId(int id)
    {
        using (s_lock.Enter())
        {
            FreeLocked(id);
        }
    }

    /// <summary>Chunks that hold ids in use.</summary>
    internal static int CountChunks()
    {
        using (s_lock.Enter())
        {
            int chunks = 0;
            foreach (Entry[]? chunk in s_chunks)
            {
                chunks += chunk == null ? 0 : 1;
            }

            return chunks;
        }
    }

    internal static void SetThreadLocked(int id, Thread? thread)
    {
        ref Entry entry = ref At(id);
        ThreadCount += (thread == null ? 0 : 1) - (entry.Thread == null ? 0 : 1);
        s_created += thread == null ? 0 : 1;
        entry.Thread = thread;
        FreeIfUnused(id, ref entry);
    }

    internal static void SetProcessLocked(int id, Process? process)
    {
        ref Entry entry = ref At(id);
        entry.Process = process;
        FreeIfUnused(id, ref entry);
    }

    internal static void SetGroupLocked(int id, ProcessGroup? group)
    {
        if (id == 0)
        {
            return;
        }

        ref Entry entry = ref At(id);
        entry.Group = group;
        FreeIfUnused(id, ref entry);
    }

    internal static void SetSessionLocked(int id, Session? session)
    {
        if (id == 0)
        {
            return;
        }

        ref Entry entry = ref At(id);
        entry.Session = session;
        FreeIfUnused(id, ref entry);
    }

    /// <summary>Gives a kernel thread its id and place.</summary>
    internal static Errno AddKernelThread(Thread thread)
    {
        if (!AllocateId().TryGet(out int id))
        {
            return Errno.EAGAIN;
        }

        thread.Id = id;
        using (s_lock.Enter())
        {
            SetThreadLocked(id, thread);
            Process.Kernel.AddThreadLocked(thread);
        }

        return Errno.None;
    }

    private static void FreeIfUnused(int id, ref Entry entry)
    {
        if (entry.IsFree)
        {
            FreeLocked(id);
        }
    }

    private static void FreeLocked(int id)
    {
        s_pids.Free(id);
        if (s_pids.IsWordEmpty(id))
        {
            ref Entry[]? chunk = ref s_chunks[id >> ChunkShift];
            s_spare = chunk;
            chunk = null;
        }
    }

    private static ref Entry At(int id) => ref s_chunks[id >> ChunkShift]![id & (ChunkSize - 1)];

    private static bool Find(int id, out Entry entry)
    {
        entry = default;
        if ((uint)id >= PidMaximum)
        {
            return false;
        }

        Entry[]? chunk = s_chunks[id >> ChunkShift];
        if (chunk == null)
        {
            return false;
        }

        entry = chunk[id & (ChunkSize - 1)];
        return true;
    }
}
