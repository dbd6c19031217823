// Changes of mode, owner and times as one request.
using Lume.Abi;

namespace Lume.Kernel.Vfs;

/// <summary>What chmod, chown and utimensat ask for; absent parts stay.</summary>
public readonly struct AttributeChange
{
    /// <summary>New permission bits (07777), or null.</summary>
    public FileMode? Permissions { get; init; }

    /// <summary>New owner, or null.</summary>
    public uint? UserId { get; init; }

    /// <summary>New group, or null.</summary>
    public uint? GroupId { get; init; }

    /// <summary>New access time, nanoseconds since 1970 UTC, or null.</summary>
    public long? AccessTime { get; init; }

    /// <summary>New modification time, nanoseconds since 1970 UTC, or null.</summary>
    public long? ModificationTime { get; init; }

    /// <summary>When the change happens, nanoseconds since 1970 UTC: the new change time.</summary>
    public long Now { get; init; }

    /// <summary>Writes the change into the inode's fields. Under its lock.</summary>
    public void ApplyTo(Inode inode)
    {
        if (Permissions is { } permissions)
        {
            inode.Mode = inode.Type | (permissions & FileMode.ChangeableMask);
        }

        inode.UserId = UserId ?? inode.UserId;
        inode.GroupId = GroupId ?? inode.GroupId;
        inode.AccessTime = AccessTime ?? inode.AccessTime;
        inode.ModificationTime = ModificationTime ?? inode.ModificationTime;
        inode.ChangeTime = Now;
    }
}
