// User and group ids, supplementary groups, capabilities.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;

namespace Lume.Syscalls.Security;

/// <summary>setuid and its relatives; the rules are in core's IdentityChange.</summary>
internal static class CredentialCalls
{
    private const int MaximumGroups = 65536;
    private const uint CapabilityVersion1 = 0x1998_0330;
    private const uint CapabilityVersion2 = 0x2007_1026;
    private const uint CapabilityVersion3 = 0x2008_0522;

    public static SyscallResult GetUid(Thread thread) => thread.Credentials.UserId;

    public static SyscallResult GetEuid(Thread thread) => thread.Credentials.EffectiveUserId;

    public static SyscallResult GetGid(Thread thread) => thread.Credentials.GroupId;

    public static SyscallResult GetEgid(Thread thread) => thread.Credentials.EffectiveGroupId;

    public static SyscallResult SetUid(Thread thread, uint id) => Apply(thread, IdentityChange.SetUser(thread.Credentials, id));

    public static SyscallResult SetGid(Thread thread, uint id) => Apply(thread, IdentityChange.SetGroup(thread.Credentials, id));

    public static SyscallResult SetReuid(Thread thread, uint real, uint effective) =>
        Apply(thread, IdentityChange.SetRealEffectiveUser(thread.Credentials, real, effective));

    public static SyscallResult SetRegid(Thread thread, uint real, uint effective) =>
        Apply(thread, IdentityChange.SetRealEffectiveGroup(thread.Credentials, real, effective));

    public static SyscallResult SetResuid(Thread thread, uint real, uint effective, uint saved) =>
        Apply(thread, IdentityChange.SetUsers(thread.Credentials, real, effective, saved));

    public static SyscallResult SetResgid(Thread thread, uint real, uint effective, uint saved) =>
        Apply(thread, IdentityChange.SetGroups(thread.Credentials, real, effective, saved));

    public static SyscallResult GetResuid(Thread thread, UserOut<uint> real, UserOut<uint> effective, UserOut<uint> saved)
    {
        Credentials credentials = thread.Credentials;
        return WriteThree(real, credentials.UserId, effective, credentials.EffectiveUserId, saved, credentials.SavedUserId);
    }

    public static SyscallResult GetResgid(Thread thread, UserOut<uint> real, UserOut<uint> effective, UserOut<uint> saved)
    {
        Credentials credentials = thread.Credentials;
        return WriteThree(real, credentials.GroupId, effective, credentials.EffectiveGroupId, saved, credentials.SavedGroupId);
    }

    public static SyscallResult SetFsuid(Thread thread, uint id)
    {
        uint old = thread.Credentials.FileUserId;
        thread.SetCredentials(IdentityChange.SetFileUser(thread.Credentials, id));
        return old;
    }

    public static SyscallResult SetFsgid(Thread thread, uint id)
    {
        uint old = thread.Credentials.FileGroupId;
        thread.SetCredentials(IdentityChange.SetFileGroup(thread.Credentials, id));
        return old;
    }

    public static SyscallResult GetGroups(Thread thread, int size, UserOut<uint> list)
    {
        uint[] groups = thread.Credentials.Groups;
        if (size < 0)
        {
            return Errno.EINVAL;
        }

        if (size == 0)
        {
            return groups.Length;
        }

        if (size < groups.Length)
        {
            return Errno.EINVAL;
        }

        Errno error = groups.Length == 0 ? Errno.None : list.WriteAll(groups);
        return error == Errno.None ? groups.Length : error;
    }

    public static SyscallResult SetGroups(Thread thread, int size, UserIn<uint> list)
    {
        if (!thread.Credentials.Has(Capability.SetGroupId))
        {
            return Errno.EPERM;
        }

        if (size is < 0 or > MaximumGroups)
        {
            return Errno.EINVAL;
        }

        uint[] groups = new uint[size];
        Errno error = size == 0 ? Errno.None : list.ReadAll(groups.AsSpan());
        if (error == Errno.None && groups.AsSpan().Contains(IdentityChange.Unchanged))
        {
            error = Errno.EINVAL;
        }

        if (error == Errno.None)
        {
            thread.SetCredentials(new Credentials(thread.Credentials) { Groups = groups });
        }

        return error;
    }

    public static SyscallResult CapGet(Thread thread, UserRef<ulong> header, UserOut<uint> data)
    {
        Errno error = ReadHeader(header, out int words, out int pid);
        if (error != Errno.None)
        {
            return data.IsNull && error == Errno.EINVAL ? Errno.None : error;
        }

        if (data.IsNull)
        {
            return Errno.None;
        }

        if (pid < 0)
        {
            return Errno.EINVAL;
        }

        Thread? target = pid == 0 || pid == thread.Id ? thread : ProcessTable.FindThread(pid);
        if (target == null)
        {
            return Errno.ESRCH;
        }

        Credentials credentials = target.Credentials;
        for (int i = 0; i < words && error == Errno.None; i++)
        {
            int shift = i * 32;
            error = data.WriteAt((i * 3) + 0, (uint)(credentials.Effective >> shift));
            error = error == Errno.None ? data.WriteAt((i * 3) + 1, (uint)(credentials.Permitted >> shift)) : error;
            error = error == Errno.None ? data.WriteAt((i * 3) + 2, (uint)(credentials.Inheritable >> shift)) : error;
        }

        return error;
    }

    public static SyscallResult CapSet(Thread thread, UserRef<ulong> header, UserIn<uint> data)
    {
        Errno error = ReadHeader(header, out int words, out int pid);
        if (error != Errno.None)
        {
            return error;
        }

        if (pid != 0 && pid != thread.Id)
        {
            return Errno.EPERM;
        }

        Span<uint> values = stackalloc uint[6];
        values.Clear();
        error = data.ReadAll(values.Slice(0, words * 3));
        if (error != Errno.None)
        {
            return error;
        }

        ulong effective = (values[0] | ((ulong)values[3] << 32)) & Credentials.AllCapabilities;
        ulong permitted = (values[1] | ((ulong)values[4] << 32)) & Credentials.AllCapabilities;
        ulong inheritable = (values[2] | ((ulong)values[5] << 32)) & Credentials.AllCapabilities;
        return Apply(thread, IdentityChange.SetCapabilities(thread.Credentials, effective, permitted, inheritable));
    }

    // The header is version and pid. An unknown version gets the preferred one written back.
    private static Errno ReadHeader(UserRef<ulong> header, out int words, out int pid)
    {
        words = 0;
        pid = 0;
        Errno error = header.Read(out ulong both);
        if (error != Errno.None)
        {
            return error;
        }

        pid = (int)(both >> 32);
        switch ((uint)both)
        {
            case CapabilityVersion1:
                words = 1;
                return Errno.None;
            case CapabilityVersion2:
            case CapabilityVersion3:
                words = 2;
                return Errno.None;
            default:
                error = header.Write((both & ~0xFFFF_FFFFUL) | CapabilityVersion3);
                return error != Errno.None ? error : Errno.EINVAL;
        }
    }

    /// <summary>Takes the changed credentials over, unless the change was refused.</summary>
    internal static SyscallResult Apply(Thread thread, Result<Credentials> changed)
    {
        if (!changed.TryGet(out Credentials credentials))
        {
            return changed.Error;
        }

        thread.SetCredentials(credentials);
        return 0;
    }

    private static SyscallResult WriteThree(
        UserOut<uint> first, uint firstValue, UserOut<uint> second, uint secondValue, UserOut<uint> third, uint thirdValue)
    {
        Errno error = first.Write(firstValue);
        error = error == Errno.None ? second.Write(secondValue) : error;
        return error == Errno.None ? third.Write(thirdValue) : error;
    }
}
