// Structures and flags of the less common file calls: openat2, fcntl locks, epoll, mount. Source: Linux uapi headers of the same names.
using System;
using System.Runtime.InteropServices;

namespace Lume.Abi;

/// <summary>struct open_how of openat2, 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OpenHow
{
    /// <summary>O_* flags.</summary>
    public ulong Flags;
    /// <summary>Permissions for O_CREAT.</summary>
    public ulong Mode;
    /// <summary>RESOLVE_* flags.</summary>
    public ulong Resolve;
}

/// <summary>struct flock, 32 bytes on 64-bit.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FileLockRequest
{
    /// <summary>l_type: F_RDLCK 0, F_WRLCK 1, F_UNLCK 2.</summary>
    public short Kind;
    /// <summary>l_whence.</summary>
    public short Origin;
    /// <summary>Explicit padding.</summary>
    public int Padding1;
    /// <summary>l_start, bytes from the origin.</summary>
    public long Start;
    /// <summary>l_len, bytes; 0 is to the end, negative is before the start.</summary>
    public long Length;
    /// <summary>l_pid.</summary>
    public int ProcessId;
    /// <summary>Explicit padding.</summary>
    public int Padding2;
}

/// <summary>struct f_owner_ex of F_SETOWN_EX and F_GETOWN_EX.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FileOwnerRequest
{
    /// <summary>type.</summary>
    public OwnerKind Kind;
    /// <summary>pid.</summary>
    public int Id;
}

/// <summary>What the owner of a file's signals is. Source: Linux asm-generic/fcntl.h.</summary>
public enum OwnerKind
{
    /// <summary>F_OWNER_TID.</summary>
    Thread = 0,
    /// <summary>F_OWNER_PID.</summary>
    Process = 1,
    /// <summary>F_OWNER_PGRP.</summary>
    Group = 2,
}

/// <summary>si_code of a file's signal: what happened. Source: Linux asm-generic/siginfo.h.</summary>
public enum PollReason
{
    /// <summary>POLL_IN.</summary>
    Input = 1,
    /// <summary>POLL_OUT.</summary>
    Output = 2,
    /// <summary>POLL_MSG.</summary>
    Message = 3,
}

/// <summary>struct epoll_event: 16 bytes, not packed on riscv64.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct EpollEvent
{
    /// <summary>EPOLL* bits.</summary>
    public EpollEvents Events;
    /// <summary>Explicit padding, zero.</summary>
    public uint Padding;
    /// <summary>The program's own.</summary>
    public ulong Data;
}

/// <summary>EPOLL* bits; the lower 16 are POLL*.</summary>
[Flags]
public enum EpollEvents : uint
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>The POLL* part.</summary>
    PollMask = 0xFFFF,
    /// <summary>EPOLLEXCLUSIVE.</summary>
    Exclusive = 1u << 28,
    /// <summary>EPOLLWAKEUP, without effect.</summary>
    WakeUp = 1u << 29,
    /// <summary>EPOLLONESHOT.</summary>
    OneShot = 1u << 30,
    /// <summary>EPOLLET.</summary>
    EdgeTriggered = 1u << 31,
}

/// <summary>EPOLL_CTL_*.</summary>
public enum EpollOperation
{
    /// <summary>EPOLL_CTL_ADD.</summary>
    Add = 1,
    /// <summary>EPOLL_CTL_DEL.</summary>
    Delete = 2,
    /// <summary>EPOLL_CTL_MOD.</summary>
    Modify = 3,
}

/// <summary>Flags of mount(2).</summary>
[Flags]
public enum MountRequestFlags : uint
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>MS_RDONLY.</summary>
    ReadOnly = 1,
    /// <summary>MS_NOSUID.</summary>
    NoSetId = 2,
    /// <summary>MS_NODEV.</summary>
    NoDevices = 4,
    /// <summary>MS_NOEXEC.</summary>
    NoExecute = 8,
    /// <summary>MS_REMOUNT.</summary>
    Remount = 32,
    /// <summary>MS_NOATIME.</summary>
    NoAccessTime = 1024,
    /// <summary>MS_NODIRATIME.</summary>
    NoDirectoryAccessTime = 2048,
    /// <summary>MS_BIND.</summary>
    Bind = 4096,
    /// <summary>MS_MOVE.</summary>
    Move = 8192,
    /// <summary>MS_REC.</summary>
    Recursive = 16384,
    /// <summary>MS_SILENT.</summary>
    Silent = 32768,
    /// <summary>MS_UNBINDABLE.</summary>
    Unbindable = 1 << 17,
    /// <summary>MS_PRIVATE.</summary>
    Private = 1 << 18,
    /// <summary>MS_SLAVE.</summary>
    Slave = 1 << 19,
    /// <summary>MS_SHARED.</summary>
    Shared = 1 << 20,
    /// <summary>MS_RELATIME.</summary>
    RelativeAccessTime = 1 << 21,
    /// <summary>MS_STRICTATIME.</summary>
    StrictAccessTime = 1 << 24,
}

/// <summary>Flags of umount2(2).</summary>
[Flags]
public enum UnmountFlags : uint
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>MNT_FORCE.</summary>
    Force = 1,
    /// <summary>MNT_DETACH.</summary>
    Detach = 2,
    /// <summary>MNT_EXPIRE.</summary>
    Expire = 4,
    /// <summary>UMOUNT_NOFOLLOW.</summary>
    NoFollow = 8,
}
