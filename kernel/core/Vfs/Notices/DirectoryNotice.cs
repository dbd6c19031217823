// F_NOTIFY: a signal to the owner of an open directory when something happens in it. Source: fcntl(2), Linux fs/notify/dnotify.
using Lume.Abi;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>
/// What one process asked of one open directory. It ends with any close of a descriptor of that file in that process, as record locks do.
/// </summary>
internal sealed class DirectoryNotice : InodeWatch
{
    private readonly OpenFile _file;
    private readonly FileTable _table;
    private int _descriptor;

    private DirectoryNotice(OpenFile file, FileTable table)
        : base(file.Inode)
    {
        _file = file;
        _table = table;
        Mask = FileEvents.OneShot;
        Attach();
    }

    /// <summary>Asks for events, besides those that were asked for before. ENOTDIR.</summary>
    /// <param name="file">An open directory.</param>
    /// <param name="table">Whose descriptor it is.</param>
    /// <param name="descriptor">What the signals call it.</param>
    /// <param name="events">What for.</param>
    public static Errno Ask(OpenFile file, FileTable table, int descriptor, DirectoryEvents events)
    {
        if (!file.Inode.IsDirectory)
        {
            return Errno.ENOTDIR;
        }

        using (AsyncList.Lock.Enter())
        {
            file.RequireOwner().SetDefaultLocked(null);
        }

        using (FileNotices.Lock.Enter())
        {
            DirectoryNotice notice = FindLocked(file, table) ?? new DirectoryNotice(file, table);
            notice._descriptor = descriptor;
            notice.Mask |= Translate(events);
            if ((events & DirectoryEvents.Multishot) != 0)
            {
                notice.Mask &= ~FileEvents.OneShot;
            }
        }

        // A close of another thread may have come between: it found nothing to end.
        if (!table.Holds(descriptor, file))
        {
            End(file, table);
        }

        return Errno.None;
    }

    /// <summary>Ends what a process asked of an open directory; nothing when it asked nothing.</summary>
    public static void End(OpenFile file, FileTable table)
    {
        if (file.Inode is not { IsDirectory: true, Watches: not null })
        {
            return;
        }

        using (FileNotices.Lock.Enter())
        {
            FindLocked(file, table)?.End();
        }
    }

    /// <summary>The file is closed: no process can ask for anything of it. Those that closed it themselves have ended their notices already.</summary>
    public static void EndAll(OpenFile file)
    {
        if (file.Inode is not { IsDirectory: true, Watches: not null })
        {
            return;
        }

        using (FileNotices.Lock.Enter())
        {
            while (FindLocked(file, null) is { } notice)
            {
                notice.End();
            }
        }
    }

    /// <inheritdoc/>
    public override void End() => Detach();

    /// <inheritdoc/>
    protected override void Notify(in FileNotice notice, bool isByName)
    {
        using (AsyncList.Lock.Enter())
        {
            FileSignals.Send(_file.Owner, _descriptor, PollReason.Message);
        }
    }

    private static DirectoryNotice? FindLocked(OpenFile file, FileTable? table)
    {
        for (Watch? watch = file.Inode.Watches; watch is not null; watch = watch.Next)
        {
            bool isOfFile = watch is DirectoryNotice notice && ReferenceEquals(notice._file, file);
            if (isOfFile && (table is null || ReferenceEquals(((DirectoryNotice)watch)._table, table)))
            {
                return (DirectoryNotice)watch;
            }
        }

        return null;
    }

    private static FileEvents Translate(DirectoryEvents events)
    {
        FileEvents wanted = FileEvents.None;
        wanted |= (events & DirectoryEvents.Access) != 0 ? FileEvents.Access : 0;
        wanted |= (events & DirectoryEvents.Modify) != 0 ? FileEvents.Modify : 0;
        wanted |= (events & DirectoryEvents.Create) != 0 ? FileEvents.Create | FileEvents.MovedTo : 0;
        wanted |= (events & DirectoryEvents.Delete) != 0 ? FileEvents.Delete | FileEvents.MovedFrom : 0;
        wanted |= (events & DirectoryEvents.Rename) != 0 ? FileEvents.Renamed : 0;
        wanted |= (events & DirectoryEvents.Attributes) != 0 ? FileEvents.Attributes : 0;
        return wanted;
    }
}
