// An interest in what happens to a file, to the files of a directory, of a mount or of a file system.
using Lume.Abi;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>What can have watches: an inode, a mount, a file system.</summary>
internal interface IWatched
{
    /// <summary>The newest watch. Changed under <see cref="FileNotices.Lock"/>; whether there are any is looked at without.</summary>
    Watch? Watches { get; set; }
}

/// <summary>A watch; what it does with events is the derived type's business. <see cref="FileNotices.Lock"/>.</summary>
internal abstract class Watch(IWatched target)
{
    /// <summary>What is watched.</summary>
    public IWatched Target { get; } = target;

    /// <summary>The events that it wants, and its options.</summary>
    public FileEvents Mask { get; set; }

    /// <summary>The next watch of the same object.</summary>
    public Watch? Next { get; private set; }

    /// <summary>Something happened.</summary>
    /// <param name="notice">What.</param>
    /// <param name="role">What the object is to it.</param>
    public abstract void Hear(in FileNotice notice, WatchRole role);

    /// <summary>Ends the watch: its object goes, or it was for one event.</summary>
    public abstract void End();

    /// <summary>Begins: the newest watch hears of an event first.</summary>
    protected void Attach()
    {
        Next = Target.Watches;
        Target.Watches = this;
        FileNotices.Count(1);
    }

    /// <summary>The object knows nothing of it any more.</summary>
    public void Detach()
    {
        if (ReferenceEquals(Target.Watches, this))
        {
            Target.Watches = Next;
        }
        else
        {
            Watch before = Target.Watches!;
            while (!ReferenceEquals(before.Next, this))
            {
                before = before.Next!;
            }

            before.Next = Next;
        }

        FileNotices.Count(-1);
    }
}

/// <summary>A watch of an inode that decides by itself what it wants, as those of inotify and F_NOTIFY do.</summary>
internal abstract class InodeWatch(Inode inode) : Watch(inode)
{
    /// <summary>What is watched.</summary>
    public Inode Inode { get; } = inode;

    /// <inheritdoc/>
    public sealed override void Hear(in FileNotice notice, WatchRole role)
    {
        bool isExcluded = role == WatchRole.Parent && notice.IsUnlinked && (Mask & FileEvents.ExcludeUnlinked) != 0;
        if ((Mask & notice.What & (FileEvents.All | FileEvents.Renamed)) == 0 || isExcluded)
        {
            return;
        }

        Notify(notice, isByName: role == WatchRole.Parent || notice.IsOfNames);
        if ((Mask & FileEvents.OneShot) != 0)
        {
            End();
        }
    }

    /// <summary>An event that the mask wants.</summary>
    /// <param name="notice">What.</param>
    /// <param name="isByName">Whether it is told with the name in this directory.</param>
    protected abstract void Notify(in FileNotice notice, bool isByName);
}
