// Flags and modes of files: open, mode bits, seek, access, *at calls, fcntl.
using System;

namespace Lume.Abi;

/// <summary>Flags of open, openat, pipe2, dup3. Source: Linux asm-generic/fcntl.h.</summary>
[Flags]
public enum OpenFlags : uint
{
    /// <summary>O_RDONLY.</summary>
    ReadOnly = 0,
    /// <summary>O_WRONLY.</summary>
    WriteOnly = 1,
    /// <summary>O_RDWR.</summary>
    ReadWrite = 2,
    /// <summary>O_ACCMODE, the mask of the three above.</summary>
    AccessMode = 3,
    /// <summary>O_CREAT.</summary>
    Create = 0x40,
    /// <summary>O_EXCL.</summary>
    Exclusive = 0x80,
    /// <summary>O_NOCTTY.</summary>
    NoControllingTerminal = 0x100,
    /// <summary>O_TRUNC.</summary>
    Truncate = 0x200,
    /// <summary>O_APPEND.</summary>
    Append = 0x400,
    /// <summary>O_NONBLOCK.</summary>
    NonBlock = 0x800,
    /// <summary>O_DSYNC.</summary>
    DataSync = 0x1000,
    /// <summary>FASYNC.</summary>
    Async = 0x2000,
    /// <summary>O_DIRECT.</summary>
    Direct = 0x4000,
    /// <summary>O_LARGEFILE.</summary>
    LargeFile = 0x8000,
    /// <summary>O_DIRECTORY.</summary>
    Directory = 0x1_0000,
    /// <summary>O_NOFOLLOW.</summary>
    NoFollow = 0x2_0000,
    /// <summary>O_NOATIME.</summary>
    NoAccessTime = 0x4_0000,
    /// <summary>O_CLOEXEC.</summary>
    CloseOnExec = 0x8_0000,
    /// <summary>O_SYNC (includes O_DSYNC).</summary>
    Sync = 0x10_1000,
    /// <summary>O_PATH.</summary>
    Path = 0x20_0000,
    /// <summary>O_TMPFILE (includes O_DIRECTORY).</summary>
    TemporaryFile = 0x41_0000,
    /// <summary>FMODE_NONOTIFY: nobody hears of what is done through the file. No flag of open, but F_GETFL shows it.</summary>
    NoNotices = 0x200_0000,
}

/// <summary>st_mode: type in the upper four bits, then set-id, sticky and permissions. Source: inode(7).</summary>
[Flags]
public enum FileMode : uint
{
    /// <summary>No bits.</summary>
    None = 0,
    /// <summary>S_IXOTH.</summary>
    OtherExecute = 0x1,
    /// <summary>S_IWOTH.</summary>
    OtherWrite = 0x2,
    /// <summary>S_IROTH.</summary>
    OtherRead = 0x4,
    /// <summary>S_IXGRP.</summary>
    GroupExecute = 0x8,
    /// <summary>S_IWGRP.</summary>
    GroupWrite = 0x10,
    /// <summary>S_IRGRP.</summary>
    GroupRead = 0x20,
    /// <summary>S_IXUSR.</summary>
    OwnerExecute = 0x40,
    /// <summary>S_IWUSR.</summary>
    OwnerWrite = 0x80,
    /// <summary>S_IRUSR.</summary>
    OwnerRead = 0x100,
    /// <summary>S_ISVTX.</summary>
    Sticky = 0x200,
    /// <summary>S_ISGID.</summary>
    SetGroupId = 0x400,
    /// <summary>S_ISUID.</summary>
    SetUserId = 0x800,
    /// <summary>S_IRWXUGO.</summary>
    PermissionMask = 0x1FF,
    /// <summary>S_IALLUGO: what chmod may set.</summary>
    ChangeableMask = 0xFFF,
    /// <summary>S_IFIFO.</summary>
    Fifo = 0x1000,
    /// <summary>S_IFCHR.</summary>
    CharacterDevice = 0x2000,
    /// <summary>S_IFDIR.</summary>
    Directory = 0x4000,
    /// <summary>S_IFBLK.</summary>
    BlockDevice = 0x6000,
    /// <summary>S_IFREG.</summary>
    Regular = 0x8000,
    /// <summary>S_IFLNK.</summary>
    SymbolicLink = 0xA000,
    /// <summary>S_IFSOCK.</summary>
    Socket = 0xC000,
    /// <summary>S_IFMT: the type's mask.</summary>
    TypeMask = 0xF000,
}

/// <summary>AT_* of the *at calls. Source: Linux uapi/linux/fcntl.h.</summary>
[Flags]
public enum AtFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,
    /// <summary>AT_SYMLINK_NOFOLLOW.</summary>
    SymlinkNoFollow = 0x100,
    /// <summary>AT_EACCESS of faccessat2, the same bit as AT_REMOVEDIR.</summary>
    EffectiveAccess = 0x200,
    /// <summary>AT_REMOVEDIR of unlinkat.</summary>
    RemoveDirectory = 0x200,
    /// <summary>AT_SYMLINK_FOLLOW of linkat.</summary>
    SymlinkFollow = 0x400,
    /// <summary>AT_NO_AUTOMOUNT.</summary>
    NoAutomount = 0x800,
    /// <summary>AT_EMPTY_PATH.</summary>
    EmptyPath = 0x1000,
    /// <summary>AT_STATX_SYNC_TYPE.</summary>
    StatxSyncMask = 0x6000,
}

/// <summary>Special descriptors.</summary>
public static class Descriptor
{
    /// <summary>AT_FDCWD: relative to the current directory.</summary>
    public const int CurrentDirectory = -100;
}

/// <summary>Third argument of lseek.</summary>
public enum SeekOrigin : uint
{
    /// <summary>SEEK_SET.</summary>
    Set = 0,
    /// <summary>SEEK_CUR.</summary>
    Current = 1,
    /// <summary>SEEK_END.</summary>
    End = 2,
    /// <summary>SEEK_DATA.</summary>
    Data = 3,
    /// <summary>SEEK_HOLE.</summary>
    Hole = 4,
}

/// <summary>What access and permission checks ask for (R_OK, W_OK, X_OK).</summary>
[Flags]
public enum AccessMode : uint
{
    /// <summary>F_OK.</summary>
    Exists = 0,
    /// <summary>X_OK.</summary>
    Execute = 1,
    /// <summary>W_OK.</summary>
    Write = 2,
    /// <summary>R_OK.</summary>
    Read = 4,
}

/// <summary>Commands of fcntl. Source: Linux asm-generic/fcntl.h and uapi/linux/fcntl.h.</summary>
public enum FcntlCommand : uint
{
    /// <summary>F_DUPFD.</summary>
    Duplicate = 0,
    /// <summary>F_GETFD.</summary>
    GetDescriptorFlags = 1,
    /// <summary>F_SETFD.</summary>
    SetDescriptorFlags = 2,
    /// <summary>F_GETFL.</summary>
    GetStatusFlags = 3,
    /// <summary>F_SETFL.</summary>
    SetStatusFlags = 4,
    /// <summary>F_GETLK.</summary>
    GetLock = 5,
    /// <summary>F_SETLK.</summary>
    SetLock = 6,
    /// <summary>F_SETLKW.</summary>
    SetLockWait = 7,
    /// <summary>F_SETOWN.</summary>
    SetOwner = 8,
    /// <summary>F_GETOWN.</summary>
    GetOwner = 9,
    /// <summary>F_SETSIG.</summary>
    SetSignal = 10,
    /// <summary>F_GETSIG.</summary>
    GetSignal = 11,
    /// <summary>F_SETOWN_EX.</summary>
    SetOwnerOfKind = 15,
    /// <summary>F_GETOWN_EX.</summary>
    GetOwnerOfKind = 16,
    /// <summary>F_GETOWNER_UIDS.</summary>
    GetOwnerUsers = 17,
    /// <summary>F_OFD_GETLK.</summary>
    OpenFileGetLock = 36,
    /// <summary>F_OFD_SETLK.</summary>
    OpenFileSetLock = 37,
    /// <summary>F_OFD_SETLKW.</summary>
    OpenFileSetLockWait = 38,
    /// <summary>F_SETLEASE.</summary>
    SetLease = 1024,
    /// <summary>F_GETLEASE.</summary>
    GetLease = 1025,
    /// <summary>F_NOTIFY.</summary>
    Notify = 1026,
    /// <summary>F_DUPFD_CLOEXEC.</summary>
    DuplicateCloseOnExec = 1030,
    /// <summary>F_SETPIPE_SZ.</summary>
    SetPipeSize = 1031,
    /// <summary>F_GETPIPE_SZ.</summary>
    GetPipeSize = 1032,
    /// <summary>F_ADD_SEALS.</summary>
    AddSeals = 1033,
    /// <summary>F_GET_SEALS.</summary>
    GetSeals = 1034,
}

/// <summary>F_SEAL_*: what nobody may do with a file in memory any more.</summary>
[System.Flags]
public enum FileSeals : uint
{
    /// <summary>Everything is allowed.</summary>
    None = 0,
    /// <summary>F_SEAL_SEAL: no more seals.</summary>
    Seal = 1,
    /// <summary>F_SEAL_SHRINK.</summary>
    Shrink = 2,
    /// <summary>F_SEAL_GROW.</summary>
    Grow = 4,
    /// <summary>F_SEAL_WRITE.</summary>
    Write = 8,
    /// <summary>F_SEAL_FUTURE_WRITE: what is mapped already may be stored to.</summary>
    FutureWrite = 16,
    /// <summary>F_SEAL_EXEC: the bits of execution stay.</summary>
    Execute = 32,
    /// <summary>Either seal against stores.</summary>
    Stores = Write | FutureWrite,
    /// <summary>All there are.</summary>
    All = 63,
}
