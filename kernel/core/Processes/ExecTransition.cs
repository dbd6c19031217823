// The parts of execve that are the process's, not the program file's: being alone, new memory, fresh signal state.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;

namespace Lume.Kernel.Processes;

/// <summary>
/// Used by exec in this order: everything that can fail; <see cref="TryBecomeAlone"/>; then <see cref="Commit"/>, after which there is no way back.
/// </summary>
public static class ExecTransition
{
    /// <summary>Ends all other threads of the process and takes over the leader's id. EAGAIN-like: ERESTARTNOINTR when the process ends or another thread's exec came first.</summary>
    public static Errno TryBecomeAlone(Thread thread)
    {
        Process process = thread.Process;
        if (process.LiveThreads == 1 && ReferenceEquals(process.Leader, thread))
        {
            return Errno.None;
        }

        if (!process.BeginExecAlone(thread))
        {
            return Errno.ERESTARTNOINTR;
        }

        AloneCondition alone = new(process, thread);
        Errno error = process.ThreadsGone.WaitUntil(ref alone, SleepMode.Killable);
        if (error != Errno.None)
        {
            process.EndExecAlone();
            return Errno.ERESTARTNOINTR;
        }

        TakeOverLeader(process, thread);
        process.EndExecAlone();
        return Errno.None;
    }

    /// <summary>
    /// Gives the process its new memory and resets what exec resets: caught signals, alternate stack, timers, robust list, thread id
    /// address, floating point, close-on-exec descriptors, name. Takes over the reference to <paramref name="space"/>. The
    /// caller then starts <see cref="Thread.UserFrame"/>.
    /// </summary>
    /// <param name="thread">The current thread, alone in its process.</param>
    /// <param name="space">The new memory.</param>
    /// <param name="name">The last part of the program's path.</param>
    public static void Commit(Thread thread, AddressSpace space, ReadOnlySpan<byte> name)
    {
        Process process = thread.Process;
        RobustList.OnThreadExit(thread);
        thread.Sequence = default;
        ClearThreadId(thread);
        SwitchMemory(process, space);
        ResetSignals(process, thread);
        process.DeleteTimers();
        UnshareFiles(thread);
        thread.Files!.CloseOnExec();
        using (Interrupts.Mask())
        {
            thread.Context.Float.Reset();
        }

        thread.SetName(name);
        process.HasExecuted = true;
        process.IsDumpable = true;
    }

    private static void ClearThreadId(Thread thread)
    {
        ulong address = thread.ClearOnExit;
        thread.ClearOnExit = 0;
        if (address != 0 && thread.Process.SharesMemory && new UserOut<int>(address).Write(0) == Errno.None)
        {
            Futex.Wake(address, 1, FutexOperation.MatchAny, isPrivate: false);
        }
    }

    private static void SwitchMemory(Process process, AddressSpace space)
    {
        AddressSpace? old;
        using (ProcessTable.Lock())
        {
            old = process.AddressSpace;
            process.AddressSpace = space;
        }

        using (Interrupts.Mask())
        {
            space.Activate();
        }

        if (old != null)
        {
            process.DeadThreads.MaximumResident =
                Math.Max(process.DeadThreads.MaximumResident, (long)old.GetStatistics().ResidentPeak * 4);
            old.Release();
        }

        process.CompleteVfork();
    }

    private static void ResetSignals(Process process, Thread thread)
    {
        SignalHandlers handlers = process.Handlers.Clone();
        handlers.ResetCaught();
        using (process.LockSignals())
        {
            process.Handlers = handlers;
            thread.AlternateStack = new SignalStack { Flags = SignalConstants.StackDisabled };
        }

        process.ExitSignal = Signal.SIGCHLD;
        thread.Restart.Kind = RestartKind.None;
    }

    // A table shared by CLONE_FILES is not shared with the new program.
    private static void UnshareFiles(Thread thread)
    {
        Vfs.FileTable files = thread.Files!;
        if (!files.IsShared)
        {
            return;
        }

        thread.Files = files.Clone();
        files.RemoveSharer();
    }

    // The id of the process is the id of its leader: the thread that is left takes it.
    private static void TakeOverLeader(Process process, Thread thread)
    {
        Thread? leader = process.Leader;
        if (ReferenceEquals(leader, thread))
        {
            return;
        }

        using (ProcessTable.Lock())
        {
            int old = thread.Id;
            if (leader != null)
            {
                process.RemoveThreadLocked(leader);
            }

            thread.Id = process.Id;
            process.Leader = thread;
            ProcessTable.SetThreadLocked(process.Id, thread);
            ProcessTable.SetThreadLocked(old, null);
        }
    }

    private readonly struct AloneCondition : IWaitCondition
    {
        private readonly Process _process;
        private readonly Thread _thread;

        public AloneCondition(Process process, Thread thread)
        {
            _process = process;
            _thread = thread;
        }

        // The leader stays in the list when it is dead; it must be off its hart before its place is taken.
        public bool IsMet()
        {
            using (ProcessTable.Lock())
            {
                Thread? leader = _process.Leader;
                bool leaderGone = ReferenceEquals(leader, _thread) || leader == null || leader.State == ThreadState.Dead;
                return leaderGone && _process.LiveThreads == 1
                    && _process.ThreadCount == (ReferenceEquals(leader, _thread) ? 1 : 2);
            }
        }
    }
}
