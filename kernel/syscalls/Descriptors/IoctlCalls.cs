// ioctl: what is the same for all files; the rest is the file's own. Source: ioctl(2), Linux fs/ioctl.c.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Syscalls.Descriptors;

internal static class IoctlCalls
{
    public static SyscallResult Invoke(Thread thread, int descriptor, uint request, ulong argument)
    {
        // Source: Linux asm-generic/ioctls.h, uapi/linux/fs.h.
        const uint getFlags = 0x8008_6601, setFlags = 0x4008_6602;
        const uint clearCloseOnExec = 0x5450, setCloseOnExec = 0x5451, setNonBlocking = 0x5421, setAsync = 0x5452, getSize = 0x5460;
        using FileLease lease = thread.Files!.Acquire(descriptor);
        if (lease.File is not { IsPathOnly: false } file)
        {
            return Errno.EBADF;
        }

        Errno error;
        int enable;
        switch (request)
        {
            case clearCloseOnExec:
            case setCloseOnExec:
                return thread.Files.SetCloseOnExec(descriptor, request == setCloseOnExec);
            case setNonBlocking:
                error = new UserIn<int>(argument).Read(out enable);
                if (error == Errno.None)
                {
                    OpenFlags flags = file.Flags & ~OpenFlags.NonBlock;
                    file.SetStatusFlags(enable != 0 ? flags | OpenFlags.NonBlock : flags);
                }

                return error;
            case setAsync:
                error = new UserIn<int>(argument).Read(out enable);
                if (error != Errno.None || (enable != 0) == file.IsAsync)
                {
                    return error;
                }

                return file.SupportsAsync ? file.SetAsync(enable != 0, descriptor) : Errno.ENOTTY;
            case getSize when file.Inode.IsRegular || file.Inode.IsDirectory:
                return new UserOut<long>(argument).Write(file.Inode.Size);
            case getFlags when file.Inode.HasFlags:
                return new UserOut<uint>(argument).Write((uint)file.Inode.Flags);
            case setFlags when file.Inode.HasFlags:
                error = new UserIn<uint>(argument).Read(out uint wanted);
                return error == Errno.None ? InodeFlagging.Set(file.Location?.Mount, file.Inode, (InodeFlags)wanted, thread.Credentials) : error;
            default:
                return file.Ioctl(request, argument);
        }
    }
}
