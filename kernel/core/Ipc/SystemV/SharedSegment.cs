// A shared memory segment: pages that programs attach by id.
// Invariant: it owns its pages until it is removed and the last mapping is gone.
using System;
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Ipc.SystemV;

/// <summary>A segment that shmget made. Source: shmget(2), shmop(2), shmctl(2).</summary>
public sealed class SharedSegment : IpcObject
{
    /// <summary>SHM_DEST: it goes with the last mapping.</summary>
    public const uint RemovedMark = 0x200;

    /// <summary>SHM_LOCKED.</summary>
    public const uint LockedMark = 0x400;

    private const long Overhead = 512;
    private const int PagesPerReference = 512;

    private int _attached;

    internal SharedSegment(int key, ulong size, uint mode, Credentials credentials)
        : base(key, mode, credentials)
    {
        Size = size;
        FirstKey = key;
        Pages = new SegmentPages(this);
        Pages.AddOwner();
        Creator = Thread.Current.Process.Id;
    }

    /// <summary>Bytes.</summary>
    public ulong Size { get; }

    /// <summary>The key that it was made with.</summary>
    public int FirstKey { get; }

    /// <summary>Pages that its size covers.</summary>
    public ulong PageCount => PageMath.Count(Size);

    /// <summary>Pages that exist.</summary>
    public ulong ResidentPages => Pages.ResidentPages;

    /// <summary>Mappings of it or of parts of it.</summary>
    public int Attached => Volatile.Read(ref _attached);

    /// <summary>The process that made it.</summary>
    public int Creator { get; }

    /// <summary>The process that attached or detached last; 0 when none did.</summary>
    public int LastProcess { get; private set; }

    /// <summary>Seconds since 1970 of the last attach; 0 when there was none.</summary>
    public long AttachTime { get; private set; }

    /// <summary>Seconds since 1970 of the last detach; 0 when there was none.</summary>
    public long DetachTime { get; private set; }

    /// <summary>Who locked it, and is charged for it.</summary>
    internal UserAccount? Locker { get; set; }

    /// <summary>What is mapped.</summary>
    internal SegmentPages Pages { get; }

    /// <summary>Everything that shmctl tells. Under the lock.</summary>
    public SegmentStatus GetStatus() => new()
    {
        Permission = GetPermission(),
        Size = Size,
        AttachTime = AttachTime,
        DetachTime = DetachTime,
        ChangeTime = ChangeTime,
        Creator = Creator,
        LastProcess = LastProcess,
        Attached = (ulong)Attached,
    };

    /// <summary>Bytes of the kernel's memory that a segment of this size takes without its pages.</summary>
    internal static long Cost(ulong size) => Overhead + (long)(PageMath.Count(size) / PagesPerReference * sizeof(ulong));

    /// <summary>Keeps it while it is being mapped; under its lock, and it is not removed.</summary>
    internal void BeginAttach() => Interlocked.Increment(ref _attached);

    /// <summary>Ends <see cref="BeginAttach"/> or a mapping. The last one of a segment that is to go takes it away. No lock held.</summary>
    internal void EndAttach()
    {
        if (Interlocked.Decrement(ref _attached) == 0 && (Mode & RemovedMark) != 0)
        {
            SharedSegments.RemoveIfUnused(this);
        }
    }

    /// <summary>A mapping came to be: shmat, fork, a split. Must not sleep.</summary>
    internal void NoteAttach()
    {
        Interlocked.Increment(ref _attached);
        AttachTime = Now;
        LastProcess = Thread.Current.Process.Id;
    }

    /// <summary>A mapping has gone. No lock held.</summary>
    internal void NoteDetach()
    {
        DetachTime = Now;
        LastProcess = Thread.Current.Process.Id;
        EndAttach();
    }

    internal override void OnRemoved()
    {
        Unlock();
        Pages.RemoveOwner();
        IpcMemory.Release(Cost(Size));
    }

    /// <summary>SHM_UNLOCK. Under the lock.</summary>
    internal void Unlock()
    {
        if (Locker is { } account)
        {
            Interlocked.Add(ref account.LockedSegmentBytes, -(long)Size);
            Locker = null;
        }

        Mode &= ~LockedMark;
    }

    /// <summary>Its pages and what /proc/PID/maps says of them.</summary>
    internal sealed class SegmentPages(SharedSegment segment) : AnonymousMemory(segment.Size), IMappedFile
    {
        MemoryObject IMappedFile.Pages => this;

        ulong IMappedFile.DeviceNumber => 1;

        ulong IMappedFile.InodeNumber => (ulong)segment.Id;

        void IMappedFile.AddReference()
        {
        }

        void IMappedFile.Release()
        {
        }

        int IMappedFile.CopyPath(Span<byte> buffer)
        {
            int length = PathText.Append(buffer, 0, "/SYSV");
            for (int shift = 28; shift >= 0 && length < buffer.Length; shift -= 4)
            {
                buffer[length++] = "0123456789abcdef"u8[(segment.FirstKey >> shift) & 15];
            }

            return PathText.Append(buffer, length, " (deleted)");
        }

        protected override void MappingAdded(bool writable)
        {
            segment.NoteAttach();
            base.MappingAdded(writable);
        }

        protected override void MappingRemoved(bool writable)
        {
            base.MappingRemoved(writable);
            segment.NoteDetach();
        }

        protected override bool TryChargePage() => IpcMemory.TryChargePage();

        protected override void ReleasePage() => IpcMemory.ReleasePage();
    }
}
