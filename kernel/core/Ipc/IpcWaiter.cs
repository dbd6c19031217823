// A thread that sleeps until another thread settles what it asked for: semop, msgrcv, mq_receive.
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Thread = Lume.Kernel.Scheduling.Thread;

namespace Lume.Kernel.Ipc;

/// <summary>
/// One request of a sleeping thread. Who can grant it does so in the requester's place and then calls <see cref="Settle"/>, so that nobody
/// comes between; the lists of requests and their order are the owner's business, under its lock.
/// </summary>
internal abstract class IpcWaiter
{
    private const int Waiting = -1;

    private readonly Thread _thread = Thread.Current;
    private int _outcome = Waiting;

    /// <summary>Whether the request was granted or refused.</summary>
    public bool IsSettled => Volatile.Read(ref _outcome) != Waiting;

    /// <summary>How it was settled.</summary>
    public Errno Outcome => (Errno)Volatile.Read(ref _outcome);

    /// <summary>The process of the sleeping thread.</summary>
    public int ProcessId => _thread.Process.Id;

    /// <summary>Ends the wait. The request is in no list any more.</summary>
    public void Settle(Errno outcome)
    {
        Volatile.Write(ref _outcome, (int)outcome);
        Scheduler.Wake(_thread);
    }

    /// <summary>Sleeps, without any lock. None: settled. ERESTARTSYS, ETIMEDOUT: the caller looks again, under the lock, whether it was settled meanwhile.</summary>
    /// <param name="deadline">Monotonic nanoseconds, or <see cref="WaitQueue.Forever"/>.</param>
    public Errno Sleep(long deadline)
    {
        Errno error = Errno.None;
        while (true)
        {
            _thread.SetSleeping(SleepMode.Interruptible);
            if (IsSettled)
            {
                break;
            }

            error = Scheduler.SleepPrepared(deadline);
            if (error != Errno.None)
            {
                break;
            }
        }

        _thread.SetRunning();
        return error;
    }
}
