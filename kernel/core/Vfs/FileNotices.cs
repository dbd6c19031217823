// Telling watchers what happens to files: the VFS calls these where Linux's fsnotify hooks are.
// While nothing is watched each costs one load; then it costs two more unless the file or its directory is watched.
using System;
using System.Threading;
using Lume.Abi;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs;

/// <summary>Events of the VFS for inotify and F_NOTIFY. Source: inotify(7), Linux include/linux/fsnotify.h for what is told when.</summary>
public static class FileNotices
{
    private static int s_watches;
    private static int s_lastCookie;

    // A class of its own: every read and write asks s_watches, and must not ask each time whether a constructor ran.
    private static class Guard
    {
        public static readonly Mutex Lock = new();
    }

    /// <summary>Guards all watches and event queues. Taken after every other sleeping lock of the VFS.</summary>
    internal static Mutex Lock => Guard.Lock;

    /// <summary>fs.dir-notify-enable: 0 refuses F_NOTIFY.</summary>
    public static int DirectorySetting { get; set; } = 1;

    /// <summary>Whether anything is watched at all.</summary>
    public static bool AreWanted => Volatile.Read(ref s_watches) != 0;

    /// <summary>Something was done to a file: its directory's watchers hear of it by name, its own without.</summary>
    public static void Tell(PathRef? place, FileEvents what)
    {
        if (AreWanted && place is { Dentry: { Inode: { } node } dentry })
        {
            TellBoth(dentry, node, what);
        }
    }

    /// <summary>A name came into a directory or left it.</summary>
    internal static void TellDirectory(Inode directory, ReadOnlySpan<byte> name, Inode node, FileEvents what, uint cookie = 0)
    {
        if (directory.Watches is not null)
        {
            using (Lock.Enter())
            {
                Deliver(directory, what | KindOf(node), cookie, name, isUnlinked: false);
            }
        }
    }

    /// <summary>Something happened to a file that its directory does not hear of.</summary>
    internal static void TellSelf(Inode node, FileEvents what)
    {
        if (node.Watches is null)
        {
            return;
        }

        using (Lock.Enter())
        {
            FileEvents kind = (what & (FileEvents.DeleteSelf | FileEvents.MoveSelf)) != 0 ? FileEvents.None : KindOf(node);
            Deliver(node, what | kind, 0, default, isUnlinked: false);
            if (what == FileEvents.DeleteSelf)
            {
                RemoveAll(node);
            }
        }
    }

    /// <summary>A name moved: both directories hear of it with one cookie, then what was replaced, then the file itself.</summary>
    internal static void TellMove(
        Inode from, ReadOnlySpan<byte> oldName, Inode to, ReadOnlySpan<byte> newName, Inode node, Inode? replaced)
    {
        if (AreWanted)
        {
            uint cookie = (uint)Interlocked.Increment(ref s_lastCookie);
            if (ReferenceEquals(from, to))
            {
                TellDirectory(from, oldName, node, FileEvents.Renamed);
            }

            TellDirectory(from, oldName, node, FileEvents.MovedFrom, cookie);
            TellDirectory(to, newName, node, FileEvents.MovedTo, cookie);
            if (replaced is not null)
            {
                TellSelf(replaced, FileEvents.Attributes);
            }

            TellSelf(node, FileEvents.MoveSelf);
        }
    }

    /// <summary>An instance of a file system goes: so do the watches of its files.</summary>
    internal static void TellUnmount(SuperBlock super)
    {
        if (!AreWanted)
        {
            return;
        }

        using (Lock.Enter())
        {
            for (WatchFile? file = WatchFile.First; file is not null; file = file.Next)
            {
                file.RemoveAllOf(super);
            }
        }
    }

    /// <summary>Counts watches, so that nobody looks for them while there are none. Under <see cref="Lock"/>.</summary>
    internal static void Count(int change) => Volatile.Write(ref s_watches, s_watches + change);

    private static void TellBoth(Dentry dentry, Inode node, FileEvents what)
    {
        Inode? directory = dentry.IsRoot ? null : dentry.Parent.Inode;
        if (node.Watches is null && directory?.Watches is null)
        {
            return;
        }

        FileEvents told = what | KindOf(node);
        using (Lock.Enter())
        {
            if (directory is not null)
            {
                Deliver(directory, told, 0, dentry.Name.Bytes, !dentry.IsHashed);
            }

            Deliver(node, told, 0, default, isUnlinked: false);
        }
    }

    private static void Deliver(Inode node, FileEvents what, uint cookie, ReadOnlySpan<byte> name, bool isUnlinked)
    {
        Watch? watch = node.Watches;
        while (watch is not null)
        {
            Watch? next = watch.NextOfInode;
            if ((watch.Mask & what & (FileEvents.All | FileEvents.Renamed)) != 0 && (!isUnlinked || (watch.Mask & FileEvents.ExcludeUnlinked) == 0))
            {
                watch.Notify(what, cookie, name);
                if ((watch.Mask & FileEvents.OneShot) != 0)
                {
                    watch.End();
                }
            }

            watch = next;
        }
    }

    private static void RemoveAll(Inode node)
    {
        while (node.Watches is { } watch)
        {
            watch.End();
        }
    }

    private static FileEvents KindOf(Inode node) => node.IsDirectory ? FileEvents.IsDirectory : FileEvents.None;
}
