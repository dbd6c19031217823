// Where the pages of a mapping come from: a file's page cache, shared anonymous memory, a device.
using System.Threading;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;

namespace Lume.Kernel.Memory;

/// <summary>Why a page is wanted.</summary>
public enum PageIntent
{
    /// <summary>To read or execute it. The frame will be mapped without write permission.</summary>
    Read,

    /// <summary>To store into it through a shared mapping. The object makes the page its own, allocates holes, notes it dirty.</summary>
    Write,
}

/// <summary>
/// A numbered run of 4 KiB pages that areas map. File systems derive their page cache from it; the fault handler, exec and
/// the ELF loader read files only through it.
/// </summary>
/// <remarks>
/// <see cref="GetPage"/> is called with the faulting address space's mutex held and may sleep (read from a disk), but it must
/// take no lock that anybody holds while copying from or to user memory: read and write of a mapped file would deadlock.
/// Guard the index of pages with a spinlock or a leaf mutex.
/// </remarks>
public abstract class MemoryObject
{
    private int _mappingCount;
    private int _storeCount;

    /// <summary>Length in bytes now. Pages wholly beyond it raise SIGBUS.</summary>
    public abstract ulong Length { get; }

    /// <summary>
    /// Whether stores must be noticed page by page: then shared pages are mapped read-only until the first store calls
    /// <see cref="GetPage"/> with <see cref="PageIntent.Write"/>. Memory-only file systems answer false.
    /// </summary>
    public virtual bool TracksWrites => false;

    /// <summary>
    /// Finds or reads a page and adds one reference to its frame for the caller (who gives it back with
    /// <see cref="FrameAllocator.Release"/>). Bytes beyond the length within the last page are zero.
    /// </summary>
    /// <param name="index">Page number from the object's start.</param>
    /// <param name="intent">What for.</param>
    /// <param name="frame">The page's frame.</param>
    /// <returns><see cref="Errno.None"/>; ENOMEM; EIO; or ENXIO when the page is beyond the end.</returns>
    public abstract Errno GetPage(ulong index, PageIntent intent, out Frame frame);

    /// <summary>
    /// Finds a page only if that costs nothing: present, valid, no sleeping, no allocation. Adds one reference. Used to map
    /// the neighbours of a faulting page.
    /// </summary>
    public virtual bool TryGetResident(ulong index, out Frame frame)
    {
        frame = default;
        return false;
    }

    /// <summary>Writes back what shared mappings dirtied in these bytes and waits (msync MS_SYNC). Memory-only objects have nothing to do.</summary>
    public virtual Errno Synchronize(ulong start, ulong length) => Errno.None;

    /// <summary>Frees pages so that they read as zeroes (MADV_REMOVE, fallocate's holes) and unmaps them. EOPNOTSUPP where that is not possible.</summary>
    public virtual Errno Punch(ulong firstPage, ulong pageCount) => Errno.EOPNOTSUPP;

    /// <summary>Whether any area of any address space maps it.</summary>
    public bool IsMapped => Volatile.Read(ref _mappingCount) != 0;

    /// <summary>Whether any shared area may store into it.</summary>
    public bool IsMappedToStore => Volatile.Read(ref _storeCount) != 0;

    /// <summary>
    /// Takes pages away from every mapping: for a file that is truncated or punched, after the object has dropped them from its
    /// index. Later accesses fault again. Private copies go too when <paramref name="privateToo"/> (truncation, as in Linux).
    /// Takes each address space's mutex: call without locks that <see cref="GetPage"/> takes.
    /// </summary>
    /// <param name="firstPage">First page index.</param>
    /// <param name="pageCount">How many pages; ulong.MaxValue for all from there.</param>
    /// <param name="privateToo">Whether copies of private mappings vanish as well.</param>
    public void UnmapPages(ulong firstPage, ulong pageCount, bool privateToo)
    {
        if (IsMapped)
        {
            AddressSpace.UnmapEverywhere(this, firstPage, pageCount, privateToo);
        }
    }

    /// <summary>An area begins to map the object: it must live until the matching <see cref="RemoveMapping"/>.</summary>
    internal void AddMapping(bool writable)
    {
        Interlocked.Increment(ref _mappingCount);
        if (writable)
        {
            Interlocked.Increment(ref _storeCount);
        }

        MappingAdded(writable);
    }

    /// <summary>An area ends.</summary>
    internal void RemoveMapping(bool writable)
    {
        MappingRemoved(writable);
        if (writable)
        {
            Interlocked.Decrement(ref _storeCount);
        }

        Interlocked.Decrement(ref _mappingCount);
    }

    /// <summary>Called for each area that begins to map the object. Must not sleep.</summary>
    /// <param name="writable">The area is shared and may be written (what file seals and "text file busy" look at).</param>
    protected virtual void MappingAdded(bool writable)
    {
    }

    /// <summary>Called for each area that ends, without any lock. The last one of an object that nothing else names frees its pages.</summary>
    /// <param name="writable">As it was added.</param>
    protected virtual void MappingRemoved(bool writable)
    {
    }
}
