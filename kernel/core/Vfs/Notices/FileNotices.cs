// Telling watches what happens to files: the VFS calls these where Linux's fsnotify hooks are.
// While nothing is watched each costs one load; then it costs a few more unless the file, its directory, mount or file system is watched.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>
/// Events of the VFS for inotify, fanotify and F_NOTIFY. Source: inotify(7), fanotify(7), Linux include/linux/fsnotify.h for what is told when.
/// </summary>
public static partial class FileNotices
{
    private static int s_watches;
    private static int s_lastCookie;

    // A class of its own: every read and write asks s_watches, and must not ask each time whether a constructor ran.
    private static class Guard
    {
        public static readonly Mutex Lock = new();
    }

    /// <summary>Guards all watches and event queues. Taken after every other sleeping lock of the VFS, but those of file handles and signals of files.</summary>
    internal static Mutex Lock => Guard.Lock;

    /// <summary>fs.dir-notify-enable: 0 refuses F_NOTIFY.</summary>
    public static int DirectorySetting { get; set; } = 1;

    /// <summary>Whether anything is watched at all.</summary>
    public static bool AreWanted => Relaxed.Read(ref s_watches) != 0;

    /// <summary>Something was done through an open file: its directory's watches hear of it by name, its own without.</summary>
    public static void Tell(OpenFile file, FileEvents what)
    {
        if (AreWanted)
        {
            TellWanted(file, what);
        }
    }

    /// <summary>Attributes or the length of a file changed: as <see cref="Tell"/>, but no mount hears of it.</summary>
    public static void TellChange(PathRef? place, FileEvents what)
    {
        if (AreWanted && place is { Dentry: { Inode: { } node } dentry })
        {
            TellBoth(dentry, node, what, null);
        }
    }

    /// <summary>A name came into a directory or left it.</summary>
    internal static void TellDirectory(
        Dentry directory, ReadOnlySpan<byte> name, Inode node, FileEvents what, Dentry? nodeName = null, uint cookie = 0)
    {
        Inode inode = directory.Inode!;
        if (inode.Watches is not null || inode.Super.Watches is not null)
        {
            FileNotice notice = new()
            {
                What = what | KindOf(node),
                Subject = node,
                SubjectName = nodeName,
                Directory = directory,
                Name = name,
                Cookie = cookie,
            };
            using (Lock.Enter())
            {
                Deliver(notice, inode);
            }
        }
    }

    /// <summary>Something happened to a file that its directory does not hear of.</summary>
    internal static void TellSelf(Inode node, FileEvents what, Dentry? nodeName = null)
    {
        if (node.Watches is null && node.Super.Watches is null)
        {
            return;
        }

        FileNotice notice = new() { What = what | KindOf(node), Subject = node, SubjectName = nodeName };
        using (Lock.Enter())
        {
            Deliver(notice, node);
            if (what == FileEvents.DeleteSelf)
            {
                RemoveAll(node);
            }
        }
    }

    /// <summary>A name moved: both directories hear of it with one cookie, then what was replaced, then the file itself.</summary>
    internal static void TellMove(
        Dentry from, ReadOnlySpan<byte> oldName, Dentry to, ReadOnlySpan<byte> newName, Dentry moved, Inode? replaced)
    {
        if (!AreWanted)
        {
            return;
        }

        Inode node = moved.Inode!;
        uint cookie = (uint)Interlocked.Increment(ref s_lastCookie);
        TellRename(from, oldName, to, newName, moved);
        if (ReferenceEquals(from, to))
        {
            TellDirectory(from, oldName, node, FileEvents.Renamed);
        }

        TellDirectory(from, oldName, node, FileEvents.MovedFrom, moved, cookie);
        TellDirectory(to, newName, node, FileEvents.MovedTo, moved, cookie);
        if (replaced is not null)
        {
            TellSelf(replaced, FileEvents.Attributes);
        }

        TellSelf(node, FileEvents.MoveSelf, moved);
    }

    /// <summary>A mount is gone and not used any more: so are its watches.</summary>
    internal static void TellUnmount(Mount mount)
    {
        if (mount.Watches is not null)
        {
            using (Lock.Enter())
            {
                RemoveAll(mount);
            }
        }
    }

    /// <summary>An instance of a file system goes: so do its watches, and those of its files.</summary>
    internal static void TellUnmount(SuperBlock super)
    {
        if (!AreWanted)
        {
            return;
        }

        using (Lock.Enter())
        {
            foreach (WatchFile file in WatchFile.All)
            {
                file.RemoveAllOf(super);
            }

            foreach (MarkGroup group in MarkGroup.All)
            {
                group.RemoveAllOf(super);
            }

            RemoveAll(super);
        }
    }

    /// <summary>Counts watches, so that nobody looks for them while there are none. Under <see cref="Lock"/>.</summary>
    internal static void Count(int change) => Volatile.Write(ref s_watches, s_watches + change);

    private static void TellWanted(OpenFile file, FileEvents what)
    {
        if ((file.Flags & OpenFlags.NoNotices) == 0 && file.Location is { Dentry: { Inode: { } node } dentry } place)
        {
            TellBoth(dentry, node, what, place);
        }
    }

    private static void TellRename(Dentry from, ReadOnlySpan<byte> oldName, Dentry to, ReadOnlySpan<byte> newName, Dentry moved)
    {
        Inode oldDirectory = from.Inode!, newDirectory = to.Inode!;
        if (oldDirectory.Watches is null && newDirectory.Watches is null && oldDirectory.Super.Watches is null)
        {
            return;
        }

        FileNotice notice = new()
        {
            What = FileEvents.Rename | KindOf(moved.Inode!),
            Subject = moved.Inode!,
            SubjectName = moved,
            Directory = from,
            Name = oldName,
            NewDirectory = to,
            NewName = newName,
        };
        using (Lock.Enter())
        {
            Deliver(notice, oldDirectory);
        }
    }

    private static void TellBoth(Dentry dentry, Inode node, FileEvents what, PathRef? place)
    {
        Dentry? directory = dentry.IsRoot ? null : dentry.Parent;
        if (!IsWatched(node, directory, place))
        {
            return;
        }

        FileNotice notice = Describe(dentry, node, directory, what, place);
        using (Lock.Enter())
        {
            Deliver(notice, node);
        }
    }

    private static bool IsWatched(Inode node, Dentry? directory, PathRef? place) =>
        node.Watches is not null || directory?.Inode?.Watches is not null || node.Super.Watches is not null || place?.Mount.Watches is not null;

    private static FileNotice Describe(Dentry dentry, Inode node, Dentry? directory, FileEvents what, PathRef? place) => new()
    {
        What = what | KindOf(node),
        Subject = node,
        SubjectName = dentry,
        Directory = directory,
        Name = dentry.Name.Bytes,
        IsUnlinked = !dentry.IsHashed,
        Place = place,
    };

    // The directory hears first. Groups of marks decide when all of their marks have heard.
    private static void Deliver(in FileNotice notice, Inode self)
    {
        Spread(notice, self);
        MarkGroup.DecideAll(notice);
    }

    private static void Spread(in FileNotice notice, Inode self)
    {
        if (!notice.IsOfNames)
        {
            Hear(notice.Directory?.Inode?.Watches, notice, WatchRole.Parent);
        }

        Hear(self.Watches, notice, WatchRole.Self);
        Hear(notice.NewDirectory?.Inode?.Watches, notice, WatchRole.NewParent);
        Hear(notice.Place?.Mount.Watches, notice, WatchRole.Mount);
        Hear(self.Super.Watches, notice, WatchRole.FileSystem);
    }

    private static void Hear(Watch? watch, in FileNotice notice, WatchRole role)
    {
        while (watch is not null)
        {
            Watch? next = watch.Next;
            watch.Hear(notice, role);
            watch = next;
        }
    }

    private static void RemoveAll(IWatched target)
    {
        while (target.Watches is { } watch)
        {
            watch.End();
        }
    }

    private static FileEvents KindOf(Inode node) => node.IsDirectory ? FileEvents.IsDirectory : FileEvents.None;
}
