// What happens when physical memory is out: the biggest process ends (docs/memory.md).
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Logging;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Memory;

/// <summary>
/// The out-of-memory policy. A system call that cannot get memory fails with ENOMEM; a page fault cannot fail, so somebody has to end: the
/// process with the most memory, its own and what the kernel keeps for it, init never.
/// </summary>
internal static class MemoryShortage
{
    private const long Moment = 5_000_000;

    // A victim gives its memory back within this many moments, or the next biggest follows.
    private const int Patience = 200;

    private static int s_isChoosing;
    private static Process? s_victim;
    private static int s_waited;

    /// <summary>Ends a process if none is ending already, and lets some time pass. May sleep; no lock of the memory side is held.</summary>
    /// <returns>True: try again. False: the current process is ending itself, or there is nobody to end.</returns>
    public static bool Relieve()
    {
        Thread thread = Thread.Current;
        if (thread.IsBeingKilled)
        {
            return false;
        }

        // One chooses, the others wait with it.
        bool found = true;
        if (Interlocked.CompareExchange(ref s_isChoosing, 1, 0) == 0)
        {
            found = IsVictimEnding() || TryEndBiggest();
            Volatile.Write(ref s_isChoosing, 0);
        }

        if (!found || thread.IsBeingKilled)
        {
            return false;
        }

        Scheduler.SleepUntil(Time.Clock.Monotonic + Moment, SleepMode.Killable);
        return !thread.IsBeingKilled;
    }

    private static bool IsVictimEnding()
    {
        if (s_victim?.AddressSpace is null || ++s_waited > Patience)
        {
            s_victim = null;
            s_waited = 0;
            return false;
        }

        return true;
    }

    private static bool TryEndBiggest()
    {
        Process? biggest = null;
        ulong most = 0;
        for (Process? process = ProcessTable.Next(1); process != null; process = ProcessTable.Next(process.Id + 1))
        {
            ulong pages = process.IsEnding || ReferenceEquals(process, ProcessTable.Init) ? 0 : CountResident(process) + EstimateKept(process);
            if (pages > most)
            {
                biggest = process;
                most = pages;
            }
        }

        if (biggest == null)
        {
            return false;
        }

        s_victim = biggest;
        KernelLog.Begin(LogLevel.Error).Text("Out of memory: killed process ").Number(biggest.Id).Text(" (").Text(biggest.MainThread is { } leader ? leader.NameText : default)
            .Text("), ").Number((long)(most * (PageMath.Size >> 10))).Text(" kB").End();
        biggest.BeginEnd(WaitStatus.Killed((int)Signal.SIGKILL, coreDumped: false));
        return true;
    }

    private static ulong CountResident(Process process)
    {
        AddressSpace? space = process.TryGetAddressSpace();
        if (space == null)
        {
            return 0;
        }

        ulong resident = space.GetStatistics().Resident;
        space.Release();
        return resident;
    }

    // Pages of the kernel: a stack and some objects for each thread, a kilobyte for each descriptor of a table that is half full.
    private static ulong EstimateKept(Process process)
    {
        const ulong pagesOfThread = 6, descriptorsOfPage = 8;
        ulong pages = 0;
        for (Thread? thread = process.NextThread(null); thread != null; thread = process.NextThread(thread))
        {
            pages += pagesOfThread;
        }

        FileTable? files = process.MainThread?.Files;
        return pages + ((ulong)(files?.SlotCount ?? 0) / descriptorsOfPage);
    }
}
