// What shared memory segments, semaphore sets and message queues have in common: id, key, owner, mode.
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Security;
using Lume.Kernel.Time;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>An object of System V IPC. Its state changes under <see cref="Lock"/>; which objects there are, under the table's. Source: sysvipc(7).</summary>
public abstract class IpcObject
{
    private bool _isRemoved;

    /// <summary>An object of these credentials.</summary>
    protected IpcObject(int key, uint mode, Credentials credentials)
    {
        Key = key;
        Mode = mode;
        CreatorUserId = UserId = credentials.EffectiveUserId;
        CreatorGroupId = GroupId = credentials.EffectiveGroupId;
        ChangeTime = Now;
    }

    /// <summary>Its id, given by the table.</summary>
    public int Id { get; internal set; }

    /// <summary>The key that finds it; 0 (IPC_PRIVATE) for none.</summary>
    public int Key { get; internal set; }

    /// <summary>Owner, who may change and remove it.</summary>
    public uint UserId { get; private set; }

    /// <summary>The owner's group.</summary>
    public uint GroupId { get; private set; }

    /// <summary>Who made it.</summary>
    public uint CreatorUserId { get; }

    /// <summary>The maker's group.</summary>
    public uint CreatorGroupId { get; }

    /// <summary>Permissions in the low nine bits, marks above.</summary>
    public uint Mode { get; internal set; }

    /// <summary>Seconds since 1970 of the last change of owner, mode or values.</summary>
    public long ChangeTime { get; internal set; }

    /// <summary>It is gone; who waited is told EIDRM.</summary>
    public bool IsRemoved
    {
        get => Volatile.Read(ref _isRemoved);
        internal set => Volatile.Write(ref _isRemoved, value);
    }

    /// <summary>Guards what changes in it. Sleeping; after the table's.</summary>
    internal Mutex Lock { get; } = new();

    /// <summary>Seconds since 1970.</summary>
    internal static long Now => Clock.Realtime / Clock.Second;

    /// <summary>Whether access is granted.</summary>
    /// <param name="wanted">Permission bits, in whichever of the three triples.</param>
    /// <param name="credentials">Who asks.</param>
    public bool Allows(uint wanted, Credentials credentials)
    {
        uint requested = (wanted >> 6) | (wanted >> 3) | wanted;
        uint granted = Mode;
        if (IsOwner(credentials.EffectiveUserId))
        {
            granted >>= 6;
        }
        else if (credentials.InGroup(CreatorGroupId) || credentials.InGroup(GroupId))
        {
            granted >>= 3;
        }

        return (requested & ~granted & 7) == 0 || credentials.Has(Capability.IpcOwner);
    }

    /// <summary>Whether these credentials may change and remove it.</summary>
    public bool MayControl(Credentials credentials) =>
        IsOwner(credentials.EffectiveUserId) || credentials.Has(Capability.Administration);

    /// <summary>Locks it: what is read of it then belongs together.</summary>
    public Mutex.Guard Enter() => Lock.Enter();

    /// <summary>IPC_SET: new owner and mode. EPERM, EIDRM; EINVAL for ids that nobody has.</summary>
    public Errno ChangeOwner(in IpcPermission wanted, Credentials credentials)
    {
        using (Lock.Enter())
        {
            return IsRemoved ? Errno.EIDRM : MayControl(credentials) ? ChangeOwner(in wanted) : Errno.EPERM;
        }
    }

    /// <summary>IPC_SET, with the lock held and permission checked. EINVAL for ids that nobody has.</summary>
    internal Errno ChangeOwner(in IpcPermission wanted)
    {
        if (wanted.UserId == IdentityChange.Unchanged || wanted.GroupId == IdentityChange.Unchanged)
        {
            return Errno.EINVAL;
        }

        UserId = wanted.UserId;
        GroupId = wanted.GroupId;
        Mode = (Mode & ~(uint)IpcFlags.Mode) | (wanted.Mode & (uint)IpcFlags.Mode);
        ChangeTime = Now;
        return Errno.None;
    }

    /// <summary>Owner and mode as programs see them.</summary>
    internal IpcPermission GetPermission() => new()
    {
        Key = Key,
        UserId = UserId,
        GroupId = GroupId,
        CreatorUserId = CreatorUserId,
        CreatorGroupId = CreatorGroupId,
        Mode = Mode,
        Sequence = (ushort)(Id >> IpcIndex.Bits),
    };

    /// <summary>The table has let go of it: gives back what it holds and wakes who waits. Called with <see cref="Lock"/> held.</summary>
    internal abstract void OnRemoved();

    private bool IsOwner(uint user) => user == CreatorUserId || user == UserId;
}
