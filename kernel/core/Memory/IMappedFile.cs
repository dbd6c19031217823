// What a file system's open file offers so that it can be mapped and executed.
using System;

namespace Lume.Kernel.Memory;

/// <summary>
/// An open file as the memory room sees it: the pages of its inode and the name that /proc/pid/maps shows.
/// Implemented by the open file description. Only slow paths call it; faults use <see cref="Pages"/> as cached in the area.
/// </summary>
public interface IMappedFile
{
    /// <summary>The page cache of the file's inode: one object for all who open that inode.</summary>
    MemoryObject Pages { get; }

    /// <summary>Device number as stat shows it (st_dev).</summary>
    ulong DeviceNumber { get; }

    /// <summary>Inode number.</summary>
    ulong InodeNumber { get; }

    /// <summary>Takes one reference on the open file (an area holds it, so an unlinked file's pages stay).</summary>
    void AddReference();

    /// <summary>Gives one reference back. May sleep; called without any address space's lock.</summary>
    void Release();

    /// <summary>Writes the path as seen from the global root into <paramref name="buffer"/>; returns its length, cut if it does not fit.</summary>
    int CopyPath(Span<byte> buffer);
}
