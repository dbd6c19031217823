// The files of /proc that belong to the whole system. Source: the proc_*(5) man pages of the same names.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Clock = Lume.Kernel.Time.Clock;

namespace Lume.FileSystems.ProcFs;

internal static class SystemFiles
{
    private const long TickNanoseconds = 10_000_000;
    private const ulong PageKibibytes = 4;

    public static void AddTo(ProcDirectory root)
    {
        root.Add("mounts", new ProcLink((ProcSuperBlock)root.Super, "self/mounts"));
        root.AddFile("filesystems", WriteFileSystems);
        root.AddFile("meminfo", WriteMemory);
        root.AddFile("stat", WriteStat);
        root.AddFile("uptime", WriteUptime);
        root.AddFile("loadavg", WriteLoad);
        root.AddFile("version", WriteVersion);
        root.AddFile("cmdline", WriteCommandLine);
        root.AddFile("cpuinfo", WriteProcessors);
        ProcDirectory lume = root.AddDirectory("lume");
        lume.AddFile("syscalls", WriteUnknownCalls);
        lume.AddFile("heap", WriteHeap);
        lume.AddFile("collect", WriteHeap, CollectNow, (FileMode)0x180);
        SystemSettings.AddTo(root.AddDirectory("sys"));
    }

    private static void WriteFileSystems(ProcText text)
    {
        foreach (FileSystemType type in FileSystemRegistry.Types)
        {
            text.Text(type.NeedsDevice ? "" : "nodev").Character('\t').Text(type.Name).Line();
        }
    }

    private static void WriteMemory(ProcText text)
    {
        FrameStatistics frames = FrameAllocator.Statistics;
        MemoryTotals totals = MemoryTotals.Read();
        ulong files = 0;
        foreach (Mount mount in MountTree.Snapshot())
        {
            StatFs figures = mount.Super.GetStatistics();
            files += figures.Blocks - Math.Min(figures.Blocks, figures.FreeBlocks);
        }

        Line(text, "MemTotal:", totals.Total >> 10);
        Line(text, "MemFree:", totals.Free >> 10);
        Line(text, "MemAvailable:", totals.Free >> 10);
        Line(text, "Buffers:", 0);
        Line(text, "Cached:", files * PageKibibytes);
        Line(text, "SwapCached:", 0);
        Line(text, "SwapTotal:", 0);
        Line(text, "SwapFree:", 0);
        Line(text, "Shmem:", files * PageKibibytes);
        Line(text, "Slab:", (ulong)frames.Metadata * PageKibibytes);
    }

    private static void WriteStat(ProcText text)
    {
        HartTimes sum = default;
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            HartTimes times = Scheduler.GetTimes(hart);
            sum.User += times.User;
            sum.Kernel += times.Kernel;
            sum.Idle += times.Idle;
        }

        text.Text("cpu ");
        WriteTimes(text, sum);
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            text.Text("cpu").Number((long)hart);
            WriteTimes(text, Scheduler.GetTimes(hart));
        }

        text.Text("intr 0").Line();
        text.Text("ctxt ").Number(Scheduler.TotalSwitches).Line();
        text.Text("btime ").Number((Clock.Realtime - Clock.Monotonic) / Clock.Second).Line();
        text.Text("processes ").Number(ProcessTable.Created).Line();
        text.Text("procs_running ").Number((long)LoadAverage.Runnable).Line();
        text.Text("procs_blocked 0").Line();
    }

    // user nice system idle iowait irq softirq steal guest guest_nice, in ticks of 1/100 s.
    private static void WriteTimes(ProcText text, in HartTimes times) =>
        text.Character(' ').Number(times.User / TickNanoseconds).Text(" 0 ").Number(times.Kernel / TickNanoseconds)
            .Character(' ').Number(times.Idle / TickNanoseconds).Text(" 0 0 0 0 0 0").Line();

    private static void WriteUptime(ProcText text)
    {
        long idle = 0;
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            idle += Scheduler.GetTimes(hart).Idle;
        }

        text.Hundredths((ulong)(Clock.Monotonic / TickNanoseconds)).Character(' ').Hundredths((ulong)(idle / TickNanoseconds)).Line();
    }

    private static void WriteLoad(ProcText text)
    {
        LoadAverage.Get(out ulong one, out ulong five, out ulong fifteen);
        Load(text, one);
        Load(text, five);
        Load(text, fifteen);
        text.Number((long)LoadAverage.Runnable).Character('/').Number((long)ProcessTable.ThreadCount).Character(' ')
            .Number((long)ProcessTable.LastPid).Line();
    }

    private static void Load(ProcText text, ulong value) =>
        text.Hundredths(((value * 100) + (1UL << (LoadAverage.FractionBits - 1))) >> LoadAverage.FractionBits).Character(' ');

    private static void WriteVersion(ProcText text) =>
        text.Raw(SystemIdentity.SystemName).Text(" version ").Raw(SystemIdentity.Release).Character(' ').Raw(SystemIdentity.Version).Line();

    private static void WriteCommandLine(ProcText text) => text.Raw(BootInfo.CommandLine).Line();

    private static void WriteProcessors(ProcText text)
    {
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            text.Text("processor\t: ").Number((long)hart).Line();
            text.Text("hart\t\t: ").Number(Hart.IdOf(hart)).Line();
            if (TryFindProcessor(Hart.IdOf(hart), out DeviceNode node) && node.TryGetString("riscv,isa"u8, out ReadOnlySpan<byte> isa))
            {
                text.Text("isa\t\t: ").Raw(isa).Line();
            }

            text.Text("mmu\t\t: sv39").Line().Line();
        }
    }

    private static bool TryFindProcessor(ulong hart, out DeviceNode found)
    {
        found = default;
        if (!BootInfo.Tree.TryFind("/cpus"u8, out DeviceNode processors))
        {
            return false;
        }

        foreach (DeviceNode node in processors.Children)
        {
            if (node.TryGetCell("reg"u8, out uint id) && id == hart)
            {
                found = node;
                return true;
            }
        }

        return false;
    }

    // Bytes, and nanoseconds that all harts stood still.
    private static void WriteHeap(ProcText text)
    {
        HeapStatistics heap = ManagedHeap.Statistics;
        Figure(text, "reserved", heap.Reserved);
        Figure(text, "live", heap.Live);
        Figure(text, "collections", heap.Collections);
        Figure(text, "pause_total", heap.PauseTotal);
        Figure(text, "pause_maximum", heap.PauseMaximum);
    }

    private static void Figure(ProcText text, string name, long value) => text.Text(name).Character(' ').Number(value).Line();

    // Whatever is written: a whole collection, so that what is free afterwards is all that can be.
    private static Errno CollectNow(ReadOnlySpan<byte> text) => ManagedHeap.CollectAndSweep() ? Errno.None : Errno.EAGAIN;

    private static void WriteUnknownCalls(ProcText text)
    {
        for (int number = 0; number < SyscallNumber.Limit; number++)
        {
            int count = UnknownSystemCalls.Get(number);
            if (count != 0)
            {
                text.Number((long)number).Character(' ').Text(SyscallNames.Get(number) ?? "?").Character(' ').Number((long)count).Line();
            }
        }

        if (UnknownSystemCalls.Unnamed != 0)
        {
            text.Text("- ? ").Number((long)UnknownSystemCalls.Unnamed).Line();
        }
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
