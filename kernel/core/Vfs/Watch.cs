// An interest in what happens to one inode.
using System;
using Lume.Abi;

namespace Lume.Kernel.Vfs;

/// <summary>A watch on an inode; what it does with events is the derived type's business. <see cref="FileNotices.Lock"/>.</summary>
internal abstract class Watch(Inode inode)
{
    /// <summary>What is watched.</summary>
    public Inode Inode { get; } = inode;

    /// <summary>The events that it wants, and its options.</summary>
    public FileEvents Mask { get; set; }

    /// <summary>The next watch of the same inode.</summary>
    public Watch? NextOfInode { get; private set; }

    /// <summary>An event that the mask wants.</summary>
    public abstract void Notify(FileEvents what, uint cookie, ReadOnlySpan<byte> name);

    /// <summary>Ends the watch: its inode goes, or it was for one event.</summary>
    public abstract void End();

    /// <summary>Begins: the newest watch hears of an event first.</summary>
    protected void Attach()
    {
        NextOfInode = Inode.Watches;
        Inode.Watches = this;
        FileNotices.Count(1);
    }

    /// <summary>The inode knows nothing of it any more.</summary>
    public void Detach()
    {
        if (ReferenceEquals(Inode.Watches, this))
        {
            Inode.Watches = NextOfInode;
        }
        else
        {
            Watch before = Inode.Watches!;
            while (!ReferenceEquals(before.NextOfInode, this))
            {
                before = before.NextOfInode!;
            }

            before.NextOfInode = NextOfInode;
        }

        FileNotices.Count(-1);
    }
}
