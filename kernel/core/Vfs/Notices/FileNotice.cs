// What happened to a file, as all watches are told of it.
using System;
using Lume.Abi;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>What an object that has watches is to an event.</summary>
internal enum WatchRole
{
    /// <summary>It happened to this inode; a change of names, to this directory.</summary>
    Self,

    /// <summary>The directory of what it happened to.</summary>
    Parent,

    /// <summary>The directory that a name moved to, for FAN_RENAME.</summary>
    NewParent,

    /// <summary>The mount through which it was done.</summary>
    Mount,

    /// <summary>The file system that it happened in.</summary>
    FileSystem,
}

/// <summary>An event before anybody asked whether he wants it.</summary>
internal readonly ref struct FileNotice
{
    private const FileEvents NameEvents = FileEvents.Create | FileEvents.Delete | FileEvents.MovedFrom | FileEvents.MovedTo
        | FileEvents.Rename | FileEvents.Renamed;

    /// <summary>One event, with <see cref="FileEvents.IsDirectory"/> where the subject is one.</summary>
    public required FileEvents What { get; init; }

    /// <summary>What it happened to; for a change of names, what has the name.</summary>
    public required Inode Subject { get; init; }

    /// <summary>A name of the subject, where the teller knows one.</summary>
    public Dentry? SubjectName { get; init; }

    /// <summary>The directory of <see cref="Name"/>.</summary>
    public Dentry? Directory { get; init; }

    /// <summary>The name in <see cref="Directory"/>.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>The name is gone from its directory.</summary>
    public bool IsUnlinked { get; init; }

    /// <summary>Joins the two events of a move.</summary>
    public uint Cookie { get; init; }

    /// <summary>Where it was done, if that was by an open file; null: no mount hears of it, and nothing can be opened.</summary>
    public PathRef? Place { get; init; }

    /// <summary>Where a name moved to; set for <see cref="FileEvents.Rename"/>.</summary>
    public Dentry? NewDirectory { get; init; }

    /// <summary>The new name.</summary>
    public ReadOnlySpan<byte> NewName { get; init; }

    /// <summary>Whether a directory's names changed.</summary>
    public bool IsOfNames => (What & NameEvents) != 0;

    /// <summary>Whether the subject is a directory.</summary>
    public bool IsOfDirectory => (What & FileEvents.IsDirectory) != 0;
}
