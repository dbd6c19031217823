// IN_* of inotify, and what fanotify has besides. Source: Linux uapi/linux/inotify.h, fanotify.h.
using System;

namespace Lume.Abi;

/// <summary>Events of files, and options of a watch.</summary>
[Flags]
public enum FileEvents : uint
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>IN_ACCESS.</summary>
    Access = 1,
    /// <summary>IN_MODIFY.</summary>
    Modify = 2,
    /// <summary>IN_ATTRIB.</summary>
    Attributes = 4,
    /// <summary>IN_CLOSE_WRITE.</summary>
    CloseWritten = 8,
    /// <summary>IN_CLOSE_NOWRITE.</summary>
    CloseUnwritten = 0x10,
    /// <summary>IN_OPEN.</summary>
    Open = 0x20,
    /// <summary>IN_MOVED_FROM.</summary>
    MovedFrom = 0x40,
    /// <summary>IN_MOVED_TO.</summary>
    MovedTo = 0x80,
    /// <summary>IN_CREATE.</summary>
    Create = 0x100,
    /// <summary>IN_DELETE.</summary>
    Delete = 0x200,
    /// <summary>IN_DELETE_SELF.</summary>
    DeleteSelf = 0x400,
    /// <summary>IN_MOVE_SELF.</summary>
    MoveSelf = 0x800,
    /// <summary>IN_ALL_EVENTS: what can be asked for.</summary>
    All = 0xFFF,
    /// <summary>FAN_OPEN_EXEC.</summary>
    OpenExecute = 0x1000,
    /// <summary>IN_UNMOUNT.</summary>
    Unmount = 0x2000,
    /// <summary>IN_Q_OVERFLOW.</summary>
    Overflow = 0x4000,
    /// <summary>IN_IGNORED.</summary>
    Ignored = 0x8000,
    /// <summary>FAN_FS_ERROR: what no file system in memory has.</summary>
    FileSystemError = 0x8000,
    /// <summary>FAN_OPEN_PERM.</summary>
    OpenPermission = 0x1_0000,
    /// <summary>FAN_ACCESS_PERM.</summary>
    AccessPermission = 0x2_0000,
    /// <summary>FAN_OPEN_EXEC_PERM.</summary>
    OpenExecutePermission = 0x4_0000,
    /// <summary>No event of programs: a name changed within its directory, for F_NOTIFY.</summary>
    Renamed = 0x10_0000,
    /// <summary>IN_ONLYDIR.</summary>
    OnlyDirectory = 0x0100_0000,
    /// <summary>IN_DONT_FOLLOW.</summary>
    DontFollow = 0x0200_0000,
    /// <summary>IN_EXCL_UNLINK.</summary>
    ExcludeUnlinked = 0x0400_0000,
    /// <summary>FAN_EVENT_ON_CHILD.</summary>
    OnChild = 0x0800_0000,
    /// <summary>FAN_RENAME.</summary>
    Rename = 0x1000_0000,
    /// <summary>IN_MASK_CREATE.</summary>
    MaskCreate = 0x1000_0000,
    /// <summary>IN_MASK_ADD.</summary>
    MaskAdd = 0x2000_0000,
    /// <summary>IN_ISDIR, FAN_ONDIR.</summary>
    IsDirectory = 0x4000_0000,
    /// <summary>IN_ONESHOT.</summary>
    OneShot = 0x8000_0000,
}

/// <summary>DN_* of F_NOTIFY. Source: Linux uapi/linux/fcntl.h.</summary>
[Flags]
public enum DirectoryEvents : uint
{
    /// <summary>DN_ACCESS.</summary>
    Access = 1,
    /// <summary>DN_MODIFY.</summary>
    Modify = 2,
    /// <summary>DN_CREATE.</summary>
    Create = 4,
    /// <summary>DN_DELETE.</summary>
    Delete = 8,
    /// <summary>DN_RENAME.</summary>
    Rename = 0x10,
    /// <summary>DN_ATTRIB.</summary>
    Attributes = 0x20,
    /// <summary>DN_MULTISHOT: until it is taken back, not once.</summary>
    Multishot = 0x8000_0000,
}
