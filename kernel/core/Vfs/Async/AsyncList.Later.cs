// Telling from an interrupt or under a spinlock: a thread of the kernel does it, for entries with details are allocated and the lists sleep.
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Vfs;

public sealed partial class AsyncList
{
    private static Thread? s_teller;

    private AsyncList? _nextPending;
    private int _reasons;
    private int _isPending;
    private int _wantsRoom;

    // Made by the first file that needs it, in a system call; an interrupt finds it made.
    private static class Pending
    {
        public static readonly WaitQueue Arrivals = new();
        public static AsyncList? First;
    }

    /// <summary>As <see cref="Tell"/>, from any context; what happens twice before the thread runs is told once.</summary>
    public void TellLater(PollReason reason)
    {
        if (IsEmpty)
        {
            return;
        }

        Interlocked.Or(ref _reasons, 1 << (int)reason);
        if (Interlocked.Exchange(ref _isPending, 1) == 0)
        {
            AsyncList? first;
            do
            {
                first = Volatile.Read(ref Pending.First);
                _nextPending = first;
            }
            while (!ReferenceEquals(Interlocked.CompareExchange(ref Pending.First, this, first), first));
            Pending.Arrivals.WakeAll();
        }
    }

    /// <summary>A write could not put everything: the next room is told. Without it terminals tell of none, as in Linux.</summary>
    public void NoteShortWrite()
    {
        if (!IsEmpty)
        {
            Volatile.Write(ref _wantsRoom, 1);
        }
    }

    /// <summary>There is room again. Any context.</summary>
    public void TellRoomLater()
    {
        if (Volatile.Read(ref _wantsRoom) != 0 && Interlocked.Exchange(ref _wantsRoom, 0) != 0)
        {
            TellLater(PollReason.Output);
        }
    }

    /// <summary>Whoever uses <see cref="TellLater"/> needs the thread, before the first file is added. ENOMEM. <see cref="Lock"/>.</summary>
    internal static Errno EnsureTellerLocked()
    {
        if (s_teller is not null)
        {
            return Errno.None;
        }

        Volatile.Write(ref Pending.First, null);
        s_teller = Scheduler.TryCreateKernelThread(TellPending, "async"u8);
        if (s_teller is null)
        {
            return Errno.ENOMEM;
        }

        Scheduler.Start(s_teller);
        return Errno.None;
    }

    private static void TellPending()
    {
        while (true)
        {
            HasPending condition = default;
            Pending.Arrivals.WaitUntil(ref condition);
            AsyncList? list = Interlocked.Exchange(ref Pending.First, null);
            while (list is not null)
            {
                AsyncList? next = list._nextPending;
                list._nextPending = null;

                // From here on the list may be put into the next round; what it was told before is among the reasons.
                Interlocked.Exchange(ref list._isPending, 0);
                int reasons = Interlocked.Exchange(ref list._reasons, 0);
                list.TellAll(reasons);
                list = next;
            }
        }
    }

    private void TellAll(int reasons)
    {
        if ((reasons & (1 << (int)PollReason.Input)) != 0)
        {
            Tell(PollReason.Input);
        }

        if ((reasons & (1 << (int)PollReason.Output)) != 0)
        {
            Tell(PollReason.Output);
        }
    }

    private readonly struct HasPending : IWaitCondition
    {
        public bool IsMet() => Volatile.Read(ref Pending.First) is not null;
    }
}
