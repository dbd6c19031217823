// What System V IPC passes between kernel and programs. Source: Linux uapi linux/{ipc,sem,msg,shm}.h, asm-generic/{ipc,sem,msg,shm}buf.h.
using System;
using System.Runtime.InteropServices;

namespace Lume.Abi;

/// <summary>Flags of shmget, semget and msgget; the low nine bits are the mode.</summary>
[Flags]
public enum IpcFlags : uint
{
    /// <summary>The mode's bits.</summary>
    Mode = 0x1FF,
    /// <summary>IPC_CREAT.</summary>
    Create = 0x200,
    /// <summary>IPC_EXCL.</summary>
    Exclusive = 0x400,
    /// <summary>IPC_NOWAIT.</summary>
    NoWait = 0x800,
    /// <summary>SHM_HUGETLB.</summary>
    HugePages = 0x800,
    /// <summary>SHM_NORESERVE.</summary>
    NoReserve = 0x1000,
    /// <summary>MSG_NOERROR.</summary>
    Truncate = 0x1000,
    /// <summary>MSG_EXCEPT.</summary>
    Except = 0x2000,
    /// <summary>MSG_COPY.</summary>
    Copy = 0x4000,
}

/// <summary>Flags of shmat.</summary>
[Flags]
public enum AttachFlags : uint
{
    /// <summary>SHM_RDONLY.</summary>
    ReadOnly = 0x1000,
    /// <summary>SHM_RND.</summary>
    Round = 0x2000,
    /// <summary>SHM_REMAP.</summary>
    Remap = 0x4000,
    /// <summary>SHM_EXEC.</summary>
    Execute = 0x8000,
}

/// <summary>Commands of shmctl, semctl and msgctl; the numbers above 10 mean different things for each.</summary>
public enum IpcCommand
{
    /// <summary>IPC_RMID.</summary>
    Remove = 0,
    /// <summary>IPC_SET.</summary>
    Set = 1,
    /// <summary>IPC_STAT.</summary>
    Status = 2,
    /// <summary>IPC_INFO.</summary>
    Limits = 3,

    /// <summary>MSG_STAT: by index.</summary>
    MessageStatusAt = 11,
    /// <summary>MSG_INFO.</summary>
    MessageUsage = 12,
    /// <summary>MSG_STAT_ANY: by index, without read permission.</summary>
    MessageStatusAny = 13,

    /// <summary>GETPID.</summary>
    GetProcess = 11,
    /// <summary>GETVAL.</summary>
    GetValue = 12,
    /// <summary>GETALL.</summary>
    GetAll = 13,
    /// <summary>GETNCNT.</summary>
    CountIncreaseWaiters = 14,
    /// <summary>GETZCNT.</summary>
    CountZeroWaiters = 15,
    /// <summary>SETVAL.</summary>
    SetValue = 16,
    /// <summary>SETALL.</summary>
    SetAll = 17,
    /// <summary>SEM_STAT: by index.</summary>
    SemaphoreStatusAt = 18,
    /// <summary>SEM_INFO.</summary>
    SemaphoreUsage = 19,
    /// <summary>SEM_STAT_ANY: by index, without read permission.</summary>
    SemaphoreStatusAny = 20,

    /// <summary>SHM_LOCK.</summary>
    Lock = 11,
    /// <summary>SHM_UNLOCK.</summary>
    Unlock = 12,
    /// <summary>SHM_STAT: by index.</summary>
    SegmentStatusAt = 13,
    /// <summary>SHM_INFO.</summary>
    SegmentUsage = 14,
    /// <summary>SHM_STAT_ANY: by index, without read permission.</summary>
    SegmentStatusAny = 15,
}

/// <summary>struct ipc64_perm.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IpcPermission
{
    /// <summary>The key it was made with; 0 is IPC_PRIVATE.</summary>
    public int Key;
    /// <summary>Owner.</summary>
    public uint UserId, GroupId;
    /// <summary>Who made it.</summary>
    public uint CreatorUserId, CreatorGroupId;
    /// <summary>Permissions, and SHM_DEST and SHM_LOCKED of segments.</summary>
    public uint Mode;
    /// <summary>How often the index was used before.</summary>
    public ushort Sequence;
    private readonly ushort _padding0;
    private readonly uint _padding1;
    private readonly ulong _unused0, _unused1;
}

/// <summary>struct semid64_ds. Times are seconds since 1970.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SemaphoreSetStatus
{
    /// <summary>Owner and mode.</summary>
    public IpcPermission Permission;
    /// <summary>Last semop and last change.</summary>
    public long OperationTime, ChangeTime;
    /// <summary>Semaphores of the set.</summary>
    public ulong Count;
    private readonly ulong _unused0, _unused1;
}

/// <summary>struct msqid64_ds. Times are seconds since 1970.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MessageQueueStatus
{
    /// <summary>Owner and mode.</summary>
    public IpcPermission Permission;
    /// <summary>Last msgsnd, last msgrcv, last change.</summary>
    public long SendTime, ReceiveTime, ChangeTime;
    /// <summary>Bytes queued, messages queued, most bytes.</summary>
    public ulong Bytes, Count, MaximumBytes;
    /// <summary>Process of the last msgsnd and of the last msgrcv.</summary>
    public int LastSender, LastReceiver;
    private readonly ulong _unused0, _unused1;
}

/// <summary>struct shmid64_ds. Times are seconds since 1970.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SegmentStatus
{
    /// <summary>Owner and mode.</summary>
    public IpcPermission Permission;
    /// <summary>Bytes.</summary>
    public ulong Size;
    /// <summary>Last shmat, last shmdt, last change.</summary>
    public long AttachTime, DetachTime, ChangeTime;
    /// <summary>Process that made it, and that attached or detached last.</summary>
    public int Creator, LastProcess;
    /// <summary>Mappings.</summary>
    public ulong Attached;
    private readonly ulong _unused0, _unused1;
}

/// <summary>struct sembuf.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SemaphoreOperation
{
    /// <summary>Which semaphore of the set.</summary>
    public ushort Index;
    /// <summary>What to add; 0 waits for zero.</summary>
    public short Change;
    /// <summary>IPC_NOWAIT, SEM_UNDO.</summary>
    public short Flags;
}

/// <summary>struct seminfo.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SemaphoreLimits
{
    /// <summary>Unused by Linux, kept for programs.</summary>
    public int Map;
    /// <summary>Sets, semaphores in all, undo structures (unused), semaphores of a set, operations of a semop, undo entries (unused).</summary>
    public int Sets, Semaphores, Undos, PerSet, Operations, UndosPerProcess;
    /// <summary>IPC_INFO: size of an undo structure; SEM_INFO: sets in use.</summary>
    public int UndoSize;
    /// <summary>Largest value.</summary>
    public int MaximumValue;
    /// <summary>IPC_INFO: largest adjustment; SEM_INFO: semaphores in use.</summary>
    public int MaximumAdjustment;
}

/// <summary>struct msginfo.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MessageLimits
{
    /// <summary>IPC_INFO: KiB of all queues; MSG_INFO: queues in use.</summary>
    public int Pool;
    /// <summary>IPC_INFO: unused; MSG_INFO: messages queued.</summary>
    public int Map;
    /// <summary>Bytes of a message, bytes of a queue, queues.</summary>
    public int MessageBytes, QueueBytes, Queues;
    /// <summary>Unused.</summary>
    public int SegmentSize;
    /// <summary>IPC_INFO: unused; MSG_INFO: bytes queued.</summary>
    public int Messages;
    /// <summary>Unused.</summary>
    public ushort Segments;
    private readonly ushort _padding;
}

/// <summary>struct shminfo64.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SegmentLimits
{
    /// <summary>Largest and smallest segment, bytes; segments; segments of a process (unused); pages of all.</summary>
    public ulong MaximumSize, MinimumSize, Segments, PerProcess, Pages;
    private readonly ulong _unused0, _unused1, _unused2, _unused3;
}

/// <summary>struct shm_info.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct SegmentUsage
{
    /// <summary>Segments.</summary>
    public int Segments;
    private readonly int _padding;
    /// <summary>Pages of all segments, pages that exist, pages swapped out.</summary>
    public ulong Pages, Resident, Swapped;
    private readonly ulong _swapAttempts, _swapSuccesses;
}
