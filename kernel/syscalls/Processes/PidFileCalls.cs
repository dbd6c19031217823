// pidfd_open, pidfd_send_signal, pidfd_getfd.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;
using Lume.Kernel.Vfs;
using Lume.Syscalls.Files;

namespace Lume.Syscalls.Processes;

internal static class PidFileCalls
{
    // PIDFD_SIGNAL_*; a descriptor of a process means the process anyway.
    private const uint SignalThread = 1, SignalProcess = 2, SignalGroup = 4;

    public static SyscallResult Open(Thread thread, int id, OpenFlags flags)
    {
        if ((flags & ~OpenFlags.NonBlock) != 0 || id <= 0)
        {
            return Errno.EINVAL;
        }

        Result<PidFile> file = PidFile.Open(id, flags);
        return file.IsOk ? OpenCalls.Install(thread, file.Value, closeOnExec: true) : file.Error;
    }

    public static SyscallResult SendSignal(Thread thread, int descriptor, int signal, UserIn<SignalInfo> info, uint flags)
    {
        if (flags is not (0 or SignalThread or SignalProcess or SignalGroup))
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        Process? target = lease.File switch
        {
            PidFile file => file.Process,
            { IsPathOnly: false, Inode: IProcessNode node } => node.Process,
            _ => null,
        };
        if (target is null)
        {
            return Errno.EBADF;
        }

        if (info.IsNull)
        {
            return flags switch
            {
                SignalThread => UserSignals.KillLeader(target, (Signal)signal),
                SignalGroup => UserSignals.KillGroup(target, (Signal)signal),
                _ => UserSignals.Kill(target, (Signal)signal),
            };
        }

        Errno error = info.Read(out SignalInfo value);
        if (error != Errno.None)
        {
            return error;
        }

        return value.Number != signal || (uint)signal > SignalConstants.Count
            ? Errno.EINVAL
            : flags switch
            {
                SignalThread => UserSignals.QueueLeader(target, (Signal)signal, in value),
                SignalGroup => UserSignals.QueueGroup(target, (Signal)signal, in value),
                _ => UserSignals.Queue(target, (Signal)signal, in value),
            };
    }

    public static SyscallResult GetFile(Thread thread, int descriptor, int wanted, uint flags)
    {
        if (flags != 0)
        {
            return Errno.EINVAL;
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not PidFile file)
        {
            return Errno.EBADF;
        }

        Result<OpenFile> taken = file.TakeFile(wanted);
        return taken.IsOk ? OpenCalls.Install(thread, taken.Value, closeOnExec: true) : taken.Error;
    }
}
