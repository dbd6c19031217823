// Files whose bytes only their mappings show: memfd_secret. Source: memfd_secret(2), Linux mm/secretmem.c.
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Security;
using Lume.Kernel.Time;

namespace Lume.Kernel.Vfs;

/// <summary>Nameless files of an internal file system, each opened once: a link in /proc leads to one but does not open it (ENXIO).</summary>
public static class SecretFiles
{
    private static readonly AnonymousSuperBlock s_super = new(0x5345_434D, "secretmem");
    private static readonly Mount s_mount = MountTree.MountInternal(s_super, "none", MountFlags.NoExecute);
    private static long s_lastNumber;

    /// <summary>A new empty file, open for reading and writing.</summary>
    public static Result<OpenFile> Create(Credentials credentials)
    {
        ulong number = (ulong)System.Threading.Interlocked.Increment(ref s_lastNumber);
        Dentry dentry = Dentry.CreateUnlinked(new ByteName("secretmem"u8), s_super.Root, new SecretInode(s_super, number, credentials));
        return FileOpener.OpenInode(new PathRef(s_mount, dentry), dentry.Inode!, OpenFlags.ReadWrite | OpenFlags.LargeFile);
    }
}

/// <summary>A file of <see cref="SecretMemory"/>.</summary>
internal sealed class SecretInode : Inode
{
    private readonly SecretMemory _memory = new();
    private int _openings;

    public SecretInode(SuperBlock super, ulong number, Credentials credentials)
        : base(super, number, FileMode.Regular | (FileMode)0x180)
    {
        UserId = credentials.FileUserId;
        GroupId = credentials.FileGroupId;
        LinkCount = 1;
        AccessTime = ModificationTime = ChangeTime = Clock.Realtime;
    }

    public override long Size => (long)_memory.Length;

    public override long Blocks => _memory.PageCount << (PageMath.Shift - 9);

    public override MemoryObject? Pages => _memory;

    public override Errno SetSize(long size) => _memory.SetLength((ulong)size);

    public override Result<OpenFile> Open(PathRef location, OpenFlags flags) =>
        System.Threading.Interlocked.Exchange(ref _openings, 1) == 0 ? new SecretFile(location, this, _memory, flags) : Errno.ENXIO;
}

/// <summary>The one open file of a secret: to be mapped, never to be read or written. Mappings hold it.</summary>
internal sealed class SecretFile(PathRef location, Inode inode, SecretMemory memory, OpenFlags flags) : OpenFile(location, inode, flags)
{
    public override MemoryObject? PagesOrNull => memory;

    public override Result<long> Ioctl(uint request, ulong argument) => RegularFile.Ioctl(this, request, argument);

    protected override void Closed() => memory.FreePages();
}
