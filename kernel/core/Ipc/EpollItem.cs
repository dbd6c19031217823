// One file in an epoll set.
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Ipc;

/// <summary>What an epoll set watches: an entry in the file's wait queue and, when something happened, in the set's ready list.</summary>
internal sealed class EpollItem : WaitEntry
{
    private readonly EpollFile _set;

    public EpollItem(EpollFile set, OpenFile file, int descriptor)
        : base(Thread.Current)
    {
        _set = set;
        File = file;
        Descriptor = descriptor;
    }

    /// <summary>The file; no reference: the file takes itself out of all sets when it closes.</summary>
    public OpenFile File { get; }

    /// <summary>The descriptor it was added by.</summary>
    public int Descriptor { get; }

    /// <summary>What is asked for. The set's mutex; wakers read it without.</summary>
    public EpollEvents Events { get; set; }

    /// <summary>The program's own.</summary>
    public ulong Data { get; set; }

    /// <summary>The next item with the same descriptor number in the set.</summary>
    public EpollItem? NextSameDescriptor { get; set; }

    /// <summary>The next item of the same file. <see cref="EpollFile"/>'s link lock.</summary>
    public EpollItem? NextOfFile { get; set; }

    /// <summary>The set. Never changes.</summary>
    public EpollFile Set => _set;

    /// <summary>Link of a list that one collection makes. The set's mutex.</summary>
    internal EpollItem? NextLevel { get; set; }

    // Both belong to the set's spinlock.
    internal EpollItem? NextReady { get; set; }

    internal bool IsQueuedReady { get; set; }

    /// <inheritdoc/>
    public override bool OnWake(PollEvents events)
    {
        PollEvents wanted = (PollEvents)(Events & EpollEvents.PollMask);
        if ((events & wanted) == 0)
        {
            return false;
        }

        _set.NoteReady(this);
        return true;
    }
}
