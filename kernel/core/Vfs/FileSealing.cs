// Seals of files in memory: what nobody may do with a file any more. Source: fcntl(2) F_ADD_SEALS, memfd_create(2), Linux mm/memfd.c, mm/shmem.c.
using Lume.Abi;

namespace Lume.Kernel.Vfs;

/// <summary>Adds seals and asks for them. Checks are made under the inode's lock, where seals are added too.</summary>
public static class FileSealing
{
    private const FileMode Executables = (FileMode)0x49;

    /// <summary>F_GET_SEALS. EINVAL for files that cannot have any.</summary>
    public static Result<FileSeals> Get(OpenFile file) => file.Inode.HasSeals ? file.Inode.Seals : Errno.EINVAL;

    /// <summary>F_ADD_SEALS. EPERM unless open for writing and not sealed against it; EBUSY for F_SEAL_WRITE while somebody has it mapped to store; EINVAL.</summary>
    public static Errno Add(OpenFile file, FileSeals seals)
    {
        Inode inode = file.Inode;
        if (!file.CanWrite)
        {
            return Errno.EPERM;
        }

        if ((seals & ~FileSeals.All) != 0 || !inode.HasSeals)
        {
            return Errno.EINVAL;
        }

        inode.Lock.Acquire();
        Errno error = (inode.Seals & FileSeals.Seal) != 0 ? Errno.EPERM
            : (seals & ~inode.Seals & FileSeals.Write) != 0 && inode.Pages!.IsMappedToStore ? Errno.EBUSY
            : Errno.None;
        if (error == Errno.None)
        {
            if ((seals & FileSeals.Execute) != 0 && (inode.Mode & Executables) != 0)
            {
                // A program whose bits may not change may not change either.
                seals |= FileSeals.Shrink | FileSeals.Grow | FileSeals.Stores;
            }

            inode.Seals |= seals;
        }

        inode.Lock.Release();
        return error;
    }

    /// <summary>Whether these bytes may be written: EPERM where it is sealed off, or where the file may not grow and would.</summary>
    internal static Errno CheckWrite(Inode inode, long position, long length)
    {
        bool isSealed = (inode.Seals & FileSeals.Stores) != 0 || ((inode.Seals & FileSeals.Grow) != 0 && position + length > inode.Size);
        return isSealed ? Errno.EPERM : Errno.None;
    }

    /// <summary>Whether the length may change to this one.</summary>
    internal static Errno CheckLength(Inode inode, long length)
    {
        FileSeals against = length < inode.Size ? FileSeals.Shrink : length > inode.Size ? FileSeals.Grow : FileSeals.None;
        return (inode.Seals & against) != 0 ? Errno.EPERM : Errno.None;
    }

    /// <summary>Whether space may be allocated, or a hole punched.</summary>
    public static Errno CheckAllocation(Inode inode, AllocateMode mode, long end)
    {
        bool punches = (mode & AllocateMode.PunchHole) != 0;
        bool isSealed = punches ? (inode.Seals & FileSeals.Stores) != 0 : (inode.Seals & FileSeals.Grow) != 0 && end > inode.Size;
        return isSealed ? Errno.EPERM : Errno.None;
    }

    /// <summary>Whether the permissions may become these.</summary>
    internal static Errno CheckMode(Inode inode, FileMode permissions) =>
        (inode.Seals & FileSeals.Execute) != 0 && ((inode.Mode ^ permissions) & Executables) != 0 ? Errno.EPERM : Errno.None;
}
