// Inodes of what has no name in any tree: pipes, eventfds, epoll sets.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Ipc;

/// <summary>The kernel's internal file system for nameless objects.</summary>
public static class AnonymousFiles
{
    private static readonly AnonymousSuperBlock s_pipes = new(0x5049_5045, "pipefs");
    private static readonly AnonymousSuperBlock s_others = new(0x0904_1934, "anon_inodefs");
    private static readonly Inode s_shared = new AnonymousInode(s_others, 1, (FileMode)0x180);
    private static readonly Mount s_mount = MountTree.MountInternal(s_pipes, "none");
    private static long s_lastNumber = 1;

    /// <summary>The one inode of eventfds, epoll sets and the like, held once more for a new open file.</summary>
    public static Inode HoldShared()
    {
        s_shared.TryHold();
        return s_shared;
    }

    /// <summary>The inode of a new pipe, not held yet.</summary>
    internal static Inode CreatePipeInode(Pipe pipe)
    {
        ulong number = (ulong)Interlocked.Increment(ref s_lastNumber);
        return new AnonymousInode(s_pipes, number, FileMode.Fifo | (FileMode)0x180) { FifoPipe = pipe };
    }

    /// <summary>A place for an open file without one, so that /proc/pid/fd can lead to it.</summary>
    public static PathRef PlaceOf(OpenFile file) =>
        file.Location ?? new PathRef(s_mount, Dentry.CreateUnlinked(default, null, file.Inode));

    /// <summary>Writes a label and a number and ']'.</summary>
    internal static int WriteLabel(Span<byte> buffer, string prefix, ulong number)
    {
        Span<byte> text = stackalloc byte[64];
        int length = PathText.Append(text, 0, prefix);
        length += AsciiText.WriteDecimal(text[length..], number);
        text[length++] = (byte)']';
        length = Math.Min(length, buffer.Length);
        text[..length].CopyTo(buffer);
        return length;
    }
}

/// <summary>An inode without a name or data of its own.</summary>
internal sealed class AnonymousInode : Inode
{
    public AnonymousInode(SuperBlock super, ulong number, FileMode mode)
        : base(super, number, mode)
    {
        LinkCount = 1;
        long now = Clock.Realtime;
        AccessTime = now;
        ModificationTime = now;
        ChangeTime = now;
    }
}

/// <summary>The instance that such inodes belong to.</summary>
internal sealed class AnonymousSuperBlock : SuperBlock
{
    private readonly long _magic;

    public AnonymousSuperBlock(long magic, string name)
        : base(new AnonymousFileSystem(name))
    {
        _magic = magic;
        Root = Dentry.CreateRoot(null);
    }

    public override StatFs GetStatistics() => new()
    {
        Type = _magic,
        BlockSize = BlockSize,
        FragmentSize = BlockSize,
        NameLength = ByteName.MaxLength,
    };

    private sealed class AnonymousFileSystem(string name) : FileSystemType(name, needsDevice: false)
    {
        public override Result<SuperBlock> Mount(ReadOnlySpan<byte> source, ReadOnlySpan<byte> options, bool readOnly) => Errno.EINVAL;
    }
}
