// The root of procfs: fixed names and one directory for each process.
using System;
using Lume.Abi;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>The root.</summary>
internal sealed class ProcRoot : ProcDirectory
{
    // Cursors from here on are pids.
    private const long FirstProcess = 1024;

    public ProcRoot(ProcSuperBlock super)
        : base(super)
    {
        Add("self", new SelfLink(super, ofThread: false));
        Add("thread-self", new SelfLink(super, ofThread: true));
    }

    public override Result<Inode> Lookup(NameSpan name)
    {
        Result<Inode> node = base.Lookup(name);
        if (node.IsOk || !TryReadId(name.Bytes, out int pid))
        {
            return node;
        }

        return ProcessTable.Find(pid) is { } process && process.MainThread is { } thread
            ? new ProcessDirectory((ProcSuperBlock)Super, process, thread, isTask: false)
            : Errno.ENOENT;
    }

    public override Errno ReadDirectory(ref long cursor, ref DirectorySink sink)
    {
        if (cursor < FirstProcess)
        {
            base.ReadDirectory(ref cursor, ref sink);
            if (sink.IsFull)
            {
                return Errno.None;
            }

            cursor = FirstProcess;
        }

        Span<byte> name = stackalloc byte[20];
        while (ProcessTable.Next((int)(cursor - FirstProcess)) is { } process)
        {
            int length = AsciiText.WriteDecimal(name, (ulong)process.Id);
            long next = FirstProcess + process.Id + 1;
            if (!sink.TryAdd(name[..length], ProcSuperBlock.NumberOf(process.Id, 0), FileMode.Directory, next))
            {
                break;
            }

            cursor = next;
        }

        return Errno.None;
    }

    /// <summary>A decimal number without leading zeros, as names of processes and descriptors are.</summary>
    internal static bool TryReadId(ReadOnlySpan<byte> text, out int id)
    {
        bool isNumber = AsciiText.TryReadDecimal(text, out ulong value)
            && value <= int.MaxValue
            && (text[0] != (byte)'0' || text.Length == 1);
        id = (int)value;
        return isNumber;
    }

    private sealed class SelfLink : ProcNode
    {
        private readonly bool _ofThread;

        public SelfLink(ProcSuperBlock super, bool ofThread)
            : base(super, super.NextNumber(), FileMode.SymbolicLink | (FileMode)0x1FF)
        {
            _ofThread = ofThread;
        }

        public override Result<byte[]> ReadLink()
        {
            Thread thread = Thread.Current;
            ProcText text = new();
            text.Number((long)thread.Process.Id);
            if (_ofThread)
            {
                text.Text("/task/").Number((long)thread.Id);
            }

            return text.Bytes.ToArray();
        }
    }
}
