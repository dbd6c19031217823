// The rules by which a thread may change its user and group ids, and what that does to its capabilities.
using Lume.Abi;

namespace Lume.Kernel.Security;

/// <summary>setuid and its relatives as pure functions from old credentials to new ones. Source: credentials(7), capabilities(7), setresuid(2).</summary>
public static class IdentityChange
{
    /// <summary>An id that means "unchanged".</summary>
    public const uint Unchanged = uint.MaxValue;

    /// <summary>setuid(2). EPERM, EINVAL.</summary>
    public static Result<Credentials> SetUser(Credentials old, uint id)
    {
        if (id == Unchanged)
        {
            return Errno.EINVAL;
        }

        if (old.Has(Capability.SetUserId))
        {
            return Users(old, id, id, id);
        }

        return id == old.UserId || id == old.SavedUserId ? Users(old, old.UserId, id, old.SavedUserId) : Errno.EPERM;
    }

    /// <summary>setreuid(2). EPERM.</summary>
    public static Result<Credentials> SetRealEffectiveUser(Credentials old, uint real, uint effective)
    {
        bool privileged = old.Has(Capability.SetUserId);
        if (!privileged)
        {
            bool realOk = real == Unchanged || real == old.UserId || real == old.EffectiveUserId;
            bool effectiveOk = effective == Unchanged || effective == old.UserId || effective == old.EffectiveUserId
                || effective == old.SavedUserId;
            if (!realOk || !effectiveOk)
            {
                return Errno.EPERM;
            }
        }

        uint newReal = real == Unchanged ? old.UserId : real;
        uint newEffective = effective == Unchanged ? old.EffectiveUserId : effective;
        bool savedFollows = real != Unchanged || (effective != Unchanged && effective != old.UserId);
        return Users(old, newReal, newEffective, savedFollows ? newEffective : old.SavedUserId);
    }

    /// <summary>setresuid(2). EPERM.</summary>
    public static Result<Credentials> SetUsers(Credentials old, uint real, uint effective, uint saved)
    {
        if (!old.Has(Capability.SetUserId) && !(MayTakeUser(old, real) && MayTakeUser(old, effective) && MayTakeUser(old, saved)))
        {
            return Errno.EPERM;
        }

        return Users(
            old,
            real == Unchanged ? old.UserId : real,
            effective == Unchanged ? old.EffectiveUserId : effective,
            saved == Unchanged ? old.SavedUserId : saved);
    }

    /// <summary>setfsuid(2): the old credentials if that is not allowed.</summary>
    public static Credentials SetFileUser(Credentials old, uint id)
    {
        bool allowed = id == old.UserId || id == old.EffectiveUserId || id == old.SavedUserId || id == old.FileUserId
            || old.Has(Capability.SetUserId);
        if (id == Unchanged || !allowed || id == old.FileUserId)
        {
            return old;
        }

        ulong effective = old.Effective;
        if (old.Has(SecureBits.NoIdentityFixup))
        {
            return new Credentials(old) { FileUserId = id };
        }

        if (old.FileUserId == 0)
        {
            effective &= ~FileCapabilities;
        }
        else if (id == 0)
        {
            effective |= old.Permitted & FileCapabilities;
        }

        return new Credentials(old) { FileUserId = id, Effective = effective };
    }

    /// <summary>setgid(2). EPERM, EINVAL.</summary>
    public static Result<Credentials> SetGroup(Credentials old, uint id)
    {
        if (id == Unchanged)
        {
            return Errno.EINVAL;
        }

        if (old.Has(Capability.SetGroupId))
        {
            return Groups(old, id, id, id);
        }

        return id == old.GroupId || id == old.SavedGroupId ? Groups(old, old.GroupId, id, old.SavedGroupId) : Errno.EPERM;
    }

    /// <summary>setregid(2). EPERM.</summary>
    public static Result<Credentials> SetRealEffectiveGroup(Credentials old, uint real, uint effective)
    {
        if (!old.Has(Capability.SetGroupId))
        {
            bool realOk = real == Unchanged || real == old.GroupId || real == old.EffectiveGroupId;
            bool effectiveOk = effective == Unchanged || effective == old.GroupId || effective == old.EffectiveGroupId
                || effective == old.SavedGroupId;
            if (!realOk || !effectiveOk)
            {
                return Errno.EPERM;
            }
        }

        uint newReal = real == Unchanged ? old.GroupId : real;
        uint newEffective = effective == Unchanged ? old.EffectiveGroupId : effective;
        bool savedFollows = real != Unchanged || (effective != Unchanged && effective != old.GroupId);
        return Groups(old, newReal, newEffective, savedFollows ? newEffective : old.SavedGroupId);
    }

    /// <summary>setresgid(2). EPERM.</summary>
    public static Result<Credentials> SetGroups(Credentials old, uint real, uint effective, uint saved)
    {
        if (!old.Has(Capability.SetGroupId) && !(MayTakeGroup(old, real) && MayTakeGroup(old, effective) && MayTakeGroup(old, saved)))
        {
            return Errno.EPERM;
        }

        return Groups(
            old,
            real == Unchanged ? old.GroupId : real,
            effective == Unchanged ? old.EffectiveGroupId : effective,
            saved == Unchanged ? old.SavedGroupId : saved);
    }

    /// <summary>setfsgid(2): the old credentials if that is not allowed.</summary>
    public static Credentials SetFileGroup(Credentials old, uint id)
    {
        bool allowed = id == old.GroupId || id == old.EffectiveGroupId || id == old.SavedGroupId || id == old.FileGroupId
            || old.Has(Capability.SetGroupId);
        return id == Unchanged || !allowed ? old : new Credentials(old) { FileGroupId = id };
    }

    /// <summary>capset(2) for the caller itself. EPERM.</summary>
    public static Result<Credentials> SetCapabilities(Credentials old, ulong effective, ulong permitted, ulong inheritable)
    {
        bool mayInherit = (inheritable & ~(old.Inheritable | old.Bounding)) == 0
            && (old.Has(Capability.SetCapabilities) || (inheritable & ~(old.Inheritable | old.Permitted)) == 0);
        if (!mayInherit || (permitted & ~old.Permitted) != 0 || (effective & ~permitted) != 0)
        {
            return Errno.EPERM;
        }

        return new Credentials(old)
        {
            Effective = effective, Permitted = permitted, Inheritable = inheritable, Ambient = old.Ambient & permitted & inheritable,
        };
    }

    /// <summary>PR_SET_SECUREBITS. EPERM for unknown bits, without CAP_SETPCAP, and for what is locked; a lock stays.</summary>
    public static Result<Credentials> SetSecureBits(Credentials old, ulong bits)
    {
        SecureBits wanted = (SecureBits)(uint)bits;
        SecureBits locks = old.SecureBits & SecureBits.Locks;
        bool isLocked = ((SecureBits)((uint)locks >> 1) & (old.SecureBits ^ wanted)) != 0 || (locks & ~wanted) != 0;
        return isLocked || bits > (ulong)SecureBits.All || !old.Has(Capability.SetCapabilities)
            ? Errno.EPERM
            : new Credentials(old) { SecureBits = wanted };
    }

    /// <summary>PR_SET_KEEPCAPS. EPERM where that is locked.</summary>
    public static Result<Credentials> SetKeepCapabilities(Credentials old, bool keeps) =>
        old.Has(SecureBits.KeepCapabilitiesLocked)
            ? Errno.EPERM
            : new Credentials(old) { SecureBits = (old.SecureBits & ~SecureBits.KeepCapabilities) | (keeps ? SecureBits.KeepCapabilities : 0) };

    /// <summary>PR_CAPBSET_DROP, for good. EPERM, EINVAL.</summary>
    public static Result<Credentials> DropBound(Credentials old, ulong capability)
    {
        if (!old.Has(Capability.SetCapabilities))
        {
            return Errno.EPERM;
        }

        return IsCapability(capability) ? new Credentials(old) { Bounding = old.Bounding & ~(1UL << (int)capability) } : Errno.EINVAL;
    }

    /// <summary>PR_CAP_AMBIENT_RAISE and LOWER of a capability that there is. EPERM unless what is raised is permitted and inheritable.</summary>
    public static Result<Credentials> SetAmbient(Credentials old, ulong capability, bool raises)
    {
        ulong bit = 1UL << (int)capability;
        bool mayRaise = (old.Permitted & old.Inheritable & bit) != 0 && !old.Has(SecureBits.NoAmbientRaise);
        return raises && !mayRaise ? Errno.EPERM : new Credentials(old) { Ambient = raises ? old.Ambient | bit : old.Ambient & ~bit };
    }

    /// <summary>Whether there is a capability of this number.</summary>
    public static bool IsCapability(ulong number) => number <= (ulong)Capability.Last;

    // The capabilities that follow the file user id: CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER, FSETID, LINUX_IMMUTABLE, MKNOD, MAC_OVERRIDE.
    private const ulong FileCapabilities = 0x1F | 1UL << 9 | 1UL << (int)Capability.MakeNode | 1UL << 32;

    private static Result<Credentials> Users(Credentials old, uint real, uint effective, uint saved)
    {
        ulong permitted = old.Permitted;
        ulong effectiveSet = old.Effective;
        ulong ambient = old.Ambient;
        bool isFixed = !old.Has(SecureBits.NoIdentityFixup);
        bool hadRoot = old.UserId == 0 || old.EffectiveUserId == 0 || old.SavedUserId == 0;
        bool hasRoot = real == 0 || effective == 0 || saved == 0;
        if (isFixed && hadRoot && !hasRoot)
        {
            permitted = old.Has(SecureBits.KeepCapabilities) ? permitted : 0;
            ambient = 0;
        }

        if (isFixed && old.EffectiveUserId == 0 && effective != 0)
        {
            effectiveSet = 0;
        }
        else if (isFixed && old.EffectiveUserId != 0 && effective == 0)
        {
            effectiveSet = permitted;
        }

        return new Credentials(old)
        {
            UserId = real,
            EffectiveUserId = effective,
            SavedUserId = saved,
            FileUserId = effective,
            Permitted = permitted,
            Effective = effectiveSet & permitted,
            Ambient = ambient,
            Account = real == old.UserId ? old.Account : UserAccount.Of(real),
        };
    }

    private static Result<Credentials> Groups(Credentials old, uint real, uint effective, uint saved) => new Credentials(old)
    {
        GroupId = real,
        EffectiveGroupId = effective,
        SavedGroupId = saved,
        FileGroupId = effective,
    };

    private static bool MayTakeUser(Credentials old, uint id) =>
        id == Unchanged || id == old.UserId || id == old.EffectiveUserId || id == old.SavedUserId;

    private static bool MayTakeGroup(Credentials old, uint id) =>
        id == Unchanged || id == old.GroupId || id == old.EffectiveGroupId || id == old.SavedGroupId;
}
