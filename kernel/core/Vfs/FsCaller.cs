// Who asks for an operation on names.
using System;
using Lume.Abi;
using Lume.Kernel.Security;

namespace Lume.Kernel.Vfs;

/// <summary>The context and credentials that an operation on names uses.</summary>
public readonly ref struct FsCaller
{
    /// <summary>Someone.</summary>
    public FsCaller(FsContext context, Credentials credentials)
    {
        Context = context;
        Credentials = credentials;
    }

    /// <summary>Root, current directory, umask.</summary>
    public FsContext Context { get; }

    /// <summary>Whose permissions count.</summary>
    public Credentials Credentials { get; }

    /// <summary>A walk for this caller.</summary>
    public PathWalker Walker(ReadOnlySpan<byte> path, PathRef start, WalkFlags flags) =>
        new(path, Context, start, Credentials, flags);

    /// <summary>What a new inode in <paramref name="directory"/> gets: umask applied, group inherited from a set-group-id directory.</summary>
    public NodeRequest NewNode(Inode directory, FileMode type, FileMode permissions)
    {
        FileMode mode = type | (permissions & FileMode.ChangeableMask & ~Context.Umask);
        return Owned(directory, mode);
    }

    /// <summary>As <see cref="NewNode"/> for what ignores the umask (symbolic links).</summary>
    public NodeRequest Owned(Inode directory, FileMode mode)
    {
        uint group = Credentials.FileGroupId;
        if ((directory.Mode & FileMode.SetGroupId) != 0)
        {
            group = directory.GroupId;
            if ((mode & FileMode.TypeMask) == FileMode.Directory)
            {
                mode |= FileMode.SetGroupId;
            }
            else if ((mode & (FileMode.SetGroupId | FileMode.GroupExecute)) == (FileMode.SetGroupId | FileMode.GroupExecute)
                && !Credentials.InGroup(group) && !Credentials.Has(Capability.FileSetId))
            {
                mode &= ~FileMode.SetGroupId;
            }
        }

        return new NodeRequest(mode, Credentials.FileUserId, group);
    }
}
