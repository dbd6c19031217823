// The first user process.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Signals;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Processes;

/// <summary>Makes process 1 around an empty address space; what it executes is given as an action, which usually execs a program.</summary>
public static class InitProcess
{
    /// <summary>
    /// Makes init: its thread first runs <paramref name="body"/> in the kernel (open the console, exec the program) and, when that returns, goes
    /// to user mode through <see cref="Thread.UserFrame"/>. ENOMEM, EAGAIN. Must be the first id that is allocated.
    /// </summary>
    public static Result<Process> Create(Action body, FsContext fileSystem)
    {
        if (!ProcessTable.AllocateId().TryGet(out int id))
        {
            return Errno.EAGAIN;
        }

        Process process = new(id, ResourceLimits.CreateDefault(), new SignalHandlers());
        Result<AddressSpace> space = AddressSpace.TryCreate(process.Limits);
        if (space.IsError)
        {
            return space.Error;
        }

        process.AddressSpace = space.Value;
        Thread thread = new(process, Credentials.Root) { Id = id, StartBody = body };
        ThreadContext? context = ThreadContext.TryCreate(thread);
        if (context == null)
        {
            return Errno.ENOMEM;
        }

        thread.Context = context;
        thread.SetName("init"u8);
        thread.Files = new FileTable();
        thread.FileSystem = fileSystem;
        context.UserFrame.Start(0, 0);
        Publish(process, thread);
        return process;
    }

    /// <summary>Lets init run.</summary>
    public static void Start(Process init) => Scheduler.Start(init.Leader!);

    private static void Publish(Process process, Thread thread)
    {
        // As in Linux init starts in a session and group of the kernel's, so that it may call setsid.
        Session session = new(0);
        ProcessGroup group = new(0, session);
        System.Threading.Interlocked.Increment(ref thread.Credentials.Account.Threads);
        using (ProcessTable.Lock())
        {
            process.Leader = thread;
            process.AddThreadLocked(thread);
            ProcessTable.SetThreadLocked(thread.Id, thread);
            ProcessTable.SetProcessLocked(process.Id, process);
            JobControl.MoveLocked(process, group);
            ProcessTable.Init = process;
        }
    }
}
