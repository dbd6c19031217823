// Whom the signals of an open file go to, and with whose rights. Source: fcntl(2): F_SETOWN, F_SETOWN_EX, F_SETSIG.
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Kernel.Vfs;

/// <summary>The owner of an open file's signals. Guarded by <see cref="AsyncList.Lock"/>.</summary>
public sealed class FileOwner
{
    private int _id;

    /// <summary>What the owner is.</summary>
    public OwnerKind Kind { get; private set; }

    /// <summary>F_SETSIG: what is sent; none for SIGIO without details.</summary>
    public Signal Signal { get; set; }

    /// <summary>Real user of who made the owner; 0 while there has been none.</summary>
    public uint UserId { get; private set; }

    /// <summary>Effective user of who made the owner.</summary>
    public uint EffectiveUserId { get; private set; }

    /// <summary>The thread of that id.</summary>
    internal Thread? Thread { get; private set; }

    /// <summary>The process of that id, or of that thread.</summary>
    internal Process? Process { get; private set; }

    /// <summary>The group of that id.</summary>
    internal ProcessGroup? Group { get; private set; }

    /// <summary>F_GETOWN: the id of an owner that there still is, negative for a group; else 0.</summary>
    public int Id => Exists ? _id : 0;

    private bool Exists => Kind switch
    {
        OwnerKind.Group => Group?.First is not null,
        OwnerKind.Process => IsThere(Process),
        _ => Thread is { State: not ThreadState.Dead } || IsThere(Process),
    };

    /// <summary>Makes who bears the id the owner; 0 makes nobody the owner. ESRCH when nobody bears it in any role.</summary>
    internal Errno SetLocked(OwnerKind kind, int id)
    {
        Thread? thread = null;
        Process? process = null;
        ProcessGroup? group = null;
        if (id != 0)
        {
            using (ProcessTable.Lock())
            {
                thread = ProcessTable.FindThreadLocked(id);
                thread = thread is { IsKernelThread: true } ? null : thread;
                process = ProcessTable.FindLocked(id) ?? thread?.Process;
                group = ProcessTable.FindGroupLocked(id);
                if (process is null && group is null && ProcessTable.FindSessionLocked(id) is null)
                {
                    return Errno.ESRCH;
                }
            }

            Credentials credentials = Thread.Current.Credentials;
            UserId = credentials.UserId;
            EffectiveUserId = credentials.EffectiveUserId;
        }

        Kind = kind;
        _id = id;
        Thread = thread;
        Process = process;
        Group = group;
        return Errno.None;
    }

    /// <summary>What enabling O_ASYNC on a terminal does: without an owner, its foreground group becomes the owner, else the caller.</summary>
    internal void SetDefaultLocked(Terminal? terminal)
    {
        if (_id != 0)
        {
            return;
        }

        int group;
        using (ProcessTable.Lock())
        {
            group = terminal?.Foreground?.Id ?? 0;
        }

        if (group == 0 || SetLocked(OwnerKind.Group, group) != Errno.None)
        {
            SetLocked(OwnerKind.Process, Scheduling.Thread.Current.Process.Id);
        }
    }

    /// <summary>Whether who made the owner may signal somebody with these credentials.</summary>
    internal bool MaySignal(Credentials target) =>
        EffectiveUserId == 0
        || EffectiveUserId == target.UserId || EffectiveUserId == target.SavedUserId
        || UserId == target.UserId || UserId == target.SavedUserId;

    private bool IsThere(Process? process) => process is not null && process.Id == _id && process.Life != ProcessLife.Reaped;
}
