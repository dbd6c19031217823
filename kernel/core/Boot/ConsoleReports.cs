// The reports behind the console keys (docs/debugging.md).
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Devices.Terminals;
using Lume.Kernel.Logging;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Boot;

/// <summary>What Ctrl-_ and a letter show on the console. Everything here runs in an interrupt: no lock is waited for, nothing allocated.</summary>
internal static class ConsoleReports
{
    private const int LargestOrder = 18;

    /// <summary>Gives the console its keys.</summary>
    public static void Install(Tty console)
    {
        ConsoleKeys keys = new();
        keys.Add('p', "run queues, processes and threads", static () => Scheduler.Dump(withStacks: false));
        keys.Add('t', "the same with the kernel stacks of sleeping threads", static () => Scheduler.Dump(withStacks: true));
        keys.Add('l', "locks: contention by class, holders, who waits", Scheduler.DumpLocks);
        keys.Add('m', "memory: free frames and the managed heap", WriteMemory);
        keys.Add('c', "stop the kernel with a report of this hart", static () => Panic.Stop("stopped by a console key"));
        console.Keys = keys;
    }

    private static void WriteMemory()
    {
        FrameStatistics frames = FrameAllocator.Statistics;
        KernelLog.Begin(LogLevel.Notice).Text("frames: ").Number(frames.Total).Text(", free ").Number(frames.Free)
            .Text(", in magazines ").Number(frames.InMagazines).Text(", tables ").Number(frames.Metadata)
            .Text(", reserve ").Number(frames.Reserve).End();
        LogLine blocks = KernelLog.Begin(LogLevel.Notice).Text("free blocks from order 0:");
        for (int order = 0; order <= LargestOrder; order++)
        {
            blocks = blocks.Text(" ").Number(FrameAllocator.CountFreeBlocks(order));
        }

        blocks.End();
        HeapStatistics heap = ManagedHeap.PeekStatistics();
        KernelLog.Begin(LogLevel.Notice).Text("heap: reserved ").Number(heap.Reserved).Text(" bytes, live at the last collection ").Number(heap.Live)
            .Text(", allocated since ").Number(heap.AllocatedSince).Text(", collections ").Number(heap.Collections)
            .Text(", longest stop ").Number(heap.PauseMaximum / 1000).Text(" us").End();
    }
}
