// A file, directory or special file, whatever its names.
// Invariant: attributes change only under Lock; they may be read without it, each by itself.
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs.Notices;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs;

/// <summary>
/// A file of any type. File systems derive from it. Operations on a directory are called with its <see cref="Lock"/> held and
/// permissions checked; the defaults refuse with the error that Linux gives for a type that lacks the operation.
/// </summary>
public abstract partial class Inode : IWatched
{
    private const long OneHold = 1L << 32;
    private const long OneReader = OneHold + 1;
    private const long GivenUp = long.MinValue / 2;

    // Upper half: how many open files, mappings and path operations use it; lower half: how many of those are open files that may
    // only read. One word, so that opening and closing change one. Negative: the data is gone and nobody may begin to use it.
    private long _holds;
    private Mutex? _lock;
    private FileLockList? _locks;
    private FileLeases? _leases;
    private Watch? _watches;

    // Open files that may write when positive, running programs when negative: the two exclude each other.
    private int _writers;

    /// <summary>An inode of <paramref name="super"/>.</summary>
    protected Inode(SuperBlock super, ulong number, FileMode mode)
    {
        Super = super;
        Number = number;
        Mode = mode;
    }

    /// <summary>The file system instance.</summary>
    public SuperBlock Super { get; }

    /// <summary>st_ino.</summary>
    public ulong Number { get; }

    /// <summary>
    /// Guards the names in a directory, and size and attributes of any inode. Sleeping. Order: a directory before what is in it;
    /// two directories by <see cref="NameOperations"/>'s rule; never taken by a page fault.
    /// </summary>
    public Mutex Lock
    {
        get
        {
            // Made at first use: most files of a large tree are never locked.
            Mutex? made = Relaxed.Read(ref _lock);
            return made ?? MakeLock();
        }
    }

    /// <summary>Type and permissions.</summary>
    public FileMode Mode { get; protected internal set; }

    /// <summary>Owner.</summary>
    public uint UserId { get; protected internal set; }

    /// <summary>Group.</summary>
    public uint GroupId { get; protected internal set; }

    /// <summary>st_nlink: names that refer to it; 0 once it is deleted.</summary>
    public uint LinkCount { get; protected internal set; }

    /// <summary>It never had a name and may get one (O_TMPFILE without O_EXCL). Under <see cref="Lock"/>.</summary>
    internal bool MayGetName { get; set; }

    /// <summary>Whether the file can have <see cref="Seals"/>: files in memory do.</summary>
    public virtual bool HasSeals => false;

    /// <summary>What nobody may do with it any more. Added under <see cref="Lock"/>.</summary>
    public FileSeals Seals { get; protected internal set; }

    /// <summary>Whether programs may ask for <see cref="Flags"/> and set them.</summary>
    public virtual bool HasFlags => false;

    /// <summary>What chattr(1) sets. Changed under <see cref="Lock"/>.</summary>
    public InodeFlags Flags { get; protected internal set; }

    /// <summary>Whether nothing of it may change.</summary>
    public bool IsImmutable => (Flags & InodeFlags.Immutable) != 0;

    /// <summary>Whether it may only grow.</summary>
    public bool IsAppendOnly => (Flags & InodeFlags.AppendOnly) != 0;

    /// <summary>st_size, bytes.</summary>
    public virtual long Size => 0;

    /// <summary>st_blocks, units of 512 bytes.</summary>
    public virtual long Blocks => 0;

    /// <summary>st_rdev of device nodes, packed as <see cref="DeviceNumber"/> says.</summary>
    public ulong Device { get; protected init; }

    /// <summary>Last read, nanoseconds since 1970 UTC.</summary>
    public long AccessTime { get; protected internal set; }

    /// <summary>Last change of the content, nanoseconds since 1970 UTC.</summary>
    public long ModificationTime { get; protected internal set; }

    /// <summary>Last change of attributes, nanoseconds since 1970 UTC.</summary>
    public long ChangeTime { get; protected internal set; }

    /// <summary>The type bits of <see cref="Mode"/>.</summary>
    public FileMode Type => Mode & FileMode.TypeMask;

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory => Type == FileMode.Directory;

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsSymbolicLink => Type == FileMode.SymbolicLink;

    /// <summary>Whether it is a regular file.</summary>
    public bool IsRegular => Type == FileMode.Regular;

    /// <summary>The pages of a regular file; null for everything else and for generated files.</summary>
    public virtual MemoryObject? Pages => null;

    /// <summary>
    /// Begins to use the data. False when the last name and the last user are gone already: then the name was stale and the
    /// caller answers ENOENT.
    /// </summary>
    public bool TryHold() => TryAddHold(OneHold);

    /// <summary>A use by whoever stands in this directory: it keeps a deleted one openable. On an inode that is already given up it changes nothing.</summary>
    internal void Keep() => Interlocked.Add(ref _holds, OneHold);

    /// <summary>Ends a use that <see cref="TryHold"/> or <see cref="Keep"/> began. The last one of a deleted inode frees its data. May sleep.</summary>
    public void Drop() => TakeHold(OneHold);

    /// <summary>
    /// Begins the use that an open file is: a hold, and for a regular file that may be written a part in keeping programs from being run
    /// from it. <see cref="EndOpen"/> ends it. ENOENT as for <see cref="TryHold"/>, ETXTBSY while a program runs from it.
    /// </summary>
    /// <param name="flags">As given to open: only the access mode and O_PATH matter, which an open file keeps.</param>
    public Errno BeginOpen(OpenFlags flags)
    {
        long hold = HoldOf(flags);
        if (!TryAddHold(hold))
        {
            return Errno.ENOENT;
        }

        if (MayWrite(flags) && !TryBeginWriting())
        {
            TakeHold(hold);
            return Errno.ETXTBSY;
        }

        return Errno.None;
    }

    /// <summary>Ends what <see cref="BeginOpen"/> began with the same access mode. May sleep.</summary>
    public void EndOpen(OpenFlags flags)
    {
        if (MayWrite(flags))
        {
            EndWriting();
        }

        TakeHold(HoldOf(flags));
    }

    /// <summary>Frees the data of an inode without names and users. Call after taking the last name away.</summary>
    public void EvictIfUnused()
    {
        if (LinkCount == 0 && Interlocked.CompareExchange(ref _holds, GivenUp, 0) == 0)
        {
            FileNotices.TellSelf(this, FileEvents.DeleteSelf);
            Evict();
        }
    }

    /// <summary>Notes that the content may be written. False (ETXTBSY) while it is being executed.</summary>
    public bool TryBeginWriting() => TryStep(ref _writers, 1);

    /// <summary>Ends <see cref="TryBeginWriting"/>.</summary>
    public void EndWriting() => Interlocked.Decrement(ref _writers);

    /// <summary>Whether no open file but one with this access mode uses it, and no program runs from it.</summary>
    internal bool IsOpenOnlyOnce(OpenFlags flags) =>
        Volatile.Read(ref _writers) == (MayWrite(flags) ? 1 : 0) && (uint)Volatile.Read(ref _holds) == (uint)HoldOf(flags);

    /// <summary>execve: forbids opening for writing. False (ETXTBSY) while it is open for writing.</summary>
    public bool TryDenyWriting() => TryStep(ref _writers, -1);

    /// <summary>Ends <see cref="TryDenyWriting"/>.</summary>
    public void AllowWriting() => Interlocked.Increment(ref _writers);

    /// <summary>The pipe behind a fifo while it is open somewhere. Under <see cref="Lock"/>.</summary>
    internal Ipc.Pipe? FifoPipe { get; set; }

    /// <summary>Who watches it, or the files in it. <see cref="FileNotices.Lock"/>; whether there are any is looked at without.</summary>
    internal Watch? Watches => Relaxed.Read(ref _watches);

    Watch? IWatched.Watches
    {
        get => Relaxed.Read(ref _watches);
        set => Volatile.Write(ref _watches, value);
    }

    /// <summary>Whether its data is given up: nobody can begin to use it.</summary>
    internal bool IsGivenUp => Volatile.Read(ref _holds) < 0;

    /// <summary>Whether it is open for writing.</summary>
    public bool HasWriters => Volatile.Read(ref _writers) > 0;

    /// <summary>Record locks and flock locks; null until the first one.</summary>
    internal FileLockList? Locks => Relaxed.Read(ref _locks);

    /// <summary>Leases on the file; null until the first one.</summary>
    internal FileLeases? Leases => Relaxed.Read(ref _leases);

    internal FileLeases MakeLeases()
    {
        FileLeases created = new();
        return Interlocked.CompareExchange(ref _leases, created, null) ?? created;
    }

    internal FileLockList MakeLocks()
    {
        FileLockList created = new();
        return Interlocked.CompareExchange(ref _locks, created, null) ?? created;
    }

    private bool MayWrite(OpenFlags flags) =>
        IsRegular && (flags & (OpenFlags.AccessMode | OpenFlags.Path)) is (OpenFlags.WriteOnly or OpenFlags.ReadWrite);

    private long HoldOf(OpenFlags flags) =>
        IsRegular && (flags & (OpenFlags.AccessMode | OpenFlags.Path)) == OpenFlags.ReadOnly ? OneReader : OneHold;

    private bool TryAddHold(long hold)
    {
        if (Interlocked.Add(ref _holds, hold) > 0)
        {
            return true;
        }

        Interlocked.Add(ref _holds, -hold);
        return false;
    }

    private void TakeHold(long hold)
    {
        if (Interlocked.Add(ref _holds, -hold) == 0)
        {
            EvictIfUnused();
        }
    }

    // Counts in one direction from zero; false while the count is on the other side.
    private static bool TryStep(ref int counter, int step)
    {
        int seen = Relaxed.Read(ref counter);
        while (step > 0 ? seen >= 0 : seen <= 0)
        {
            int found = Interlocked.CompareExchange(ref counter, seen + step, seen);
            if (found == seen)
            {
                return true;
            }

            seen = found;
        }

        return false;
    }

    private Mutex MakeLock()
    {
        Mutex created = new();
        return Interlocked.CompareExchange(ref _lock, created, null) ?? created;
    }

    /// <summary>Nobody can reach the inode any more: gives back pages and space. Called once, without locks.</summary>
    protected virtual void Evict()
    {
    }
}
