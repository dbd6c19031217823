// pidfd: a descriptor that means one process, also after its id went to another. Source: pidfd_open(2), clone(2).
using System;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Processes;

/// <summary>A node of a file system that stands for a process (/proc/PID): open, it serves as a pidfd for signals.</summary>
public interface IProcessNode
{
    /// <summary>The process; perhaps gone. Null when the node stands for a single thread.</summary>
    Process? Process { get; }
}

/// <summary>An open pidfd. It is readable once the process has ended.</summary>
public sealed class PidFile : OpenFile
{
    /// <summary>A descriptor of a process.</summary>
    public PidFile(Process process, OpenFlags flags)
        : base(null, AnonymousFiles.HoldShared(), OpenFlags.ReadWrite | flags)
    {
        Process = process;
    }

    /// <summary>The process; perhaps gone.</summary>
    public Process Process { get; }

    /// <inheritdoc/>
    public override WaitQueue Readiness => Process.Ended;

    /// <inheritdoc/>
    public override PollEvents GetReadiness() => Process.Life switch
    {
        ProcessLife.Alive => PollEvents.None,
        ProcessLife.Zombie => PollEvents.Readable,
        _ => PollEvents.Readable | PollEvents.HangUp,
    };

    /// <summary>A descriptor for the process with this id. ESRCH; EINVAL when the id is that of a thread alone.</summary>
    public static Result<PidFile> Open(int id, OpenFlags flags)
    {
        Process? process = ProcessTable.Find(id);
        return process is not null ? new PidFile(process, flags) : ProcessTable.FindThread(id) is null ? Errno.ESRCH : Errno.EINVAL;
    }

    /// <summary>pidfd_getfd: the file behind a descriptor of the process, with a reference. ESRCH, EPERM, EBADF.</summary>
    public Result<OpenFile> TakeFile(int descriptor)
    {
        if (Process.MainThread is not { } main || Process.Life != ProcessLife.Alive)
        {
            return Errno.ESRCH;
        }

        if (!Inspection.MayAttach(main))
        {
            return Errno.EPERM;
        }

        // The first thread may be gone while others run.
        for (Thread? thread = Process.NextThread(null); thread is not null; thread = Process.NextThread(thread))
        {
            if (thread.Files is not null)
            {
                OpenFile? file = Inspection.TakeFile(thread, descriptor);
                return file is not null ? file : Errno.EBADF;
            }
        }

        return Errno.ESRCH;
    }

    /// <inheritdoc/>
    public override int WriteLabel(Span<byte> buffer) => PathText.Append(buffer, 0, "anon_inode:[pidfd]");
}
