// An open file description: what descriptors share after dup and fork.
// Invariant: the position changes only inside BeginPosition/EndPosition or while one descriptor alone refers to the file.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs.Notices;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs;

/// <summary>
/// An open file description. Descriptors, mappings and running system calls hold references; the last one closes it.
/// Derived types say what reading, writing and waiting mean.
/// </summary>
public abstract partial class OpenFile : IMappedFile
{
    /// <summary>What fcntl(F_SETFL) may change at any file; O_ASYNC is <see cref="SetAsync"/>'s.</summary>
    public const OpenFlags ChangeableFlags =
        OpenFlags.Append | OpenFlags.NonBlock | OpenFlags.Direct | OpenFlags.NoAccessTime;

    // Flags that only matter while opening: F_GETFL does not show them.
    private const OpenFlags CreationFlags =
        OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoControllingTerminal | OpenFlags.Truncate | OpenFlags.CloseOnExec;

    private int _references = 1;
    private uint _flags;
    private long _position;
    private Mutex? _positionLock;

    /// <summary>
    /// An open file with one reference. It takes over the use of the inode that the caller began (<see cref="Inode.BeginOpen"/> with these flags)
    /// and pins the mount.
    /// </summary>
    /// <param name="location">Where it is; null for what has no place in the tree (pipes, epoll).</param>
    /// <param name="inode">What it is.</param>
    /// <param name="flags">As given to open.</param>
    protected OpenFile(PathRef? location, Inode inode, OpenFlags flags)
    {
        Location = location;
        Inode = inode;
        _flags = (uint)(flags & ~CreationFlags);
        location?.Mount.Pin();
    }

    /// <summary>Where it was opened; null for what has no place in the tree.</summary>
    public PathRef? Location { get; }

    /// <summary>What it is.</summary>
    public Inode Inode { get; }

    /// <summary>Access mode and status flags.</summary>
    public OpenFlags Flags => (OpenFlags)Relaxed.Read(ref _flags);

    /// <summary>Whether read may be called.</summary>
    public bool CanRead => (_flags & 1) == 0 && !IsPathOnly;

    /// <summary>Whether write may be called.</summary>
    public bool CanWrite => (_flags & 3) is 1 or 2 && !IsPathOnly;

    /// <summary>Whether it was opened with O_PATH: a place, not a stream.</summary>
    public bool IsPathOnly => (_flags & (uint)OpenFlags.Path) != 0;

    /// <summary>O_NONBLOCK.</summary>
    public bool IsNonBlocking => (Flags & OpenFlags.NonBlock) != 0;

    /// <summary>O_APPEND.</summary>
    public bool IsAppend => (Flags & OpenFlags.Append) != 0;

    /// <summary>The file position, bytes. Meaningful where <see cref="IsSeekable"/>.</summary>
    public long Position
    {
        get => Volatile.Read(ref _position);
        protected set => Volatile.Write(ref _position, value);
    }

    /// <summary>Whether positions mean anything; otherwise lseek and pread give ESPIPE.</summary>
    public virtual bool IsSeekable => false;

    /// <summary>Whether pread and pwrite may be called; otherwise they give ESPIPE.</summary>
    public virtual bool TakesPositions => IsSeekable;

    /// <summary>Whether lseek does nothing and succeeds, where positions mean nothing.</summary>
    protected virtual bool IgnoresSeek => false;

    /// <summary>The epoll sets that watch it. Epoll's link lock.</summary>
    internal EpollItem? EpollItems { get; set; }

    /// <summary>The queue that announces changes of <see cref="GetReadiness"/>; null when it never changes (epoll refuses it with EPERM).</summary>
    public virtual WaitQueue? Readiness => null;

    /// <summary>What mmap maps; null: ENODEV.</summary>
    public virtual MemoryObject? PagesOrNull => null;

    /// <inheritdoc/>
    MemoryObject IMappedFile.Pages => PagesOrNull!;

    /// <inheritdoc/>
    ulong IMappedFile.DeviceNumber => Inode.Super.Device;

    /// <inheritdoc/>
    ulong IMappedFile.InodeNumber => Inode.Number;

    /// <summary>What is ready now. Takes no sleeping lock.</summary>
    public virtual PollEvents GetReadiness() =>
        PollEvents.In | PollEvents.Out | PollEvents.ReadNormal | PollEvents.WriteNormal;

    /// <summary>ioctl(2): the argument is a number or a user address. ENOTTY for unknown requests.</summary>
    public virtual Result<long> Ioctl(uint request, ulong argument) => Errno.ENOTTY;

    /// <summary>Gives back data and metadata (fsync). EINVAL where that means nothing.</summary>
    public virtual Errno Synchronize() => Errno.EINVAL;

    /// <summary>getdents64: entries from the position on. ENOTDIR for what is no directory.</summary>
    public virtual Errno ReadDirectory(ref DirectorySink sink) => Errno.ENOTDIR;

    /// <summary>F_SETFL: replaces the <see cref="ChangeableFlags"/>.</summary>
    public void SetStatusFlags(OpenFlags flags) => ReplaceFlags(ChangeableFlags, flags);

    private void ReplaceFlags(OpenFlags which, OpenFlags flags)
    {
        uint seen = _flags;
        while (true)
        {
            uint next = (seen & ~(uint)which) | (uint)(flags & which);
            uint found = Interlocked.CompareExchange(ref _flags, next, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }

    /// <summary>Takes a reference; the caller knows that the file is alive.</summary>
    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>Takes a reference unless the last one is gone.</summary>
    public bool TryAddReference()
    {
        int seen = Relaxed.Read(ref _references);
        while (seen > 0)
        {
            int found = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    /// <summary>Gives a reference back; the last one closes the file. May sleep: not under a spinlock.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) != 0)
        {
            return;
        }

        if (EpollItems is not null)
        {
            EpollFile.Forget(this);
        }

        if (!IsPathOnly)
        {
            FileNotices.Tell(this, CanWrite ? FileEvents.CloseWritten : FileEvents.CloseUnwritten);
        }

        FileLocks.ReleaseOwner(Inode, this);
        Inode.Leases?.TryEnd(this);
        EndAsync();
        DirectoryNotice.EndAll(this);
        Closed();
        Inode.EndOpen(Flags);
        Location?.Mount.Unpin();
    }

    /// <summary>What /proc/pid/fd shows for a file that has no place in the tree, such as "pipe:[12]".</summary>
    /// <returns>Length, cut to the buffer.</returns>
    public virtual int WriteLabel(Span<byte> buffer) => PathText.Append(buffer, 0, "anon_inode:[file]");

    /// <inheritdoc/>
    public int CopyPath(Span<byte> buffer) => PathText.Write(this, buffer);

    /// <summary>The last reference is gone: gives back what the derived type holds, except the inode.</summary>
    protected virtual void Closed()
    {
    }
}
