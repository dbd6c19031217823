// What /proc tells about an address space.
using System;
using Lume.Hal;
using Lume.Heap;

namespace Lume.Kernel.Memory;

/// <summary>One line of /proc/pid/maps.</summary>
public struct AreaDescription
{
    /// <summary>First byte.</summary>
    public ulong Start;

    /// <summary>One past the last byte.</summary>
    public ulong End;

    /// <summary>Permissions and attributes; [heap], [stack] and [vdso] follow from them.</summary>
    public AreaFlags Flags;

    /// <summary>Offset in the file, bytes.</summary>
    public ulong Offset;

    /// <summary>The file's device, 0 without file.</summary>
    public ulong DeviceNumber;

    /// <summary>The file's inode, 0 without file.</summary>
    public ulong InodeNumber;

    /// <summary>Bytes of path that were written; 0 without file.</summary>
    public int PathLength;

    /// <summary>Pages in memory; counted only when asked for.</summary>
    public ulong ResidentPages;

    /// <summary>Of <see cref="ResidentPages"/>, those that others have too.</summary>
    public ulong SharedPages;

    /// <summary>Of <see cref="ResidentPages"/>, those that can be written here and are nobody else's.</summary>
    public ulong PrivateWritablePages;

    /// <summary>Of <see cref="SharedPages"/>, those that can be written here.</summary>
    public ulong SharedWritablePages;

    /// <summary>Its part of the memory, each page divided by those who have it; bytes.</summary>
    public ulong ProportionalBytes;
}

public sealed partial class AddressSpace
{
    /// <summary>Numbers for /proc/pid/stat, statm and status. Read without lock: each is right by itself.</summary>
    public MemoryStatistics GetStatistics()
    {
        ProgramLayout layout = Layout;
        ulong code = PageMath.Count(layout.CodeEnd - layout.CodeStart);
        ulong library = _counters.Executable;
        return new MemoryStatistics
        {
            Virtual = _counters.Virtual,
            VirtualPeak = _counters.VirtualPeak,
            Resident = (ulong)Math.Max(0, _resident),
            ResidentPeak = (ulong)Math.Max(0, _residentPeak),
            Data = _counters.Data,
            Stack = _counters.Stack,
            Code = code,
            Library = library > code ? library - code : 0,
            Locked = _counters.Locked,
            PageTables = (ulong)_pages.TableFrames,
        };
    }

    /// <summary>Resident pages of areas that map files or shared memory (statm's third number). Walks them: for reports only.</summary>
    public ulong CountSharedPages()
    {
        PageCounter counter = default;
        _lock.Acquire();
        for (bool more = _areas.TryFirst(out AreaPosition position); more; more = _areas.MoveNext(ref position))
        {
            ref MemoryArea area = ref _areas[position];
            if (area.Object is not null)
            {
                _pages.Walk(new VirtualAddress(area.Start), new VirtualAddress(area.End), ref counter);
            }
        }

        _lock.Release();
        return counter.Count;
    }

    /// <summary>Describes the first area that ends above an address. False when there is none; continue from the description's end.</summary>
    /// <param name="address">Where to look from.</param>
    /// <param name="countPages">Whether to count resident pages (smaps).</param>
    /// <param name="path">Gets the file's path.</param>
    /// <param name="description">The area.</param>
    public bool TryDescribe(ulong address, bool countPages, Span<byte> path, out AreaDescription description)
    {
        description = default;
        _lock.Acquire();
        bool found = _areas.TryFindEndingAfter(address, out AreaPosition position);
        if (found)
        {
            ref MemoryArea area = ref _areas[position];
            description.Start = area.Start;
            description.End = area.End;
            description.Flags = area.Flags;
            description.Offset = area.PageOffset << PageMath.Shift;
            if (area.File is not null)
            {
                description.DeviceNumber = area.File.DeviceNumber;
                description.InodeNumber = area.File.InodeNumber;
                description.PathLength = area.File.CopyPath(path);
            }

            if (countPages)
            {
                PageSurvey survey = new(area.Object is not null);
                _pages.Walk(new VirtualAddress(area.Start), new VirtualAddress(area.End), ref survey);
                survey.Report(ref description);
            }
        }

        _lock.Release();
        return found;
    }

    /// <summary>The entries of /proc/pid/pagemap from an address on: what is mapped now, nothing is brought in.</summary>
    /// <param name="address">First page's address.</param>
    /// <param name="entries">One for each page.</param>
    /// <param name="showsFrames">Whether numbers of frames are told.</param>
    public void DescribePages(ulong address, Span<ulong> entries, bool showsFrames)
    {
        const ulong present = 1UL << 63, ofObject = 1UL << 61, exclusive = 1UL << 56;
        _lock.Acquire();
        for (int i = 0; i < entries.Length; i++, address += PageMath.Size)
        {
            PageTableEntry entry = _pages.Query(new VirtualAddress(address));
            entries[i] = 0;
            if (entry.IsValid && _areas.TryFind(address, out AreaPosition position))
            {
                MemoryObject? target = _areas[position].Object;
                bool isOnly = !entry.IsUncounted && FrameAllocator.CountReferences(entry.Frame) == (target is null ? 1 : 2);
                entries[i] = present | (showsFrames ? entry.Frame.Number : 0) | (target is null ? 0 : ofObject) | (isOnly ? exclusive : 0);
            }
        }

        _lock.Release();
    }

    // A file's cache holds a reference to each of its pages that counts for no address space.
    private struct PageSurvey(bool hasCache) : IPageVisitor
    {
        private readonly int _cacheReferences = hasCache ? 1 : 0;
        private ulong _resident, _shared, _sharedWritable, _privateWritable, _proportional;

        public bool Visit(VirtualAddress address, PageTableEntry entry)
        {
            if (entry.IsUncounted)
            {
                return true;
            }

            int users = Math.Max(1, FrameAllocator.CountReferences(entry.Frame) - _cacheReferences);
            _resident++;
            _proportional += PageMath.Size / (ulong)users;
            if (users > 1)
            {
                _shared++;
                _sharedWritable += entry.IsWritable ? 1UL : 0;
            }
            else
            {
                _privateWritable += entry.IsWritable ? 1UL : 0;
            }

            return true;
        }

        public readonly void Report(ref AreaDescription description)
        {
            description.ResidentPages = _resident;
            description.SharedPages = _shared;
            description.SharedWritablePages = _sharedWritable;
            description.PrivateWritablePages = _privateWritable;
            description.ProportionalBytes = _proportional;
        }
    }

    private struct PageCounter : IPageVisitor
    {
        public ulong Count;

        public bool Visit(VirtualAddress address, PageTableEntry entry)
        {
            Count += entry.IsUncounted ? 0UL : 1UL;
            return true;
        }
    }
}
