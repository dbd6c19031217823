// /proc/lume: what only this kernel has, for its developers and its leak tests. And /proc/sysrq-trigger, the console keys for programs.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Logging;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

internal static class LumeFiles
{
    private const FileMode ForRootToRead = (FileMode)0x100;
    private const FileMode ForRootToWrite = (FileMode)0x80;
    private const FileMode ForRootToReadAndWrite = (FileMode)0x180;
    private const int LargestOrder = 18;
    private const int TypeCapacity = 1024;
    private const int TypesShown = 40;

    public static void AddTo(ProcDirectory root)
    {
        ProcDirectory lume = root.AddDirectory("lume");
        lume.AddFile("syscalls", WriteUnknownCalls);
        lume.AddFile("memory", WriteMemory);
        lume.AddFile("objects", WriteObjects, null, ForRootToRead);
        lume.AddFile("locks", WriteLocks);
        lume.AddFile("oops", static text => text.Number((long)Oops.Count).Line(), Fail, ForRootToReadAndWrite);
        lume.AddFile("hang", static _ => { }, DeliberateHang.Run, ForRootToWrite);
        lume.AddFile("heap", WriteHeap);
        lume.AddFile("collect", WriteHeap, Collect, ForRootToReadAndWrite);
        root.AddFile("sysrq-trigger", static _ => { }, Trigger, ForRootToWrite);
    }

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

    // Frames, one figure a line: leak tests compare them.
    private static void WriteMemory(ProcText text)
    {
        FrameStatistics frames = FrameAllocator.Statistics;
        Figure(text, "frames_total", frames.Total);
        Figure(text, "frames_free", frames.Free);
        Figure(text, "frames_in_magazines", frames.InMagazines);
        Figure(text, "frames_metadata", frames.Metadata);
        Figure(text, "frames_reserve", frames.Reserve);
        text.Text("free_blocks");
        for (int order = 0; order <= LargestOrder; order++)
        {
            text.Character(' ').Number(FrameAllocator.CountFreeBlocks(order));
        }

        text.Line();
        Figure(text, "threads", ProcessTable.ThreadCount);
        Figure(text, "late_failures", Admission.LateFailures);
    }

    // Bytes, and nanoseconds that all harts stood still.
    private static void WriteHeap(ProcText text)
    {
        HeapStatistics heap = ManagedHeap.Statistics;
        Figure(text, "reserved", heap.Reserved);
        Figure(text, "live", heap.Live);
        Figure(text, "allocated_since", heap.AllocatedSince);
        Figure(text, "collections", heap.Collections);
        Figure(text, "pause_total", heap.PauseTotal);
        Figure(text, "pause_maximum", heap.PauseMaximum);
    }

    // The biggest types of objects: count, bytes and the address of the type, whose name the symbol table of the image has.
    private static void WriteObjects(ProcText text)
    {
        TypeCount[] types = new TypeCount[TypeCapacity];
        long objects = ManagedHeap.CountObjects(types);
        Figure(text, "objects", objects);
        for (int shown = 0; shown < TypesShown; shown++)
        {
            int largest = 0;
            for (int i = 1; i < types.Length; i++)
            {
                largest = types[i].Bytes > types[largest].Bytes ? i : largest;
            }

            if (types[largest].Bytes == 0)
            {
                return;
            }

            text.Padded((ulong)types[largest].Objects, 8).Padded((ulong)types[largest].Bytes, 12)
                .Text("  0x").Hex((ulong)types[largest].Type, 16).Line();
            types[largest] = default;
        }
    }

    // Classes of spinlocks first: times in microseconds, a line each. Then who holds and who waits now.
    private static void WriteLocks(ProcText text)
    {
        const int microsecond = 1000;
        text.Text("class rank interrupts taken waits waited longest_wait longest_hold").Line();
        for (int rank = 0; rank < LockStatistics.RankLimit; rank++)
        {
            if (LockStatistics.TryGet(rank, out LockClassFigures figures))
            {
                text.Raw(figures.Name).Character(' ').Number((long)rank).Text(figures.MasksInterrupts ? " masked " : " on ");
                (figures.Taken < 0 ? text.Character('-') : text.Number(figures.Taken)).Character(' ').Number(figures.Contended)
                    .Character(' ').Number(figures.Waited / microsecond).Character(' ').Number(figures.LongestWait / microsecond).Character(' ');
                (figures.LongestHold < 0 ? text.Character('-') : text.Number(figures.LongestHold / microsecond)).Line();
            }
        }

        WriteHolders(text);
    }

    private static void WriteHolders(ProcText text)
    {
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            int depth = Hart.CountSpinLocks(hart, out ulong ranks);
            text.Text("hart ").Number((long)hart).Text(" spinlocks ").Number((long)depth).Text(" ranks ").Hex(ranks, 16);
            if (Hart.TryGetAwaited(hart, out int rank, out int holder))
            {
                text.Text(" awaits ").Number((long)rank).Text(" of ").Number((long)holder);
            }

            text.Line();
        }

        for (Process? process = ProcessTable.Next(1); process is not null; process = ProcessTable.Next(process.Id + 1))
        {
            for (Thread? thread = process.NextThread(null); thread is not null; thread = process.NextThread(thread))
            {
                if (thread.HeldLockCount != 0)
                {
                    text.Text("thread ").Number((long)thread.Id).Text(" mutexes ").Number((long)thread.HeldLockCount).Line();
                }
            }
        }
    }

    // For the test of what happens then.
    private static Errno Fail(ReadOnlySpan<byte> text) => throw new InvalidOperationException("asked for through /proc/lume/oops");

    // Whatever is written: a whole collection, so that what is free afterwards is all that can be.
    private static Errno Collect(ReadOnlySpan<byte> text) => ManagedHeap.CollectAndSweep() ? Errno.None : Errno.EAGAIN;

    // The letters mean what they mean on Linux (Documentation/admin-guide/sysrq.rst); others list what there is.
    private static Errno Trigger(ReadOnlySpan<byte> text)
    {
        switch (text.IsEmpty ? (byte)0 : text[0])
        {
            case (byte)'b':
                Power.Restart();
                return Errno.EIO;
            case (byte)'c':
                Panic.Stop("sysrq: stopped on request");
                return Errno.EIO;
            case (byte)'d':
                Scheduler.DumpLocks();
                return Errno.None;
            case (byte)'o':
                Power.Off();
                return Errno.EIO;
            case (byte)'s':
                MountTree.SynchronizeAll();
                return Errno.None;
            case (byte)'t':
                Scheduler.Dump(withStacks: true);
                return Errno.None;
            default:
                KernelLog.Write(LogLevel.Notice, "sysrq: HELP : reboot(b) crash(c) show-all-locks(d) poweroff(o) sync(s) show-task-states(t)");
                return Errno.None;
        }
    }

    private static void Figure(ProcText text, string name, long value) => text.Text(name).Character(' ').Number(value).Line();
}
