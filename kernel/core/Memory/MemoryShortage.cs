// What happens when physical memory is out: the biggest process ends (docs/memory.md).
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Logging;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Memory;

/// <summary>
/// The out-of-memory policy. A system call that cannot get memory fails with ENOMEM; a page fault cannot fail, so somebody has to end: the
/// process with the most resident memory, init never.
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
            ulong resident = process.IsEnding || ReferenceEquals(process, ProcessTable.Init) ? 0 : CountResident(process);
            if (resident > most)
            {
                biggest = process;
                most = resident;
            }
        }

        if (biggest == null)
        {
            return false;
        }

        s_victim = biggest;
        KernelLog.Begin(LogLevel.Error).Text("Out of memory: killed process ").Number(biggest.Id).Text(" (").Text(NameOf(biggest))
            .Text("), ").Number((long)(most * (PageMath.Size >> 10))).Text(" kB resident").End();
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

    private static System.ReadOnlySpan<byte> NameOf(Process process)
    {
        System.ReadOnlySpan<byte> name = process.MainThread is { } leader ? leader.Name : default;
        int length = System.MemoryExtensions.IndexOf(name, (byte)0);
        return length < 0 ? name : name[..length];
    }
}
