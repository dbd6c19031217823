// Who a thread acts as. Immutable: a change makes a new object and swaps the reference, so readers need no lock.
using System;
using Lume.Abi;

namespace Lume.Kernel.Security;

/// <summary>User, groups and capabilities of a thread. Source: credentials(7), capabilities(7).</summary>
public sealed class Credentials
{
    /// <summary>Every capability that Linux 6.12 knows.</summary>
    public const ulong AllCapabilities = (1UL << ((int)Capability.Last + 1)) - 1;

    private static readonly uint[] s_noGroups = [];

    /// <summary>Root with every capability: what init starts with.</summary>
    public static Credentials Root { get; } = new();

    /// <summary>Real user id.</summary>
    public uint UserId { get; init; }
    /// <summary>Effective user id.</summary>
    public uint EffectiveUserId { get; init; }
    /// <summary>Saved set-user-id.</summary>
    public uint SavedUserId { get; init; }
    /// <summary>User id for file access; follows the effective one unless setfsuid changed it.</summary>
    public uint FileUserId { get; init; }
    /// <summary>Real group id.</summary>
    public uint GroupId { get; init; }
    /// <summary>Effective group id.</summary>
    public uint EffectiveGroupId { get; init; }
    /// <summary>Saved set-group-id.</summary>
    public uint SavedGroupId { get; init; }
    /// <summary>Group id for file access.</summary>
    public uint FileGroupId { get; init; }
    /// <summary>Supplementary groups, never changed in place.</summary>
    public uint[] Groups { get; init; } = s_noGroups;
    /// <summary>Effective capabilities, bit n is capability n.</summary>
    public ulong Effective { get; init; } = AllCapabilities;
    /// <summary>Permitted capabilities.</summary>
    public ulong Permitted { get; init; } = AllCapabilities;
    /// <summary>Inheritable capabilities.</summary>
    public ulong Inheritable { get; init; }
    /// <summary>Bounding set.</summary>
    public ulong Bounding { get; init; } = AllCapabilities;
    /// <summary>The account of the real user, for limits.</summary>
    public UserAccount Account { get; init; } = UserAccount.Root;
    /// <summary>Ambient capabilities: permitted and inheritable ones that exec keeps.</summary>
    public ulong Ambient { get; init; }
    /// <summary>What user id 0 does not mean.</summary>
    public SecureBits SecureBits { get; init; }

    /// <summary>Makes root's credentials.</summary>
    public Credentials()
    {
    }

    /// <summary>Copies, for an object initializer that changes some members.</summary>
    public Credentials(Credentials source)
    {
        UserId = source.UserId;
        EffectiveUserId = source.EffectiveUserId;
        SavedUserId = source.SavedUserId;
        FileUserId = source.FileUserId;
        GroupId = source.GroupId;
        EffectiveGroupId = source.EffectiveGroupId;
        SavedGroupId = source.SavedGroupId;
        FileGroupId = source.FileGroupId;
        Groups = source.Groups;
        Effective = source.Effective;
        Permitted = source.Permitted;
        Inheritable = source.Inheritable;
        Bounding = source.Bounding;
        Ambient = source.Ambient;
        SecureBits = source.SecureBits;
        Account = source.Account;
    }

    /// <summary>Whether a secure bit is set.</summary>
    public bool Has(SecureBits bit) => (SecureBits & bit) != 0;

    /// <summary>Whether this capability is effective.</summary>
    public bool Has(Capability capability) => (Effective >> (int)capability & 1) != 0;

    /// <summary>Whether a group id is the file group or one of the supplementary groups.</summary>
    public bool InGroup(uint group)
    {
        if (group == FileGroupId)
        {
            return true;
        }

        foreach (uint candidate in Groups)
        {
            if (candidate == group)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether access to an object of this owner, group and mode is granted, capabilities included (path_resolution(7)).
    /// </summary>
    /// <param name="mode">Type and permission bits.</param>
    /// <param name="owner">Owning user.</param>
    /// <param name="group">Owning group.</param>
    /// <param name="wanted">Rights asked for.</param>
    public bool MayAccess(FileMode mode, uint owner, uint group, AccessMode wanted)
    {
        uint bits = (uint)mode;
        uint granted = FileUserId == owner ? bits >> 6 : InGroup(group) ? bits >> 3 : bits;
        uint missing = (uint)wanted & ~granted & 7;
        if (missing == 0)
        {
            return true;
        }

        bool isDirectory = (mode & FileMode.TypeMask) == FileMode.Directory;
        if (Has(Capability.OverrideAccess) && (isDirectory || (missing & (uint)AccessMode.Execute) == 0 || (bits & 0x49) != 0))
        {
            return true;
        }

        uint readSearch = isDirectory ? (uint)(AccessMode.Read | AccessMode.Execute) : (uint)AccessMode.Read;
        return Has(Capability.ReadSearch) && (missing & ~readSearch) == 0;
    }
}
