// fanotify: the marks of a group, and what they want together. Source: Linux fs/notify/fanotify.
using System.Threading;
using Lume.Abi;

namespace Lume.Kernel.Vfs.Notices;

public sealed partial class MarkGroup
{
    private const FileEvents Options = FileEvents.IsDirectory | FileEvents.OnChild;

    private Mark? _marks;

    // What the marks that have heard of an event want of it, until the group decides.
    private bool _hasHeard;
    private FileEvents _wanted, _ignored;
    private int _roles;

    /// <summary>FAN_MARK_ADD: a new mark, or more for the one that is there. ENOSPC, EEXIST.</summary>
    /// <param name="place">What is marked: its inode, mount or file system.</param>
    /// <param name="mask">Events and options.</param>
    /// <param name="flags">As given to fanotify_mark.</param>
    public Errno Add(PathRef place, FileEvents mask, MarkFlags flags)
    {
        // What goes ends its marks: while it is kept, none comes too late for that.
        if (!place.Inode.TryHold())
        {
            return Errno.ENOENT;
        }

        place.Mount.Pin();
        Errno error = AddHeld(TargetOf(place, flags), mask, flags);
        place.Inode.Drop();
        place.Mount.Unpin();
        return error;
    }

    /// <summary>FAN_MARK_REMOVE: less for a mark, which goes when nothing is left. ENOENT.</summary>
    /// <param name="place">What is marked.</param>
    /// <param name="mask">Events and options.</param>
    /// <param name="flags">As given to fanotify_mark.</param>
    /// <param name="kept">Bits that programs neither set nor clear here.</param>
    public Errno Remove(PathRef place, FileEvents mask, MarkFlags flags, FileEvents kept)
    {
        using (FileNotices.Lock.Enter())
        {
            if (FindMark(TargetOf(place, flags)) is not { } mark)
            {
                return Errno.ENOENT;
            }

            if (!mark.Take(mask, flags, kept))
            {
                Remove(mark);
            }

            return Errno.None;
        }
    }

    /// <summary>FAN_MARK_FLUSH: ends all marks of a kind.</summary>
    public void Flush(MarkFlags kind)
    {
        using (FileNotices.Lock.Enter())
        {
            RemoveAll(kind);
        }
    }

    /// <summary>Ends a mark.</summary>
    internal void Remove(Mark mark)
    {
        mark.Detach();
        mark.NextOfGroup?.PreviousOfGroup = mark.PreviousOfGroup;
        if (mark.PreviousOfGroup is null)
        {
            _marks = mark.NextOfGroup;
        }
        else
        {
            mark.PreviousOfGroup.NextOfGroup = mark.NextOfGroup;
        }

        if ((_reports & MarkGroupFlags.UnlimitedMarks) == 0)
        {
            Interlocked.Decrement(ref _account.Marks);
        }
    }

    /// <summary>Ends the marks of inodes of a file system that goes.</summary>
    internal void RemoveAllOf(SuperBlock super)
    {
        Mark? mark = _marks;
        while (mark is not null)
        {
            Mark? next = mark.NextOfGroup;
            if (mark.Target is Inode inode && ReferenceEquals(inode.Super, super))
            {
                Remove(mark);
            }

            mark = next;
        }
    }

    /// <summary>A mark has heard of an event: what it says counts together with what others of the group say.</summary>
    /// <param name="wanted">What it wants to hear; nothing if its options leave this event out.</param>
    /// <param name="ignored">What the group shall not hear.</param>
    /// <param name="role">What the marked object is to the event.</param>
    internal void Collect(FileEvents wanted, FileEvents ignored, WatchRole role)
    {
        _hasHeard = true;
        _wanted |= wanted;
        _ignored |= ignored;
        _roles |= wanted != FileEvents.None ? 1 << (int)role : 0;
    }

    /// <summary>All marks have heard of an event: the groups that want it queue it.</summary>
    internal static void DecideAll(in FileNotice notice)
    {
        foreach (MarkGroup group in All)
        {
            if (group._hasHeard)
            {
                FileEvents what = group.Decide(notice, out int roles);
                if (what != FileEvents.None)
                {
                    group.Enqueue(group.MakeEvent(what, notice, roles));
                }
            }
        }
    }

    private Errno AddHeld(IWatched target, FileEvents mask, MarkFlags flags)
    {
        using (FileNotices.Lock.Enter())
        {
            Mark? mark = FindMark(target);
            if (mark is null)
            {
                if (!TryCharge())
                {
                    return Errno.ENOSPC;
                }

                mark = new Mark(this, target, flags) { NextOfGroup = _marks };
                _marks?.PreviousOfGroup = mark;
                _marks = mark;
            }
            else if (mark.CheckChange(flags) is var error && error != Errno.None)
            {
                return error;
            }

            mark.Add(mask, flags);
            return Errno.None;
        }
    }

    // What the reader is told; none: nothing. Source: fanotify_group_event_mask.
    private FileEvents Decide(in FileNotice notice, out int roles)
    {
        FileEvents told = notice.What & _wanted & ~_ignored;
        roles = _roles;
        _hasHeard = false;
        _wanted = _ignored = FileEvents.None;
        _roles = 0;
        if (Handles == MarkGroupFlags.None)
        {
            // A descriptor is opened: only of what is worth opening.
            bool canOpen = notice.Place is not null && (notice.Subject.IsRegular || notice.Subject.IsDirectory);
            return canOpen ? told & ~Options : FileEvents.None;
        }

        bool canTell = (Handles & MarkGroupFlags.ReportHandle) != 0 || notice.Directory is not null || notice.IsOfDirectory;
        return canTell && (told & ~Options) != 0 ? told & ~FileEvents.OnChild : FileEvents.None;
    }

    private MarkEvent MakeEvent(FileEvents what, in FileNotice notice, int roles) =>
        Handles == MarkGroupFlags.None ? new MarkEvent(what, _reports, notice.Place) : new MarkEvent(what, _reports, notice, roles);

    private void RemoveAll(MarkFlags? kind)
    {
        Mark? mark = _marks;
        while (mark is not null)
        {
            Mark? next = mark.NextOfGroup;
            if (kind is null || mark.Kind == kind)
            {
                Remove(mark);
            }

            mark = next;
        }
    }

    private Mark? FindMark(IWatched target)
    {
        for (Watch? watch = target.Watches; watch is not null; watch = watch.Next)
        {
            if (watch is Mark mark && ReferenceEquals(mark.Group, this))
            {
                return mark;
            }
        }

        return null;
    }

    private bool TryCharge()
    {
        if ((_reports & MarkGroupFlags.UnlimitedMarks) != 0 || Interlocked.Increment(ref _account.Marks) <= MaxMarks)
        {
            return true;
        }

        Interlocked.Decrement(ref _account.Marks);
        return false;
    }

    private static IWatched TargetOf(PathRef place, MarkFlags flags) => (flags & MarkFlags.KindMask) switch
    {
        MarkFlags.Mount => place.Mount,
        MarkFlags.FileSystem => place.Mount.Super,
        _ => place.Inode,
    };
}
