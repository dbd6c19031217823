// FAN_* of fanotify_init and fanotify_mark. Source: Linux uapi/linux/fanotify.h.
using System;

namespace Lume.Abi;

/// <summary>Flags of fanotify_init.</summary>
[Flags]
public enum MarkGroupFlags : uint
{
    /// <summary>FAN_CLASS_NOTIF.</summary>
    None = 0,
    /// <summary>FAN_CLOEXEC.</summary>
    CloseOnExec = 1,
    /// <summary>FAN_NONBLOCK.</summary>
    NonBlock = 2,
    /// <summary>FAN_CLASS_CONTENT.</summary>
    Content = 4,
    /// <summary>FAN_CLASS_PRE_CONTENT.</summary>
    PreContent = 8,
    /// <summary>The class bits.</summary>
    ClassMask = Content | PreContent,
    /// <summary>FAN_UNLIMITED_QUEUE.</summary>
    UnlimitedQueue = 0x10,
    /// <summary>FAN_UNLIMITED_MARKS.</summary>
    UnlimitedMarks = 0x20,
    /// <summary>FAN_REPORT_PIDFD.</summary>
    ReportPidFile = 0x80,
    /// <summary>FAN_REPORT_TID.</summary>
    ReportThread = 0x100,
    /// <summary>FAN_REPORT_FID.</summary>
    ReportHandle = 0x200,
    /// <summary>FAN_REPORT_DIR_FID.</summary>
    ReportDirectory = 0x400,
    /// <summary>FAN_REPORT_NAME.</summary>
    ReportName = 0x800,
    /// <summary>FAN_REPORT_TARGET_FID.</summary>
    ReportTarget = 0x1000,
    /// <summary>FAN_REPORT_FD_ERROR.</summary>
    ReportError = 0x2000,
    /// <summary>What makes events carry handles instead of descriptors.</summary>
    HandleMask = ReportHandle | ReportDirectory | ReportName | ReportTarget,
    /// <summary>What needs CAP_SYS_ADMIN.</summary>
    Privileged = ClassMask | UnlimitedQueue | UnlimitedMarks | ReportPidFile | ReportThread | ReportError,
    /// <summary>All that is known.</summary>
    Known = Privileged | HandleMask | CloseOnExec | NonBlock,
}

/// <summary>Flags of fanotify_mark.</summary>
[Flags]
public enum MarkFlags : uint
{
    /// <summary>FAN_MARK_INODE.</summary>
    None = 0,
    /// <summary>FAN_MARK_ADD.</summary>
    Add = 1,
    /// <summary>FAN_MARK_REMOVE.</summary>
    Remove = 2,
    /// <summary>FAN_MARK_DONT_FOLLOW.</summary>
    DontFollow = 4,
    /// <summary>FAN_MARK_ONLYDIR.</summary>
    OnlyDirectory = 8,
    /// <summary>FAN_MARK_MOUNT.</summary>
    Mount = 0x10,
    /// <summary>FAN_MARK_IGNORED_MASK.</summary>
    IgnoredMask = 0x20,
    /// <summary>FAN_MARK_IGNORED_SURV_MODIFY.</summary>
    SurvivesModify = 0x40,
    /// <summary>FAN_MARK_FLUSH.</summary>
    Flush = 0x80,
    /// <summary>FAN_MARK_FILESYSTEM.</summary>
    FileSystem = 0x100,
    /// <summary>FAN_MARK_EVICTABLE.</summary>
    Evictable = 0x200,
    /// <summary>FAN_MARK_IGNORE.</summary>
    Ignore = 0x400,
    /// <summary>What is done.</summary>
    CommandMask = Add | Remove | Flush,
    /// <summary>What is marked.</summary>
    KindMask = Mount | FileSystem,
    /// <summary>Whether the mask is of what is ignored.</summary>
    IgnoreBits = IgnoredMask | Ignore,
    /// <summary>All that is known.</summary>
    Known = CommandMask | KindMask | IgnoreBits | DontFollow | OnlyDirectory | SurvivesModify | Evictable,
}

/// <summary>Answers to permission events.</summary>
public static class MarkResponse
{
    /// <summary>FAN_ALLOW.</summary>
    public const uint Allow = 1;
    /// <summary>FAN_DENY.</summary>
    public const uint Deny = 2;
    /// <summary>Bytes of struct fanotify_response.</summary>
    public const int Size = 8;
}

/// <summary>FAN_EVENT_INFO_TYPE_*.</summary>
public enum MarkRecord : byte
{
    /// <summary>FAN_EVENT_INFO_TYPE_FID.</summary>
    Handle = 1,
    /// <summary>FAN_EVENT_INFO_TYPE_DFID_NAME.</summary>
    DirectoryAndName = 2,
    /// <summary>FAN_EVENT_INFO_TYPE_DFID.</summary>
    Directory = 3,
    /// <summary>FAN_EVENT_INFO_TYPE_PIDFD.</summary>
    PidFile = 4,
    /// <summary>FAN_EVENT_INFO_TYPE_OLD_DFID_NAME.</summary>
    OldDirectoryAndName = 10,
    /// <summary>FAN_EVENT_INFO_TYPE_NEW_DFID_NAME.</summary>
    NewDirectoryAndName = 12,
}
