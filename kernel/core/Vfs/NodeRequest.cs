// What a new file should be.
using System;
using Lume.Abi;

namespace Lume.Kernel.Vfs;

/// <summary>Type, permissions and owner of an inode to be made.</summary>
public readonly ref struct NodeRequest
{
    /// <summary>A request.</summary>
    /// <param name="mode">Type and final permissions (umask applied).</param>
    /// <param name="userId">Owner.</param>
    /// <param name="groupId">Group.</param>
    public NodeRequest(FileMode mode, uint userId, uint groupId)
    {
        Mode = mode;
        UserId = userId;
        GroupId = groupId;
    }

    /// <summary>Type and permissions.</summary>
    public FileMode Mode { get; init; }

    /// <summary>Owner.</summary>
    public uint UserId { get; init; }

    /// <summary>Group.</summary>
    public uint GroupId { get; init; }

    /// <summary>For device nodes: the number, packed as <see cref="DeviceNumber"/> says.</summary>
    public ulong Device { get; init; }

    /// <summary>For symbolic links: the target, 1 to 4095 bytes.</summary>
    public ReadOnlySpan<byte> Target { get; init; }
}

/// <summary>What a rename is to do with an existing destination. Source: renameat2(2).</summary>
[Flags]
public enum RenameFlags : uint
{
    /// <summary>Replace it.</summary>
    None = 0,

    /// <summary>RENAME_NOREPLACE: fail with EEXIST.</summary>
    NoReplace = 1,

    /// <summary>RENAME_EXCHANGE: swap both.</summary>
    Exchange = 2,

    /// <summary>RENAME_WHITEOUT, refused.</summary>
    Whiteout = 4,
}

/// <summary>One rename as a file system sees it: both directories are locked, permissions checked.</summary>
public readonly ref struct RenameRequest
{
    /// <summary>Name in the directory that is asked.</summary>
    public NameSpan OldName { get; init; }

    /// <summary>What has that name.</summary>
    public Inode Node { get; init; }

    /// <summary>Destination directory; may be the same.</summary>
    public Inode NewDirectory { get; init; }

    /// <summary>Name there, to be kept.</summary>
    public ByteName NewName { get; init; }

    /// <summary>What has that name already, or null.</summary>
    public Inode? Replaced { get; init; }

    /// <summary>Whether the two swap places.</summary>
    public bool Exchange { get; init; }
}
