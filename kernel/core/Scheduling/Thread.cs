// A kernel-scheduled thread of a process, or of the kernel itself.
using System;
using Lume.Hal;
using Lume.Kernel.Ipc.SystemV;
using Lume.Kernel.Processes;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Scheduling;

/// <summary>
/// One thread. Scheduling state is guarded by the run queue of its hart (<c>Thread.Scheduling.cs</c>), signal state by its
/// process's signal lock (<c>Signals/Thread.Signals.cs</c>); the rest is touched by the thread itself only, unless said otherwise.
/// </summary>
public sealed partial class Thread
{
    /// <summary>Bytes of a thread's name with its final zero (TASK_COMM_LEN).</summary>
    public const int NameLength = 16;

    private readonly byte[] _name = new byte[NameLength];

    /// <summary>Makes a thread that neither scheduler nor pid table knows yet.</summary>
    internal Thread(Process process, Credentials credentials)
    {
        Process = process;
        Credentials = credentials;
        Wait = new WaitEntry(this);
        SleepTimer = new SleepTimer(this);
        Futex = new FutexWaiter(this);
    }

    /// <summary>The thread that runs this code. Never null once the scheduler is initialised on this hart.</summary>
    public static Thread Current => ThreadContext.CurrentOwner<Thread>();

    /// <summary>Thread id (gettid). Kernel threads have ids too; idle threads have 0.</summary>
    public int Id { get; internal set; }

    /// <summary>The process (thread group); kernel threads belong to <see cref="Process.Kernel"/>.</summary>
    public Process Process { get; }

    /// <summary>Whether this thread never enters user mode.</summary>
    public bool IsKernelThread => ReferenceEquals(Process, Process.Kernel);

    /// <summary>Whom it acts as. The thread itself replaces it; others may read it at any time.</summary>
    public Credentials Credentials { get; internal set; }

    /// <summary>Descriptors; null for kernel threads and after exit. Others read it under the process table's lock.</summary>
    public FileTable? Files { get; internal set; }

    /// <summary>Root, current directory and umask; null for kernel threads and after exit.</summary>
    public FsContext? FileSystem { get; internal set; }

    /// <summary>Its name: at most 15 bytes and zeros (PR_SET_NAME, /proc/PID/comm).</summary>
    public ReadOnlySpan<byte> Name => _name;

    /// <summary>Its name without the zeros.</summary>
    public ReadOnlySpan<byte> NameText
    {
        get
        {
            int length = Name.IndexOf((byte)0);
            return length < 0 ? Name : Name[..length];
        }
    }

    /// <summary>The registers of its user code: valid while it is in the kernel on its own behalf, or before it first runs.</summary>
    public ref TrapFrame UserFrame => ref Context.UserFrame;

    /// <summary>The sleeping locks that it holds.</summary>
    public HeldLocks Held;

    /// <summary>The entry by which this thread waits on one queue at a time; polls make their own entries.</summary>
    internal WaitEntry Wait { get; }

    /// <summary>Its place in the futex table.</summary>
    internal FutexWaiter Futex { get; }

    /// <summary>The machine's part: stack and registers.</summary>
    internal ThreadContext Context { get; set; } = null!;

    /// <summary>Next thread of the same process; the process table's lock.</summary>
    internal Thread? NextInProcess { get; set; }

    /// <summary>CLONE_CHILD_CLEARTID, set_tid_address: user address to clear and wake at exit, or 0.</summary>
    internal ulong ClearOnExit { get; set; }

    /// <summary>User address of the robust futex list's head, or 0.</summary>
    internal ulong RobustList { get; set; }

    /// <summary>Its restartable sequence (rseq). The scheduler asks whether there is one.</summary>
    internal RestartableSequence Sequence;

    /// <summary>What its semops with SEM_UNDO have changed; null until the first one.</summary>
    internal UndoList? SemaphoreUndos { get; set; }

    /// <summary>What a kernel thread runs.</summary>
    internal Action? KernelBody { get; set; }

    /// <summary>Sets the name; longer ones are cut.</summary>
    public void SetName(ReadOnlySpan<byte> name)
    {
        int length = Math.Min(name.Length, NameLength - 1);
        name.Slice(0, length).CopyTo(_name);
        _name.AsSpan(length).Clear();
    }
}
