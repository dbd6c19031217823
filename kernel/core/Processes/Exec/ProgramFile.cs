// An open program file: executable, and not writable by anybody while it runs.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Processes.Exec;

/// <summary>
/// A file that is being executed. Its inode cannot be opened for writing (ETXTBSY) until the last reference goes: address spaces
/// hold one as long as they run the program, which also answers /proc/pid/exe.
/// </summary>
public sealed class ProgramFile
{
    private int _references = 1;

    private ProgramFile(OpenFile file) => File = file;

    /// <summary>The open file.</summary>
    public OpenFile File { get; }

    /// <summary>Its pages, as mappings see them.</summary>
    internal IMappedFile Mapped => File;

    /// <summary>
    /// Opens a path for execution. EACCES for what is no regular file, lacks the permission or lies on a noexec mount; ETXTBSY when it
    /// is open for writing; ENOENT and the others of a path walk.
    /// </summary>
    public static Result<ProgramFile> Open(in FsCaller caller, PathRef start, ReadOnlySpan<byte> path, WalkFlags flags)
    {
        PathWalker walker = caller.Walker(path, start, flags);
        Errno error = walker.Walk();
        return error == Errno.None ? Open(caller.Credentials, walker.ToPathRef()) : error;
    }

    /// <summary>Opens what is at a place for execution. Errors as above.</summary>
    public static Result<ProgramFile> Open(Credentials credentials, PathRef place)
    {
        Inode? inode = place.Dentry.Inode;
        if (inode is null)
        {
            return Errno.ENOENT;
        }

        if (inode.IsSymbolicLink)
        {
            return Errno.ELOOP;
        }

        bool isAllowed = inode.IsRegular
            && (place.Mount.Flags & MountFlags.NoExecute) == 0
            && Permissions.Allows(inode, credentials, AccessMode.Execute);
        if (!isAllowed)
        {
            return Errno.EACCES;
        }

        if (!inode.TryDenyWriting())
        {
            return Errno.ETXTBSY;
        }

        Result<OpenFile> opened = FileOpener.OpenInode(place, inode, OpenFlags.ReadOnly, isExecution: true);
        if (opened.IsOk && opened.Value.PagesOrNull is null)
        {
            opened.Value.Release();
            opened = Errno.EACCES;
        }

        if (opened.IsError)
        {
            inode.AllowWriting();
            return opened.Error;
        }

        return new ProgramFile(opened.Value);
    }

    /// <summary>Takes a reference.</summary>
    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>Gives a reference back; the last one allows writing again. May sleep.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            File.Inode.AllowWriting();
            File.Release();
        }
    }
}
