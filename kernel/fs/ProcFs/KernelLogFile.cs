// /proc/kmsg: the kernel's log as syslogd reads it. Source: proc_kmsg(5).
using System;
using Lume.Abi;
using Lume.Kernel.Logging;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>The name.</summary>
internal sealed class KernelLogNode : ProcNode
{
    public KernelLogNode(ProcSuperBlock super)
        : base(super, super.NextNumber(), FileMode.Regular | (FileMode)0x100)
    {
    }

    public override Result<OpenFile> Open(PathRef location, OpenFlags flags) =>
        Thread.Current.Credentials.Has(Capability.Syslog) || Thread.Current.Credentials.Has(Capability.Administration)
            ? new KernelLogFile(location, this, flags)
            : Errno.EPERM;
}

/// <summary>One reader: lines from the oldest record on, then a wait for new ones.</summary>
internal sealed class KernelLogFile : OpenFile
{
    private const int LongestLine = KernelLog.MaximumText + 64;

    private readonly byte[] _line = new byte[LongestLine];
    private int _start;
    private int _end;
    private long _next = KernelLog.OldestSequence;

    public KernelLogFile(PathRef location, Inode inode, OpenFlags flags)
        : base(location, inode, flags)
    {
    }

    public override WaitQueue? Readiness => KernelLog.Readers;

    public override PollEvents GetReadiness() => HasMore ? PollEvents.Readable : PollEvents.None;

    private bool HasMore => _start != _end || _next < KernelLog.NextSequence;

    // What does not fit stays for the next read.
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        Condition condition = new(this);
        Errno error = IsNonBlocking ? (HasMore ? Errno.None : Errno.EAGAIN) : KernelLog.Readers.WaitUntil(ref condition);
        if (error != Errno.None)
        {
            return error;
        }

        long done = 0;
        while (!destination.IsEmpty && !destination.Faulted && (_start != _end || TakeLine()))
        {
            int copied = destination.CopyOut(_line.AsSpan(_start, _end - _start));
            _start += copied;
            done += copied;
        }

        return done == 0 && destination.Faulted ? Errno.EFAULT : done;
    }

    private bool TakeLine()
    {
        _start = _end = 0;
        if (!LogText.TryFormat(_next, _line, out int length, out long found))
        {
            return false;
        }

        _end = length;
        _next = found + 1;
        return true;
    }

    private readonly struct Condition(KernelLogFile file) : IWaitCondition
    {
        public bool IsMet() => file.HasMore;
    }
}
