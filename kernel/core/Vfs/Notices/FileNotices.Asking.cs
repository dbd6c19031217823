// Asking for permission before something is done: what fanotify has besides telling.
using System.Collections.Generic;
using System.Threading;
using Lume.Abi;
using Lume.Hal;

namespace Lume.Kernel.Vfs.Notices;

public static partial class FileNotices
{
    private static int s_askers;

    /// <summary>Whether anybody may want to be asked.</summary>
    public static bool AreAsked => Relaxed.Read(ref s_askers) != 0;

    /// <summary>Asks whether a file may be opened. EPERM, ERESTARTSYS. May sleep until a program answers: no locks are held, the inode is.</summary>
    /// <param name="place">The file.</param>
    /// <param name="flags">As given to open.</param>
    /// <param name="isExecution">Whether it will be executed.</param>
    internal static Errno AskOpen(PathRef place, OpenFlags flags, bool isExecution)
    {
        if ((flags & OpenFlags.NoNotices) != 0)
        {
            return Errno.None;
        }

        Errno error = isExecution ? Ask(place, FileEvents.OpenExecutePermission) : Errno.None;
        return error == Errno.None ? Ask(place, FileEvents.OpenPermission) : error;
    }

    /// <summary>Asks whether an open file may be read. EPERM, ERESTARTSYS. May sleep until a program answers.</summary>
    internal static Errno AskRead(OpenFile file) =>
        (file.Flags & OpenFlags.NoNotices) == 0 && file.Location is { } place ? Ask(place, FileEvents.AccessPermission) : Errno.None;

    /// <summary>Counts groups that may want to be asked. Under <see cref="Lock"/>.</summary>
    internal static void CountAskers(int change) => Volatile.Write(ref s_askers, s_askers + change);

    private static Errno Ask(PathRef place, FileEvents what)
    {
        Dentry dentry = place.Dentry;
        Dentry? directory = dentry.IsRoot ? null : dentry.Parent;
        if (dentry.Inode is not { } node || !IsWatched(node, directory, place))
        {
            return Errno.None;
        }

        List<MarkGroup> asked;
        FileNotice notice = Describe(dentry, node, directory, what, place);
        using (Lock.Enter())
        {
            Spread(notice, node);
            asked = MarkGroup.ChooseAsked(notice);
        }

        // The mount must stay while somebody thinks.
        place.Mount.Pin();
        Errno error = Errno.None;
        foreach (MarkGroup group in asked)
        {
            error = error == Errno.None ? group.Ask(what, place) : error;
        }

        place.Mount.Unpin();
        return error;
    }
}
