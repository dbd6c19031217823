// shmget, shmat, shmdt, shmctl. Source: the man pages of the same names.
using Lume.Abi;
using Lume.Kernel.Ipc.SystemV;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.Ipc;

/// <summary>System V shared memory.</summary>
internal static class SegmentCalls
{
    private const uint Readable = 0x124;

    public static SyscallResult Get(Thread thread, int key, ulong size, IpcFlags flags) =>
        SharedSegments.Get(key, size, flags, thread.Credentials);

    public static SyscallResult Attach(int id, ulong address, AttachFlags flags) => SharedSegments.Attach(id, address, flags);

    public static SyscallResult Detach(Thread thread, ulong address) => thread.Process.AddressSpace!.DetachSegment(address);

    public static SyscallResult Control(Thread thread, int id, IpcCommand command, ulong argument)
    {
        if (id < 0 || command < 0)
        {
            return Errno.EINVAL;
        }

        switch (command)
        {
            case IpcCommand.Limits:
                return WriteLimits(new UserOut<SegmentLimits>(argument));
            case IpcCommand.SegmentUsage:
                return WriteUsage(new UserOut<SegmentUsage>(argument));
            case IpcCommand.Status:
            case IpcCommand.SegmentStatusAt:
            case IpcCommand.SegmentStatusAny:
                return WriteStatus(thread, id, command, new UserOut<SegmentStatus>(argument));
            case IpcCommand.Set:
                return Change(thread, id, new UserIn<SegmentStatus>(argument));
            case IpcCommand.Remove:
            case IpcCommand.Lock:
            case IpcCommand.Unlock:
                if (!SharedSegments.Table.Find(id).TryGet(out SharedSegment segment))
                {
                    return Errno.EINVAL;
                }

                return command == IpcCommand.Remove
                    ? SharedSegments.Remove(segment, thread.Credentials)
                    : SharedSegments.SetLocked(segment, command == IpcCommand.Lock, thread);
            default:
                return Errno.EINVAL;
        }
    }

    private static SyscallResult WriteLimits(UserOut<SegmentLimits> result)
    {
        SegmentLimits limits = new()
        {
            MaximumSize = SharedSegments.MaximumSize,
            MinimumSize = 1,
            Segments = (ulong)SharedSegments.Table.Limit,
            PerProcess = (ulong)SharedSegments.Table.Limit,
            Pages = SharedSegments.MaximumPages,
        };
        Errno error = result.Write(limits);
        return error == Errno.None ? SharedSegments.Table.HighestIndex : error;
    }

    private static SyscallResult WriteUsage(UserOut<SegmentUsage> result)
    {
        SegmentUsage usage = new() { Segments = SharedSegments.Table.Count, Pages = SharedSegments.TotalPages };
        for (SharedSegment? at = SharedSegments.Table.Next(null); at != null; at = SharedSegments.Table.Next(at))
        {
            usage.Resident += at.ResidentPages;
        }

        Errno error = result.Write(usage);
        return error == Errno.None ? SharedSegments.Table.HighestIndex : error;
    }

    private static SyscallResult WriteStatus(Thread thread, int id, IpcCommand command, UserOut<SegmentStatus> result)
    {
        bool byId = command == IpcCommand.Status;
        if (!(byId ? SharedSegments.Table.Find(id) : SharedSegments.Table.At(id)).TryGet(out SharedSegment segment))
        {
            return Errno.EINVAL;
        }

        SegmentStatus status;
        using (segment.Enter())
        {
            if (segment.IsRemoved)
            {
                return Errno.EIDRM;
            }

            if (command != IpcCommand.SegmentStatusAny && !segment.Allows(Readable, thread.Credentials))
            {
                return Errno.EACCES;
            }

            status = segment.GetStatus();
        }

        Errno error = result.Write(status);
        return error != Errno.None ? error : byId ? 0 : segment.Id;
    }

    private static SyscallResult Change(Thread thread, int id, UserIn<SegmentStatus> argument)
    {
        Errno error = argument.Read(out SegmentStatus wanted);
        if (error != Errno.None)
        {
            return error;
        }

        return SharedSegments.Table.Find(id).TryGet(out SharedSegment segment)
            ? segment.ChangeOwner(wanted.Permission, thread.Credentials)
            : Errno.EINVAL;
    }
}
