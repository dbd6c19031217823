// Making threads and processes: everything is allocated first, the new thread becomes visible in one step at the end.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Ipc.SystemV;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Signals;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Processes;

/// <summary>clone(2) and its relatives.</summary>
public static class Cloning
{
    /// <summary>Makes a copy of the current thread. Errors as clone(2): EAGAIN, EINVAL, ENOMEM; ERESTARTNOINTR when a signal waits.</summary>
    /// <returns>The id of the new thread or process.</returns>
    public static Result<int> Clone(in CloneRequest request)
    {
        Errno error = request.Check();
        if (error != Errno.None)
        {
            return error;
        }

        Thread parent = Thread.Current;
        if (parent.HasPendingSignal)
        {
            // A signal sent to the group before the fork must not miss the child: it is taken first (Linux copy_process).
            return Errno.ERESTARTNOINTR;
        }

        if (!TryChargeThread(parent))
        {
            return Errno.EAGAIN;
        }

        Result<Thread> made = (request.Flags & CloneFlags.Thread) != 0 ? MakeThread(parent, in request) : MakeProcess(parent, in request);
        if (!made.TryGet(out Thread child))
        {
            System.Threading.Interlocked.Decrement(ref parent.Credentials.Account.Threads);
            return made.Error;
        }

        return Launch(parent, child, in request);
    }

    /// <summary>unshare(2) for descriptors and directories. EINVAL for namespaces, which Lume does not have, and for what only a single thread may unshare.</summary>
    public static Errno Unshare(CloneFlags flags)
    {
        const CloneFlags alone = CloneFlags.Thread | CloneFlags.SignalHandlers | CloneFlags.Memory;
        const CloneFlags known = CloneFlags.Files | CloneFlags.FileSystem | CloneFlags.SystemVSemaphores | alone;
        Thread thread = Thread.Current;
        if ((flags & ~known) != 0 || ((flags & alone) != 0 && thread.Process.ThreadCount > 1))
        {
            return Errno.EINVAL;
        }

        FileTable files = thread.Files!;
        if ((flags & CloneFlags.Files) != 0 && files.IsShared)
        {
            thread.Files = files.Clone();
            files.RemoveSharer();
        }

        if ((flags & CloneFlags.SystemVSemaphores) != 0)
        {
            Semaphores.OnThreadExit(thread);
        }

        if ((flags & CloneFlags.FileSystem) != 0)
        {
            FsContext fileSystem = thread.FileSystem!;
            thread.FileSystem = fileSystem.Clone();
            fileSystem.RemoveSharer();
        }

        return Errno.None;
    }

    private static Result<int> Launch(Thread parent, Thread child, in CloneRequest request)
    {
        int id = child.Id;
        Process process = child.Process;
        bool isVfork = (request.Flags & CloneFlags.Vfork) != 0;
        if ((request.Flags & CloneFlags.ParentSetThreadId) != 0)
        {
            // A bad address is the program's loss, as in Linux.
            new UserOut<int>(request.ParentThreadId).Write(id);
        }

        if (isVfork)
        {
            process.PrepareVfork();
        }

        int descriptor = -1;
        Errno error = (request.Flags & CloneFlags.PidFd) != 0 ? ReserveDescriptor(parent, in request, out descriptor) : Errno.None;
        error = error == Errno.None ? Publish(parent, child, in request) : error;
        if (error != Errno.None)
        {
            if (descriptor >= 0)
            {
                parent.Files!.Cancel(descriptor);
            }

            Abandon(parent, child);
            return error;
        }

        if (descriptor >= 0)
        {
            parent.Files!.Fill(descriptor, new PidFile(process, OpenFlags.ReadOnly));
        }

        Scheduler.Start(child);
        if (isVfork)
        {
            process.AwaitVfork();
        }

        return id;
    }

    // After the child got its copy of the table: the descriptor is the parent's alone.
    private static Errno ReserveDescriptor(Thread parent, in CloneRequest request, out int descriptor)
    {
        descriptor = -1;
        Result<int> reserved = parent.Files!.Reserve(closeOnExec: true, parent.Process.Limits.OpenFiles);
        if (reserved.IsError)
        {
            return reserved.Error;
        }

        descriptor = reserved.Value;
        return new UserOut<int>(request.Descriptor).Write(descriptor);
    }

    private static Result<Thread> MakeThread(Thread parent, in CloneRequest request) => MakeThread(parent, parent.Process, in request);

    private static Result<Thread> MakeProcess(Thread parent, in CloneRequest request)
    {
        Process origin = parent.Process;
        if (!ProcessTable.AllocateId().TryGet(out int id))
        {
            return Errno.EAGAIN;
        }

        SignalHandlers handlers = (request.Flags & CloneFlags.SignalHandlers) != 0 ? origin.Handlers : origin.Handlers.Clone();
        if ((request.Flags & CloneFlags.ClearSignalHandlers) != 0)
        {
            handlers.ResetCaught();
        }

        Process process = new(id, origin.Limits.Clone(), handlers)
        {
            ExitSignal = request.ExitSignal,
            NoNewPrivileges = origin.NoNewPrivileges,
            IsDumpable = origin.IsDumpable,
            Personality = origin.Personality,
            ParentThread = parent,
        };

        Errno error = ShareOrCopyMemory(origin, process, in request);
        if (error != Errno.None)
        {
            ProcessTable.ReleaseId(id);
            return error;
        }

        Result<Thread> made = MakeThread(parent, process, in request);
        if (made.IsError)
        {
            process.AddressSpace!.Release();
            process.AddressSpace = null;
            ProcessTable.ReleaseId(id);
        }

        return made;
    }

    private static Errno ShareOrCopyMemory(Process origin, Process process, in CloneRequest request)
    {
        AddressSpace space = origin.AddressSpace!;
        if ((request.Flags & CloneFlags.Memory) != 0)
        {
            space.AddReference();
            process.AddressSpace = space;
            process.SharesMemory = true;
            return Errno.None;
        }

        Result<AddressSpace> copy = space.TryClone(process.Limits);
        process.AddressSpace = copy.IsOk ? copy.Value : null;
        return copy.Error;
    }

    private static Result<Thread> MakeThread(Thread parent, Process process, in CloneRequest request)
    {
        bool isNewProcess = !ReferenceEquals(process, parent.Process);
        int id = process.Id;
        if (!isNewProcess && !ProcessTable.AllocateId().TryGet(out id))
        {
            return Errno.EAGAIN;
        }

        Thread child = new(process, parent.Credentials) { Id = id };
        ThreadContext? context = ThreadContext.TryCreate(child);
        if (context == null)
        {
            if (!isNewProcess)
            {
                ProcessTable.ReleaseId(id);
            }

            return Errno.EAGAIN;
        }

        child.Context = context;
        CopyThreadState(parent, child, in request);
        CopyRegisters(parent, child, in request);
        ShareOrCopyFiles(parent, child, in request);
        return child;
    }

    private static void CopyThreadState(Thread parent, Thread child, in CloneRequest request)
    {
        child.SetName(parent.Name.Slice(0, NameLength(parent.Name)));
        child.BlockedSignals = parent.BlockedSignals;
        bool isRealTime = parent.RealTimePriority != 0;
        child.Nice = parent.ResetsOnFork && (isRealTime || parent.Nice < 0) ? 0 : parent.Nice;
        child.Policy = parent.ResetsOnFork && isRealTime ? SchedulingControl.Other : parent.Policy;
        child.RealTimePriority = parent.ResetsOnFork ? 0 : parent.RealTimePriority;
        child.Affinity = parent.Affinity;
        child.IoPriority = parent.IoPriority;

        if ((request.Flags & CloneFlags.Memory) == 0 && parent.Sequence.IsRegistered)
        {
            child.Sequence = parent.Sequence;
            child.AddWork(ThreadWork.Sequence);
        }

        // A vfork child runs on its parent's stack and keeps the alternate one; a thread with memory of the parent starts without.
        if ((request.Flags & (CloneFlags.Memory | CloneFlags.Vfork)) != CloneFlags.Memory)
        {
            child.AlternateStack = parent.AlternateStack;
        }

        if ((request.Flags & CloneFlags.SystemVSemaphores) != 0)
        {
            child.SemaphoreUndos = Semaphores.Share(parent);
        }

        if ((request.Flags & CloneFlags.ChildClearThreadId) != 0)
        {
            child.ClearOnExit = request.ChildThreadId;
        }

        if ((request.Flags & CloneFlags.ChildSetThreadId) != 0)
        {
            child.SetOnStart = request.ChildThreadId;
        }
    }

    private static void CopyRegisters(Thread parent, Thread child, in CloneRequest request)
    {
        using (Interrupts.Mask())
        {
            child.Context.Float.CopyFrom(parent.Context.Float);
            child.UserFrame.CopyFrom(ref parent.UserFrame);
        }

        child.UserFrame.A0 = 0;
        if (request.Stack != 0)
        {
            child.UserFrame.Sp = request.Stack;
        }

        if ((request.Flags & CloneFlags.SetThreadLocal) != 0)
        {
            child.UserFrame.Tp = request.ThreadLocal;
        }
    }

    private static void ShareOrCopyFiles(Thread parent, Thread child, in CloneRequest request)
    {
        FileTable files = parent.Files!;
        if ((request.Flags & CloneFlags.Files) != 0)
        {
            files.AddSharer();
            child.Files = files;
        }
        else
        {
            child.Files = files.Clone();
        }

        FsContext fileSystem = parent.FileSystem!;
        if ((request.Flags & CloneFlags.FileSystem) != 0)
        {
            fileSystem.AddSharer();
            child.FileSystem = fileSystem;
        }
        else
        {
            child.FileSystem = fileSystem.Clone();
        }
    }

    // In one step under the lock: from here on others can signal it and wait for it.
    private static Errno Publish(Thread parent, Thread child, in CloneRequest request)
    {
        Process origin = parent.Process;
        Process process = child.Process;
        bool isThread = (request.Flags & CloneFlags.Thread) != 0;
        using (ProcessTable.Lock())
        {
            using (origin.LockSignals())
            {
                if (origin.IsEnding || origin.MustDieForExec(parent) || (isThread && origin.ExecThread != null))
                {
                    return Errno.ERESTARTNOINTR;
                }

                if (isThread)
                {
                    process.AddThreadLocked(child);
                    if (origin.IsStopping)
                    {
                        child.AddWork(ThreadWork.Signal);
                    }
                }
            }

            ProcessTable.SetThreadLocked(child.Id, child);
            if (!isThread)
            {
                process.Leader = child;
                process.AddThreadLocked(child);
                ProcessTable.SetProcessLocked(process.Id, process);
                bool asSibling = (request.Flags & CloneFlags.Parent) != 0 && origin.Parent != null;
                (asSibling ? origin.Parent! : origin).AddChildLocked(process);
                if (asSibling)
                {
                    process.ExitSignal = origin.ExitSignal;
                }

                JobControl.MoveLocked(process, origin.Group!);
            }
        }

        return Errno.None;
    }

    // The child never ran and nobody saw it.
    private static void Abandon(Thread parent, Thread child)
    {
        Process process = child.Process;
        Semaphores.OnThreadExit(child);
        child.Files!.RemoveSharer();
        child.FileSystem!.RemoveSharer();
        child.Context.Free();
        ProcessTable.ReleaseId(child.Id);
        System.Threading.Interlocked.Decrement(ref parent.Credentials.Account.Threads);
        if (!ReferenceEquals(process, parent.Process))
        {
            process.AddressSpace!.Release();
            process.AddressSpace = null;
        }
    }

    private static bool TryChargeThread(Thread parent)
    {
        UserAccount account = parent.Credentials.Account;
        ulong limit = parent.Process.Limits[ResourceLimit.Processes];
        int count = System.Threading.Interlocked.Increment(ref account.Threads);
        if ((ulong)count <= limit || account.Id == 0
            || parent.Credentials.Has(Capability.Resource) || parent.Credentials.Has(Capability.Administration))
        {
            return true;
        }

        System.Threading.Interlocked.Decrement(ref account.Threads);
        return false;
    }

    private static int NameLength(System.ReadOnlySpan<byte> name)
    {
        int length = name.IndexOf((byte)0);
        return length < 0 ? name.Length : length;
    }
}
