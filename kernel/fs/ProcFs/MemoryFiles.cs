// /proc/meminfo, vmstat, buddyinfo and /proc/sys/vm. Source: proc_meminfo(5), proc_vmstat(5), proc_buddyinfo(5), proc_sys_vm(5).
using System;
using Lume.Abi;
using Lume.FileSystems.Tmpfs;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

internal static class MemoryFiles
{
    private const FileMode ForRootToWrite = (FileMode)0x80;
    private const ulong PageKibibytes = 4;
    private const int LargestOrder = 18;

    public static void AddTo(ProcDirectory root)
    {
        root.AddFile("meminfo", WriteMemory);
        root.AddFile("vmstat", WriteCounters);
        root.AddFile("buddyinfo", WriteFreeBlocks);
    }

    /// <summary>What is true of this kernel: memory is promised without limit, and a file system's pages are its only copy.</summary>
    public static void AddSettings(ProcDirectory vm)
    {
        vm.AddFile("overcommit_memory", static text => text.Text("1\n"));
        vm.AddFile("max_map_count", static text => text.Number((long)UserLayout.MaximumAreas).Line());
        vm.AddFile("mmap_min_addr", static text => text.Number(UserLayout.MinimumAddress).Line());
        vm.AddFile("drop_caches", static _ => { }, DropCaches, ForRootToWrite);
    }

    // What nobody needs here are remembered names and objects without references; a file's pages are dropped with the file.
    private static Errno DropCaches(ReadOnlySpan<byte> text)
    {
        DentryCache.Shrink();
        ManagedHeap.CollectAndSweep();
        return Errno.None;
    }

    private static void WriteMemory(ProcText text)
    {
        FrameStatistics frames = FrameAllocator.Statistics;
        MemoryTotals totals = MemoryTotals.Read();
        ulong files = CountFilePages();
        ulong heap = ((ulong)ManagedHeap.Statistics.Reserved >> 10) + ((ulong)frames.Metadata * PageKibibytes);
        Line(text, "MemTotal:", totals.Total >> 10);
        Line(text, "MemFree:", totals.Free >> 10);
        Line(text, "MemAvailable:", (ulong)Math.Max(0, frames.Free - frames.Reserve) * PageKibibytes);
        Line(text, "Buffers:", 0);
        Line(text, "Cached:", files * PageKibibytes);
        Line(text, "SwapCached:", 0);
        Line(text, "SwapTotal:", 0);
        Line(text, "SwapFree:", 0);
        Line(text, "Dirty:", 0);
        Line(text, "Writeback:", 0);
        Line(text, "Shmem:", files * PageKibibytes);
        Line(text, "Slab:", heap);
        Line(text, "SReclaimable:", 0);
        Line(text, "SUnreclaim:", heap);
        Line(text, "KernelStack:", (ulong)ProcessTable.ThreadCount * (MemoryLayout.KernelStackSize >> 10));
        Line(text, "PageTables:", CountPageTables() * PageKibibytes);
    }

    private static void WriteCounters(ProcText text)
    {
        FrameStatistics frames = FrameAllocator.Statistics;
        ulong files = CountFilePages();
        text.Text("nr_free_pages ").Number(frames.Free).Line();
        text.Text("nr_file_pages ").Number(files).Line();
        text.Text("nr_shmem ").Number(files).Line();
        text.Text("nr_page_table_pages ").Number(CountPageTables()).Line();
        text.Text("nr_kernel_stack ").Number((ulong)ProcessTable.ThreadCount * (MemoryLayout.KernelStackSize >> 10)).Line();
    }

    private static void WriteFreeBlocks(ProcText text)
    {
        text.Text("Node 0, zone   Normal ");
        for (int order = 0; order <= LargestOrder; order++)
        {
            text.Padded((ulong)FrameAllocator.CountFreeBlocks(order), 6).Character(' ');
        }

        text.Line();
    }

    // Pages of files in memory; a file system that is mounted twice counts once.
    private static ulong CountFilePages()
    {
        long pages = 0;
        Mount[] mounts = MountTree.Snapshot();
        for (int i = 0; i < mounts.Length; i++)
        {
            if (mounts[i].Super is TmpfsSuperBlock super && !IsBefore(mounts, i, super))
            {
                pages += super.UsedPages;
            }
        }

        return (ulong)Math.Max(0, pages);
    }

    private static bool IsBefore(Mount[] mounts, int end, SuperBlock super)
    {
        for (int i = 0; i < end; i++)
        {
            if (ReferenceEquals(mounts[i].Super, super))
            {
                return true;
            }
        }

        return false;
    }

    private static ulong CountPageTables()
    {
        ulong tables = 0;
        for (Process? process = ProcessTable.Next(1); process is not null; process = ProcessTable.Next(process.Id + 1))
        {
            if (process.TryGetAddressSpace() is { } space)
            {
                tables += space.GetStatistics().PageTables;
                space.Release();
            }
        }

        return tables;
    }

    private static void Line(ProcText text, string label, ulong kibibytes)
    {
        const int labelWidth = 16;
        int start = text.Length;
        text.Text(label);
        while (text.Length - start < labelWidth)
        {
            text.Character(' ');
        }

        text.Padded(kibibytes, 8).Text(" kB").Line();
    }
}
