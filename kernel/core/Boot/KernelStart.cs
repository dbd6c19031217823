// The boot sequence, in one screen.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Devices;
using Lume.Kernel.Devices.Terminals;
using Lume.Kernel.Logging;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Time;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Boot;

/// <summary>Brings the machine up. A board's <c>lume_main</c> and <c>lume_secondary_main</c> lead here.</summary>
public static class KernelStart
{
    /// <summary>Memory: from here on the runtime can start, which the board does next. Nothing may have been allocated before.</summary>
    /// <param name="deviceTree">Physical address of the flattened device tree.</param>
    public static void StartMemory(ulong deviceTree)
    {
        BootInfo.Initialize(deviceTree);
        if (!FrameAllocator.Initialize() || !ManagedHeap.Initialize(default))
        {
            Panic.Stop("not enough memory for the kernel's heap");
        }
    }

    /// <summary>Everything else, up to the first program. Never returns: the boot context becomes this hart's idle thread.</summary>
    public static void Run(Board board)
    {
        KernelLog.ConsoleLevel = CommandLine.Has("quiet"u8) ? (int)LogLevel.Error : (int)LogLevel.Information;
        Panic.RestartSeconds = CommandLine.GetNumber("panic"u8, 0);
        Scheduler.Initialize();
        Watchdog.Initialize(CommandLine.GetNumber("watchdog"u8, Watchdog.DefaultSeconds));
        Signals.SignalFile.Initialize();
        RandomPool.Initialize();
        TrapEntry.Install(board.SystemCalls);
        Banner(board);
        Tty? console = board.ProbeDevices(BootInfo.Tree);
        InterruptController.Root?.EnableThisHart();
        StandardDevices.Register(console);
        if (console is not null)
        {
            ConsoleReports.Install(console);
        }

        board.RegisterFileSystems();
        PathRef root = MountTree.MountRoot(board.MakeRoot(), "rootfs");
        ManagedHeap.EnableCollection();
        int harts = Hart.StartOthers();
        KernelLog.Begin(LogLevel.Information).Text("harts: ").Number(harts).End();
        StartInit(board, root);
        Scheduler.RunIdle();
    }

    /// <summary>A further hart, on its own stack, interrupts off. Never returns.</summary>
    public static void RunSecondary()
    {
        Scheduler.AdoptHart();
        InterruptController.Root?.EnableThisHart();
        Scheduler.RunIdle();
    }

    private static void Banner(Board board)
    {
        KernelLog.Write(LogLevel.Notice, board.Version);
        SystemIdentity.SetBuild(SystemIdentity.Release, AsciiText.Bytes("#1 SMP " + board.Version));
        FrameStatistics memory = FrameAllocator.Statistics;
        KernelLog.Begin(LogLevel.Information).Text("memory: ").Number((long)memory.Free * MemoryLayout.PageSize >> 20).Text(" MiB free").End();
    }

    private static void StartInit(Board board, PathRef root)
    {
        FirstProgram first = new(board, root);
        FsContext context = new(root, root, FileMode.GroupWrite | FileMode.OtherWrite);
        Result<Process> init = InitProcess.Create(first.Run, context);
        if (init.IsError)
        {
            Panic.Stop("no memory for the first process");
        }

        InitProcess.Start(init.Value);
    }
}
