// The directory of one process, or of one of its threads.
using System;
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>Who owns and who may see what belongs to a process.</summary>
internal static class ProcessAccess
{
    /// <summary>Owner as in Linux: the effective ids, root for what may not be dumped.</summary>
    public static void FillOwner(Process process, Thread thread, ref Stat stat)
    {
        stat.UserId = process.IsDumpable ? thread.Credentials.EffectiveUserId : 0;
        stat.GroupId = process.IsDumpable ? thread.Credentials.EffectiveGroupId : 0;
    }

    /// <summary>Whether the process is still in the table and is the same.</summary>
    public static bool IsPresent(Process process) => ReferenceEquals(ProcessTable.Find(process.Id), process);

    /// <summary>Whether the reader may see what only the owner may: same user, or CAP_SYS_PTRACE.</summary>
    public static bool MayInspect(Thread thread)
    {
        Credentials own = Thread.Current.Credentials;
        Credentials other = thread.Credentials;
        bool isSame = own.FileUserId == other.UserId && own.FileUserId == other.EffectiveUserId && own.FileUserId == other.SavedUserId;
        return ReferenceEquals(thread.Process, Thread.Current.Process)
            || (isSame && thread.Process.IsDumpable)
            || own.Has(Capability.Ptrace);
    }
}

/// <summary>/proc/PID and /proc/PID/task/TID.</summary>
internal sealed class ProcessDirectory : ProcNode, IProcessNode
{
    private const long FirstEntry = 3;

    private readonly Process _process;
    private readonly Thread _thread;
    private readonly bool _isTask;

    public ProcessDirectory(ProcSuperBlock super, Process process, Thread thread, bool isTask)
        : base(super, ProcSuperBlock.NumberOf(thread.Id, isTask ? 0x8_0000 : 0), FileMode.Directory | (FileMode)0x16D)
    {
        _process = process;
        _thread = thread;
        _isTask = isTask;
        LinkCount = 2;
    }

    private ProcSuperBlock Instance => (ProcSuperBlock)Super;

    Process? IProcessNode.Process => _isTask ? null : _process;

    public override bool Revalidate() => ProcessAccess.IsPresent(_process);

    public override void FillStat(ref Stat stat)
    {
        base.FillStat(ref stat);
        ProcessAccess.FillOwner(_process, _thread, ref stat);
    }

    public override Result<Inode> Lookup(NameSpan name)
    {
        if (!Revalidate())
        {
            return Errno.ENOENT;
        }

        ProcessEntry[] entries = ProcessFiles.Entries;
        for (int i = 0; i < entries.Length; i++)
        {
            if (IsVisible(entries[i]) && AsciiText.Equal(name.Bytes, entries[i].Name))
            {
                return MakeNode(entries[i], i + 1);
            }
        }

        return Errno.ENOENT;
    }

    public override Errno ReadDirectory(ref long cursor, ref DirectorySink sink)
    {
        if (!Revalidate())
        {
            return Errno.ENOENT;
        }

        ProcessEntry[] entries = ProcessFiles.Entries;
        Span<byte> name = stackalloc byte[32];
        for (long i = Math.Max(0, cursor - FirstEntry); i < entries.Length; i++)
        {
            ProcessEntry entry = entries[i];
            if (IsVisible(entry))
            {
                int length = PathText.Append(name, 0, entry.Name);
                if (!sink.TryAdd(name[..length], ProcSuperBlock.NumberOf(_thread.Id, (int)i + 1), entry.Mode, FirstEntry + i + 1))
                {
                    break;
                }
            }

            cursor = FirstEntry + i + 1;
        }

        return Errno.None;
    }

    private bool IsVisible(ProcessEntry entry) => !(_isTask && entry.Kind == ProcessEntryKind.Tasks);

    private Inode MakeNode(ProcessEntry entry, int index)
    {
        ulong number = ProcSuperBlock.NumberOf(_thread.Id, index);
        return entry.Kind switch
        {
            ProcessEntryKind.Text => new ProcessFile(Instance, number, entry, _process, _thread, _isTask),
            ProcessEntryKind.Link => new ProcessLink(Instance, number, entry, _process, _thread),
            ProcessEntryKind.Descriptors => new DescriptorDirectory(Instance, number, _process, _thread, ofInfo: false),
            ProcessEntryKind.DescriptorInfo => new DescriptorDirectory(Instance, number, _process, _thread, ofInfo: true),
            ProcessEntryKind.PageMap => new PageMapNode(Instance, number, entry, _process, _thread),
            _ => new TaskDirectory(Instance, number, _process),
        };
    }
}

/// <summary>/proc/PID/task.</summary>
internal sealed class TaskDirectory : ProcNode
{
    private const long FirstThread = 3;

    private readonly Process _process;

    public TaskDirectory(ProcSuperBlock super, ulong number, Process process)
        : base(super, number, FileMode.Directory | (FileMode)0x16D)
    {
        _process = process;
        LinkCount = 2;
    }

    public override bool Revalidate() => ProcessAccess.IsPresent(_process);

    public override Result<Inode> Lookup(NameSpan name) =>
        ProcRoot.TryReadId(name.Bytes, out int id) && ProcessTable.FindThread(id) is { } thread && ReferenceEquals(thread.Process, _process)
            ? new ProcessDirectory((ProcSuperBlock)Super, _process, thread, isTask: true)
            : Errno.ENOENT;

    public override Errno ReadDirectory(ref long cursor, ref DirectorySink sink)
    {
        // The cursor counts threads: a thread that ends meanwhile may make another one be skipped, never shown twice for long.
        long index = cursor - FirstThread;
        long at = 0;
        Span<byte> name = stackalloc byte[20];
        for (Thread? thread = _process.NextThread(null); thread is not null; thread = _process.NextThread(thread))
        {
            if (at++ < index)
            {
                continue;
            }

            int length = AsciiText.WriteDecimal(name, (ulong)thread.Id);
            if (!sink.TryAdd(name[..length], ProcSuperBlock.NumberOf(thread.Id, 0x8_0000), FileMode.Directory, FirstThread + at))
            {
                break;
            }

            cursor = FirstThread + at;
        }

        return Errno.None;
    }
}

/// <summary>A generated file of a process.</summary>
internal sealed class ProcessFile : ProcFile
{
    private readonly ProcessEntry _entry;
    private readonly Process _process;
    private readonly Thread _thread;
    private readonly bool _isTask;

    public ProcessFile(ProcSuperBlock super, ulong number, ProcessEntry entry, Process process, Thread thread, bool isTask)
        : base(super, number, entry.Mode)
    {
        _isTask = isTask;
        _entry = entry;
        _process = process;
        _thread = thread;
    }

    public override bool Revalidate() => ProcessAccess.IsPresent(_process);

    public override void FillStat(ref Stat stat)
    {
        base.FillStat(ref stat);
        ProcessAccess.FillOwner(_process, _thread, ref stat);
    }

    internal override Errno Generate(ProcText text)
    {
        if (!Revalidate())
        {
            return Errno.ESRCH;
        }

        if (_entry.IsPrivate && !ProcessAccess.MayInspect(_thread))
        {
            return Errno.EACCES;
        }

        ProcessWriter? writer = _isTask ? _entry.ThreadWriter : _entry.Writer;
        writer!(_process, _thread, text);
        return Errno.None;
    }

    internal override Errno Store(ReadOnlySpan<byte> text) =>
        _entry.Reader is not { } reader ? Errno.EIO : !Revalidate() ? Errno.ESRCH : reader(_process, _thread, text);
}
