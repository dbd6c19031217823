// Who may reach into another process: its memory, its descriptors.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Processes;

/// <summary>The access check of ptrace(2) (PTRACE_MODE_ATTACH_REALCREDS).</summary>
public static class Inspection
{
    /// <summary>Whether the current thread may: the same process, the same user and dumpable, or CAP_SYS_PTRACE.</summary>
    public static bool MayAttach(Thread target)
    {
        Thread current = Thread.Current;
        Credentials own = current.Credentials;
        Credentials other = target.Credentials;
        bool sameUser = own.UserId == other.UserId && own.UserId == other.EffectiveUserId && own.UserId == other.SavedUserId;
        bool sameGroup = own.GroupId == other.GroupId && own.GroupId == other.EffectiveGroupId && own.GroupId == other.SavedGroupId;
        return ReferenceEquals(target.Process, current.Process)
            || (sameUser && sameGroup && target.Process.IsDumpable)
            || own.Has(Capability.Ptrace);
    }

    /// <summary>The file behind a descriptor of any thread, with a reference; null when there is none.</summary>
    public static OpenFile? TakeFile(Thread target, int descriptor)
    {
        using (ProcessTable.Lock())
        {
            return target.Files?.Get(descriptor);
        }
    }

    /// <summary>The memory of another process, with a reference. ESRCH, EPERM.</summary>
    /// <param name="id">Id of any of its threads.</param>
    public static Result<AddressSpace> TakeMemory(int id)
    {
        Thread? target = ProcessTable.FindThread(id);
        if (target is null || target.IsKernelThread)
        {
            return Errno.ESRCH;
        }

        if (!MayAttach(target))
        {
            return Errno.EPERM;
        }

        AddressSpace? space = target.Process.TryGetAddressSpace();
        return space is not null ? space : Errno.ESRCH;
    }
}
