// wait4, waitid.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Processes;

/// <summary>Waiting for children.</summary>
internal static class WaitCalls
{
    private const WaitOptions Wait4Options =
        WaitOptions.NoHang | WaitOptions.Stopped | WaitOptions.Continued | WaitOptions.NoThread | WaitOptions.Clone | WaitOptions.All;

    private const WaitOptions WaitIdOptions = Wait4Options | WaitOptions.Exited | WaitOptions.NoWait;

    public static SyscallResult Wait4(Thread thread, int pid, UserOut<int> status, uint options, UserOut<ResourceUsage> usage)
    {
        WaitOptions wanted = (WaitOptions)options;
        if ((wanted & ~Wait4Options) != 0)
        {
            return Errno.EINVAL;
        }

        if (pid == int.MinValue)
        {
            return Errno.ESRCH;
        }

        WaitTarget target = WaitTarget.FromPid(pid, thread.Process);
        Errno error = Waiting.Wait(target, wanted | WaitOptions.Exited, out WaitOutcome outcome);
        if (error != Errno.None || outcome.ProcessId == 0)
        {
            return error;
        }

        if (!status.IsNull && status.Write(outcome.Status) != Errno.None)
        {
            return Errno.EFAULT;
        }

        if (!usage.IsNull && usage.Write(in outcome.Usage) != Errno.None)
        {
            return Errno.EFAULT;
        }

        return outcome.ProcessId;
    }

    public static SyscallResult WaitId(
        Thread thread, int type, int id, UserOut<SignalInfo> info, uint options, UserOut<ResourceUsage> usage)
    {
        WaitOptions wanted = (WaitOptions)options;
        const WaitOptions events = WaitOptions.Exited | WaitOptions.Stopped | WaitOptions.Continued;
        if ((wanted & ~WaitIdOptions) != 0 || (wanted & events) == 0)
        {
            return Errno.EINVAL;
        }

        // A non-blocking descriptor turns the wait into a look, whose failure is EAGAIN.
        bool isLook = false;
        Result<WaitTarget> target = (WaitIdType)type == WaitIdType.PidFd ? FromDescriptor(thread, id, out isLook) : MakeTarget((WaitIdType)type, id);
        if (target.IsError)
        {
            return target.Error;
        }

        isLook &= (wanted & WaitOptions.NoHang) == 0;
        Errno error = Waiting.Wait(target.Value, isLook ? wanted | WaitOptions.NoHang : wanted, out WaitOutcome outcome);
        if (error != Errno.None || (isLook && outcome.ProcessId == 0))
        {
            // Linux clears the information, up to its status, also when there is no child.
            error = error != Errno.None ? error : Errno.EAGAIN;
            return error == Errno.ECHILD && !info.IsNull && new UserOut<int>(info.Address).WriteAll(stackalloc int[7]) != Errno.None
                ? Errno.EFAULT
                : error;
        }

        if (!usage.IsNull && outcome.ProcessId != 0 && usage.Write(in outcome.Usage) != Errno.None)
        {
            return Errno.EFAULT;
        }

        return info.IsNull ? Errno.None : info.Write(in outcome.Info);
    }

    private static Result<WaitTarget> FromDescriptor(Thread thread, int descriptor, out bool isNonBlocking)
    {
        using FileLease lease = thread.Files!.Acquire(descriptor);
        isNonBlocking = lease.File is { IsNonBlocking: true };
        return lease.File is PidFile file ? new WaitTarget(WaitIdType.Process, file.Process.Id) : descriptor < 0 ? Errno.EINVAL : Errno.EBADF;
    }

    private static Result<WaitTarget> MakeTarget(WaitIdType type, int id)
    {
        switch (type)
        {
            case WaitIdType.All:
                return new WaitTarget(type, 0);
            case WaitIdType.Process:
                return id > 0 ? new WaitTarget(type, id) : Errno.EINVAL;
            case WaitIdType.Group:
                if (id < 0)
                {
                    return Errno.EINVAL;
                }

                return id != 0 ? new WaitTarget(type, id) : WaitTarget.FromPid(0, Thread.Current.Process);
            default:
                return Errno.EINVAL;
        }
    }
}
