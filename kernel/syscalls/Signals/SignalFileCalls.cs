// signalfd4.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;
using Lume.Kernel.Vfs;
using Lume.Syscalls.Files;

namespace Lume.Syscalls.Signals;

internal static class SignalFileCalls
{
    private const int NewFile = -1;

    public static SyscallResult Create(Thread thread, int descriptor, UserIn<ulong> set, ulong size, OpenFlags flags)
    {
        if (size != SignalConstants.SetSize || (flags & ~(OpenFlags.CloseOnExec | OpenFlags.NonBlock)) != 0)
        {
            return Errno.EINVAL;
        }

        Errno error = set.Read(out ulong bits);
        if (error != Errno.None)
        {
            return error;
        }

        if (descriptor == NewFile)
        {
            SignalFile made = new(new SignalSet(bits), flags & OpenFlags.NonBlock);
            return OpenCalls.Install(thread, made, (flags & OpenFlags.CloseOnExec) != 0);
        }

        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not SignalFile file)
        {
            return lease.File is null ? Errno.EBADF : Errno.EINVAL;
        }

        file.Signals = new SignalSet(bits);
        return descriptor;
    }
}
