// Attributes of a thread that system calls read and set. The thread is the current one unless said otherwise.
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Security;

namespace Lume.Kernel.Scheduling;

public sealed partial class Thread
{
    /// <summary>The address that is cleared at exit (PR_GET_TID_ADDRESS).</summary>
    public ulong ClearAddress => ClearOnExit;

    /// <summary>The head of the robust list, of any thread.</summary>
    public ulong RobustListHead => RobustList;

    /// <summary>set_tid_address: returns the thread id.</summary>
    public int SetClearOnExit(UserOut<int> address)
    {
        ClearOnExit = address.Address;
        return Id;
    }

    /// <summary>set_robust_list.</summary>
    public Errno SetRobustList(ulong head)
    {
        RobustList = head;
        return Errno.None;
    }

    /// <summary>rseq: registers the area of restartable sequences, or takes it back. EINVAL, EPERM, EBUSY, EFAULT.</summary>
    public Errno SetSequence(ulong area, uint length, uint signature, bool isRegistered)
    {
        if (!isRegistered)
        {
            return Sequence.Unregister(area, length, signature);
        }

        Errno error = Sequence.Register(area, length, signature);
        if (error == Errno.None)
        {
            // The area is filled on the way back.
            AddWork(ThreadWork.Sequence);
        }

        return error;
    }

    /// <summary>Acts as somebody else from now on; the count of the user's threads moves along.</summary>
    public void SetCredentials(Credentials credentials)
    {
        if (!ReferenceEquals(credentials.Account, Credentials.Account))
        {
            Interlocked.Decrement(ref Credentials.Account.Threads);
            Interlocked.Increment(ref credentials.Account.Threads);
        }

        Credentials = credentials;
    }

    /// <summary>Sleeping locks that it holds; a snapshot for /proc.</summary>
    public int HeldLockCount => Held.Count;

    /// <summary>What it has read and written; only the thread itself counts.</summary>
    public IoTotals Io;

    /// <summary>RUSAGE_THREAD.</summary>
    public ResourceUsage GetUsage()
    {
        UsageTotals totals = default;
        totals.Add(this);
        return totals.ToUsage();
    }
}
