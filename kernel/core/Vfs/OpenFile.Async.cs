// The owner of an open file's signals, and O_ASYNC.
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Kernel.Vfs;

public abstract partial class OpenFile
{
    private FileOwner? _owner;

    /// <summary>Whether O_ASYNC is set. A file that was opened with it has it without being told of anything, as in Linux.</summary>
    public bool IsAsync => (Flags & OpenFlags.Async) != 0;

    /// <summary>Whether O_ASYNC means anything: files of other kinds ignore F_SETFL and refuse FIOASYNC.</summary>
    public virtual bool SupportsAsync => InputSignals is not null || OutputSignals is not null;

    /// <summary>Where it is told that it can be read, for a terminal also that it can be written; null: nowhere, or not any more.</summary>
    protected virtual AsyncList? InputSignals => null;

    /// <summary>Where it is told that it can be written, where that is a list of its own.</summary>
    protected virtual AsyncList? OutputSignals => null;

    /// <summary>Whom signals go to; null until the first call that needs it.</summary>
    internal FileOwner? Owner => Volatile.Read(ref _owner);

    /// <summary>F_SETOWN_EX. ESRCH.</summary>
    public Errno SetOwner(OwnerKind kind, int id)
    {
        using (AsyncList.Lock.Enter())
        {
            return RequireOwner().SetLocked(kind, id);
        }
    }

    /// <summary>F_GETOWN_EX: the id, 0 when there is no owner or it is gone.</summary>
    public int GetOwner(out OwnerKind kind)
    {
        kind = OwnerKind.Thread;
        if (Owner is not { } owner)
        {
            return 0;
        }

        using (AsyncList.Lock.Enter())
        {
            kind = owner.Kind;
            return owner.Id;
        }
    }

    /// <summary>F_GETOWNER_UIDS: the users by whose rights signals are sent.</summary>
    public void GetOwnerUsers(out uint real, out uint effective)
    {
        real = Owner?.UserId ?? 0;
        effective = Owner?.EffectiveUserId ?? 0;
    }

    /// <summary>F_SETSIG and F_GETSIG: the signal; none for SIGIO without details.</summary>
    public Signal OwnerSignal
    {
        get => Owner?.Signal ?? Signal.None;
        set => RequireOwner().Signal = value;
    }

    /// <summary>Sets or clears O_ASYNC where it means something. ENOTTY for a line that hung up, ENOMEM.</summary>
    /// <param name="enable">Whether the owner shall be told.</param>
    /// <param name="descriptor">What the signals call the file.</param>
    public Errno SetAsync(bool enable, int descriptor)
    {
        using (AsyncList.Lock.Enter())
        {
            AsyncList? input = InputSignals;
            AsyncList? output = OutputSignals;
            if (input is null && output is null)
            {
                return Errno.ENOTTY;
            }

            input?.RemoveLocked(this);
            output?.RemoveLocked(this);
            if (enable)
            {
                Errno error = PrepareAsyncLocked(RequireOwner());
                if (error != Errno.None)
                {
                    return error;
                }

                input?.AddLocked(this, descriptor);
                output?.AddLocked(this, descriptor);
            }

            ReplaceFlags(OpenFlags.Async, enable ? OpenFlags.Async : 0);
            return Errno.None;
        }
    }

    /// <summary>F_NOTIFY: the owner shall hear of events in this directory, besides those asked for before; no event ends it. ENOTDIR, EINVAL where that is turned off.</summary>
    public Errno AskForNotices(FileTable table, int descriptor, DirectoryEvents events)
    {
        if (FileNotices.DirectorySetting == 0)
        {
            return Errno.EINVAL;
        }

        if ((events & ~DirectoryEvents.Multishot) != 0)
        {
            return DirectoryNotice.Ask(this, table, descriptor, events);
        }

        DirectoryNotice.End(this, table);
        return Errno.None;
    }

    /// <summary>The lists have dropped it.</summary>
    internal void ClearAsyncFlag() => ReplaceFlags(OpenFlags.Async, 0);

    /// <summary>The owner, made when it is first needed.</summary>
    internal FileOwner RequireOwner()
    {
        if (Owner is { } owner)
        {
            return owner;
        }

        FileOwner made = new();
        return Interlocked.CompareExchange(ref _owner, made, null) ?? made;
    }

    /// <summary>O_ASYNC is about to be set: the derived type gets ready, and may give a default owner. <see cref="AsyncList.Lock"/> is held.</summary>
    private protected virtual Errno PrepareAsyncLocked(FileOwner owner) => Errno.None;

    private void EndAsync()
    {
        if (IsAsync && SupportsAsync)
        {
            SetAsync(enable: false, 0);
        }
    }
}
