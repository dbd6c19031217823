// The files of /proc that belong to the whole system. Source: the proc_*(5) man pages of the same names.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Devices;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Clock = Lume.Kernel.Time.Clock;

namespace Lume.FileSystems.ProcFs;

internal static class SystemFiles
{
    private const long TickNanoseconds = 10_000_000;
    private const int NameColumn = 5;
    private const int CountWidth = 11;

    public static void AddTo(ProcDirectory root)
    {
        root.AddLink("mounts", "self/mounts");
        root.AddFile("filesystems", WriteFileSystems);
        root.AddFile("stat", WriteStat);
        root.AddFile("uptime", WriteUptime);
        root.AddFile("loadavg", WriteLoad);
        root.AddFile("version", WriteVersion);
        root.AddFile("cmdline", WriteCommandLine);
        root.AddFile("cpuinfo", WriteProcessors);
        root.AddFile("interrupts", WriteInterrupts);
        root.AddFile("devices", WriteDevices);
        root.AddFile("partitions", static text => text.Text("major minor  #blocks  name\n\n"));
        root.AddFile("diskstats", static _ => { }); // no block devices
        root.AddFile("swaps", static text => text.Text("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"));
        root.Add("kmsg", new KernelLogNode((ProcSuperBlock)root.Super));
        MemoryFiles.AddTo(root);
        LumeFiles.AddTo(root);
        IpcFiles.AddTo(root);
        root.AddFile("locks", LockFile.Write);
        SystemSettings.AddTo(root.AddDirectory("sys"));
    }

    private static void WriteFileSystems(ProcText text)
    {
        foreach (FileSystemType type in FileSystemRegistry.Types)
        {
            text.Text(type.NeedsDevice ? "" : "nodev").Character('\t').Text(type.Name).Line();
        }
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

        text.Text("intr ").Number(InterruptCounters.Total).Line();
        text.Text("ctxt ").Number(Scheduler.TotalSwitches).Line();
        text.Text("btime ").Number((Clock.Realtime - Clock.Monotonic) / Clock.Second).Line();
        text.Text("processes ").Number(ProcessTable.Created).Line();
        text.Text("procs_running ").Number((long)LoadAverage.Runnable).Line();
        text.Text("procs_blocked ").Number(CountBlocked()).Line();
    }

    private static long CountBlocked()
    {
        long count = 0;
        for (Process? process = ProcessTable.Next(1); process is not null; process = ProcessTable.Next(process.Id + 1))
        {
            for (Thread? thread = process.NextThread(null); thread is not null; thread = process.NextThread(thread))
            {
                count += thread.State is ThreadState.Uninterruptible or ThreadState.Killable ? 1 : 0;
            }
        }

        return count;
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
            if (BootInfo.TryFindProcessor(Hart.IdOf(hart), out DeviceNode node) && node.TryGetString("riscv,isa"u8, out ReadOnlySpan<byte> isa))
            {
                text.Text("isa\t\t: ").Raw(isa).Line();
            }

            text.Text("mmu\t\t: sv39").Line().Line();
        }
    }

    // Source: proc_interrupts(5), Linux kernel/irq/proc.c for the columns.
    private static void WriteInterrupts(ProcText text)
    {
        text.Text("     ");
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            text.Text("      CPU").Number((long)hart).Text(hart < 10 ? " " : "");
        }

        text.Line();
        if (InterruptController.Root is { } controller)
        {
            for (uint line = 1; line < controller.LineCount; line++)
            {
                if (controller.HandlerOf(line) is { } handler)
                {
                    text.Padded(line, NameColumn - 2).Text(": ");
                    for (int hart = 0; hart < Hart.Count; hart++)
                    {
                        text.Padded((ulong)controller.CountServed(line, hart), CountWidth);
                    }

                    text.Text("  ").Text(controller.Name).Character(' ').Number((ulong)line).Text(" Level     ").Text(handler.Name).Line();
                }
            }
        }

        WriteOwn(text, "TMR: ", "Timer interrupts", InterruptCounters.Timers);
        WriteOwn(text, "IPI: ", "Interrupts from other harts", InterruptCounters.Messages);
    }

    private static void WriteOwn(ProcText text, string label, string meaning, Func<int, long> count)
    {
        text.Text(label);
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            text.Padded((ulong)count(hart), CountWidth);
        }

        text.Text("  ").Text(meaning).Line();
    }

    private static void WriteDevices(ProcText text)
    {
        text.Text("Character devices:").Line();
        for (int i = 0; i < DeviceRegistry.Count; i++)
        {
            CharacterDevice device = DeviceRegistry.At(i, out uint major);
            if (!IsListedBefore(i, major, device.Kind))
            {
                text.Padded(major, 3).Character(' ').Text(device.Kind).Line();
            }
        }

        text.Line().Text("Block devices:").Line();
    }

    private static bool IsListedBefore(int index, uint major, string kind)
    {
        for (int i = 0; i < index; i++)
        {
            if (DeviceRegistry.At(i, out uint other).Kind == kind && other == major)
            {
                return true;
            }
        }

        return false;
    }
}
