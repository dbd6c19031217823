// One instance of a file system: what several mounts of it share.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Vfs.Notices;

namespace Lume.Kernel.Vfs;

/// <summary>An instance of a file system.</summary>
public abstract class SuperBlock : IWatched
{
    private static int s_nextAnonymousMinor;
    private int _mounts;
    private Watch? _watches;

    /// <summary>An instance without a device gets the next anonymous device number (major 0), as in Linux.</summary>
    protected SuperBlock(FileSystemType type)
    {
        Type = type;
        Device = DeviceNumber.Make(0, (uint)Interlocked.Increment(ref s_nextAnonymousMinor));
    }

    /// <summary>Its kind.</summary>
    public FileSystemType Type { get; }

    /// <summary>st_dev of its files, packed as <see cref="DeviceNumber"/> says.</summary>
    public ulong Device { get; }

    /// <summary>f_fsid: tells instances apart.</summary>
    public ulong FileSystemId => Device;

    /// <summary>The root's dentry; set by the derived constructor.</summary>
    public Dentry Root { get; protected init; } = null!;

    /// <summary>Preferred size of transfers, bytes (st_blksize).</summary>
    public virtual int BlockSize => 4096;

    /// <summary>Whether nothing in it may be changed through any mount.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>
    /// Whether absent names are worth remembering: not where a lookup costs as little as remembering, or where names come and
    /// go by themselves (procfs).
    /// </summary>
    public bool RemembersAbsence { get; protected init; }

    /// <summary>
    /// Whether a remembered name must be checked before each use (procfs: processes end). If so
    /// <see cref="Inode.Revalidate"/> is asked.
    /// </summary>
    public bool NeedsRevalidation { get; protected init; }

    /// <summary>Whether programs may be asked whether its files may be opened (fanotify): not where that could block the kernel itself.</summary>
    public bool AllowsQuestions { get; protected init; } = true;

    /// <summary>The files that handles were made for; null where handles cannot be opened.</summary>
    public virtual FileHandles? Handles => null;

    /// <summary>Who watches all files in it.</summary>
    internal Watch? Watches => Relaxed.Read(ref _watches);

    Watch? IWatched.Watches
    {
        get => Relaxed.Read(ref _watches);
        set => Volatile.Write(ref _watches, value);
    }

    /// <summary>Figures for statfs; the caller adds flags.</summary>
    public abstract StatFs GetStatistics();

    /// <summary>Changes the options of a mounted instance (MS_REMOUNT).</summary>
    public virtual Errno Reconfigure(ReadOnlySpan<byte> options) => Errno.None;

    /// <summary>Text for /proc/mounts after "rw" or "ro", beginning with a comma; empty when there is none.</summary>
    /// <param name="destination">At least 256 bytes.</param>
    /// <returns>Bytes written.</returns>
    public virtual int FormatOptions(Span<byte> destination) => 0;

    /// <summary>Writes everything back that is not yet on the device. Memory-only instances have nothing to do.</summary>
    public virtual Errno Synchronize() => Errno.None;

    /// <summary>The last mount is gone and nothing is open: gives back everything the instance holds.</summary>
    protected virtual void Released()
    {
    }

    internal void AddMount() => Interlocked.Increment(ref _mounts);

    internal void RemoveMount()
    {
        if (Interlocked.Decrement(ref _mounts) == 0)
        {
            FileNotices.TellUnmount(this);
            Synchronize();
            Released();
        }
    }
}
