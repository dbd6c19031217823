// Files in memory without a name: memfd_create.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Security;

namespace Lume.Kernel.Vfs;

/// <summary>Nameless files of an internal tmpfs. Source: memfd_create(2).</summary>
public static class MemoryFiles
{
    private static PathRef? s_root;

    /// <summary>A new empty file, open for reading and writing. ENOSYS where the kernel has no tmpfs; ENOSPC.</summary>
    /// <param name="name">What /proc/pid/fd shows, without "memfd:".</param>
    /// <param name="credentials">The owner.</param>
    /// <param name="seals">Its first seals; with F_SEAL_EXEC it is not executable.</param>
    public static Result<OpenFile> Create(ReadOnlySpan<byte> name, Credentials credentials, FileSeals seals)
    {
        Result<PathRef> root = FindRoot();
        if (root.IsError)
        {
            return root.Error;
        }

        FileMode permissions = (FileMode)((seals & FileSeals.Execute) != 0 ? 0x1B6 : 0x1FF);
        NodeRequest request = new(FileMode.Regular | permissions, credentials.FileUserId, credentials.FileGroupId);
        Result<Inode> made = root.Value.Inode.CreateUnnamed(request);
        if (made.IsError)
        {
            return made.Error;
        }

        made.Value.Seals = seals;
        byte[] shown = new byte["memfd:"u8.Length + name.Length];
        "memfd:"u8.CopyTo(shown);
        name.CopyTo(shown.AsSpan("memfd:"u8.Length));
        Dentry dentry = Dentry.CreateUnlinked(new ByteName(shown), root.Value.Dentry, made.Value);
        return FileOpener.OpenInode(new PathRef(root.Value.Mount, dentry), made.Value, OpenFlags.ReadWrite);
    }

    private static Result<PathRef> FindRoot()
    {
        PathRef? root = Volatile.Read(ref s_root);
        if (root is not null)
        {
            return root;
        }

        if (FileSystemRegistry.Find("tmpfs"u8) is not { } type)
        {
            return Errno.ENOSYS;
        }

        Result<SuperBlock> super = type.Mount("memfd"u8, default, readOnly: false);
        if (super.IsError)
        {
            return super.Error;
        }

        PathRef made = new(MountTree.MountInternal(super.Value, "memfd"), super.Value.Root);
        return Interlocked.CompareExchange(ref s_root, made, null) ?? made;
    }
}
