// A process's descriptors.
// Invariant: bit n of the used map is set while slot n is taken or reserved; slots are written between Enter and Leave and read by anybody.
using System.Numerics;
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Ipc.Posix;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs.Notices;
using Mutex = Lume.Kernel.Scheduling.Mutex;

namespace Lume.Kernel.Vfs;

/// <summary>
/// Descriptors to open files; shared by the threads that clone with CLONE_FILES. Lookups take no lock. It is also the owner of
/// POSIX record locks.
/// </summary>
public sealed partial class FileTable
{
    /// <summary>No table ever grows beyond this, whatever RLIMIT_NOFILE says (Linux's fs.nr_open).</summary>
    public const int MaxDescriptors = 1024 * 1024;

    private const int InitialSlots = 64;

    private readonly Mutex _lock = new();
    private OpenFile?[] _slots;
    private ulong[] _used;
    private ulong[] _closeOnExec;
    private int _sharers = 1;

    /// <summary>An empty table.</summary>
    public FileTable()
        : this(InitialSlots)
    {
    }

    private FileTable(int slots)
    {
        _slots = new OpenFile?[slots];
        _used = new ulong[slots / 64];
        _closeOnExec = new ulong[slots / 64];
    }

    /// <summary>Number of slots, used or not: an upper bound for descriptors.</summary>
    public int SlotCount => Volatile.Read(ref _slots).Length;

    /// <summary>Whether another process or thread shares it.</summary>
    public bool IsShared => Volatile.Read(ref _sharers) != 1;

    /// <summary>
    /// The open file of a descriptor for the length of a call; empty for EBADF. While other threads share the table the lease
    /// holds a reference, so that their close cannot end the file under it.
    /// </summary>
    public FileLease Acquire(int descriptor)
    {
        // Asked first: a thread that shared it until a moment ago may have closed the file just before.
        bool isShared = IsShared;
        OpenFile?[] slots = Relaxed.Read(ref _slots);
        if ((uint)descriptor >= (uint)slots.Length)
        {
            return default;
        }

        OpenFile? file = Relaxed.Read(ref slots[descriptor]);
        if (file is null)
        {
            return default;
        }

        return isShared ? AcquireShared(descriptor, file) : new FileLease(file, false);
    }

    /// <summary>The open file with a reference of its own, which the caller releases; null for EBADF.</summary>
    public OpenFile? Get(int descriptor)
    {
        OpenFile?[] slots = Relaxed.Read(ref _slots);
        if ((uint)descriptor >= (uint)slots.Length)
        {
            return null;
        }

        OpenFile? file = Relaxed.Read(ref slots[descriptor]);
        return file is not null && file.TryAddReference() ? file : null;
    }

    /// <summary>Installs a file at the lowest free descriptor not below <paramref name="minimum"/>; takes over its reference on success. EMFILE, ENOMEM.</summary>
    /// <param name="file">The file.</param>
    /// <param name="closeOnExec">FD_CLOEXEC.</param>
    /// <param name="limit">RLIMIT_NOFILE: one more than the highest descriptor.</param>
    /// <param name="minimum">Lowest acceptable descriptor.</param>
    public Result<int> Install(OpenFile file, bool closeOnExec, int limit, int minimum = 0)
    {
        bool isLocked = Enter();
        Result<int> taken = TakeFree(closeOnExec, limit, minimum);
        if (taken.IsOk)
        {
            _slots[taken.Value] = file;
        }

        Leave(isLocked);
        return taken;
    }

    /// <summary>Takes a descriptor that is filled or cancelled later. EMFILE, ENOMEM.</summary>
    public Result<int> Reserve(bool closeOnExec, int limit, int minimum = 0)
    {
        bool isLocked = Enter();
        Result<int> taken = TakeFree(closeOnExec, limit, minimum);
        Leave(isLocked);
        return taken;
    }

    /// <summary>Fills a reserved descriptor; takes over the reference.</summary>
    public void Fill(int descriptor, OpenFile file)
    {
        bool isLocked = Enter();
        _slots[descriptor] = file;
        Leave(isLocked);
    }

    /// <summary>Gives a reserved descriptor back.</summary>
    public void Cancel(int descriptor)
    {
        bool isLocked = Enter();
        SetBit(_used, descriptor, false);
        Leave(isLocked);
    }

    /// <summary>dup2 and dup3: makes <paramref name="target"/> refer to <paramref name="file"/>; what was there is closed. Takes over the reference on success.</summary>
    public Errno Replace(int target, OpenFile file, bool closeOnExec, int limit)
    {
        if ((uint)target >= (uint)System.Math.Min(limit, MaxDescriptors))
        {
            return Errno.EBADF;
        }

        bool isLocked = Enter();
        if (!TryEnsureRoom(target))
        {
            Leave(isLocked);
            return Errno.ENOMEM;
        }

        OpenFile? old = _slots[target];
        if (old is null && GetBit(_used, target))
        {
            // Another thread is opening into this descriptor right now.
            Leave(isLocked);
            return Errno.EBUSY;
        }

        SetBit(_used, target, true);
        SetBit(_closeOnExec, target, closeOnExec);
        _slots[target] = file;
        Leave(isLocked);
        if (old is not null)
        {
            Flush(old);
        }

        return Errno.None;
    }

    /// <summary>close(2). EBADF.</summary>
    public Errno Close(int descriptor)
    {
        bool isLocked = Enter();
        OpenFile? file = Take(descriptor);
        Leave(isLocked);
        if (file is null)
        {
            return Errno.EBADF;
        }

        Flush(file);
        return Errno.None;
    }

    /// <summary>FD_CLOEXEC of a descriptor. EBADF. Takes no lock: another thread may be making the table larger.</summary>
    public Result<bool> GetCloseOnExec(int descriptor)
    {
        if (!IsOpen(descriptor))
        {
            return Errno.EBADF;
        }

        ulong[] map = _closeOnExec;
        return descriptor >> 6 < map.Length && GetBit(map, descriptor);
    }

    /// <summary>Sets FD_CLOEXEC. EBADF.</summary>
    public Errno SetCloseOnExec(int descriptor, bool value)
    {
        bool isLocked = Enter();
        bool isOpen = IsOpen(descriptor);
        if (isOpen)
        {
            SetBit(_closeOnExec, descriptor, value);
        }

        Leave(isLocked);
        return isOpen ? Errno.None : Errno.EBADF;
    }

    /// <summary>The lowest open descriptor from <paramref name="start"/> on, or -1. For close_range and /proc/pid/fd.</summary>
    public int NextOpen(int start)
    {
        OpenFile?[] slots = Volatile.Read(ref _slots);
        for (int i = start; (uint)i < (uint)slots.Length; i++)
        {
            if (Volatile.Read(ref slots[i]) is not null)
            {
                return i;
            }
        }

        return -1;
    }

    private FileLease AcquireShared(int descriptor, OpenFile file)
    {
        if (!file.TryAddReference())
        {
            return default;
        }

        // Between the two reads the descriptor may have been closed and the object's last reference been ours alone to take;
        // then another file may be meant by now, and the answer must be what the slot says after we hold it.
        OpenFile?[] slots = Volatile.Read(ref _slots);
        if (ReferenceEquals(Volatile.Read(ref slots[descriptor]), file))
        {
            return new FileLease(file, true);
        }

        file.Release();
        return default;
    }

    // Whoever alone has the table needs no lock: nobody else changes it, and only its owner can make a second sharer.
    private bool Enter()
    {
        bool isShared = IsShared;
        if (isShared)
        {
            _lock.Acquire();
        }

        return isShared;
    }

    private void Leave(bool isLocked)
    {
        if (isLocked)
        {
            _lock.Release();
        }
    }

    private Result<int> TakeFree(bool closeOnExec, int limit, int minimum)
    {
        int descriptor = FindFree(minimum);
        if (descriptor >= System.Math.Min(limit, MaxDescriptors))
        {
            return Errno.EMFILE;
        }

        if (!TryEnsureRoom(descriptor))
        {
            return Errno.ENOMEM;
        }

        SetBit(_used, descriptor, true);
        SetBit(_closeOnExec, descriptor, closeOnExec);
        return descriptor;
    }

    private bool IsOpen(int descriptor) => (uint)descriptor < (uint)_slots.Length && _slots[descriptor] is not null;

    private OpenFile? Take(int descriptor)
    {
        if (!IsOpen(descriptor))
        {
            return null;
        }

        OpenFile? file = _slots[descriptor];
        _slots[descriptor] = null;
        SetBit(_used, descriptor, false);
        SetBit(_closeOnExec, descriptor, false);
        return file;
    }

    /// <summary>Whether a descriptor is this open file.</summary>
    internal bool Holds(int descriptor, OpenFile file)
    {
        OpenFile?[] slots = Volatile.Read(ref _slots);
        return (uint)descriptor < (uint)slots.Length && ReferenceEquals(Volatile.Read(ref slots[descriptor]), file);
    }

    // POSIX: closing any descriptor of a file drops all the record locks that the process holds on it. So do the notices of F_NOTIFY.
    private void Flush(OpenFile file)
    {
        FileLocks.ReleaseOwner(file.Inode, this);
        DirectoryNotice.End(file, this);
        if (file is PosixQueueFile queue)
        {
            queue.OnDescriptorClosed();
        }

        file.Release();
    }

    private int FindFree(int minimum)
    {
        int word = minimum >> 6;
        if (word < _used.Length)
        {
            ulong free = ~_used[word] & (ulong.MaxValue << (minimum & 63));
            while (true)
            {
                if (free != 0)
                {
                    return (word << 6) + BitOperations.TrailingZeroCount(free);
                }

                if (++word == _used.Length)
                {
                    break;
                }

                free = ~_used[word];
            }
        }

        return System.Math.Max(minimum, _slots.Length);
    }

    // The size is the program's choice, so that there is no room for it is nothing unusual.
    private bool TryEnsureRoom(int descriptor)
    {
        try
        {
            EnsureRoom(descriptor);
            return true;
        }
        catch (System.OutOfMemoryException)
        {
            return false;
        }
    }

    private void EnsureRoom(int descriptor)
    {
        if (descriptor < _slots.Length)
        {
            return;
        }

        int size = (int)BitOperations.RoundUpToPowerOf2((uint)descriptor + 1);
        OpenFile?[] slots = new OpenFile?[size];
        ulong[] used = new ulong[size / 64];
        ulong[] closeOnExec = new ulong[size / 64];
        System.Array.Copy(_slots, slots, _slots.Length);
        System.Array.Copy(_used, used, _used.Length);
        System.Array.Copy(_closeOnExec, closeOnExec, _closeOnExec.Length);
        _used = used;
        _closeOnExec = closeOnExec;
        Volatile.Write(ref _slots, slots);
    }

    private static bool GetBit(ulong[] map, int index) => (map[index >> 6] >> (index & 63) & 1) != 0;

    private static void SetBit(ulong[] map, int index, bool value)
    {
        ulong bit = 1UL << (index & 63);
        if (value)
        {
            map[index >> 6] |= bit;
        }
        else
        {
            map[index >> 6] &= ~bit;
        }
    }
}
