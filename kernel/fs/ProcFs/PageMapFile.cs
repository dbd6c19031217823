// /proc/PID/pagemap: eight bytes for every page of an address space. Source: Linux Documentation/admin-guide/mm/pagemap.rst.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>The name.</summary>
internal sealed class PageMapNode : ProcNode
{
    private readonly Process _process;
    private readonly Thread _thread;

    public PageMapNode(ProcSuperBlock super, ulong number, ProcessEntry entry, Process process, Thread thread)
        : base(super, number, entry.Mode)
    {
        _process = process;
        _thread = thread;
    }

    public override bool Revalidate() => ProcessAccess.IsPresent(_process);

    public override void FillStat(ref Stat stat)
    {
        base.FillStat(ref stat);
        ProcessAccess.FillOwner(_process, _thread, ref stat);
    }

    public override Result<OpenFile> Open(PathRef location, OpenFlags flags) =>
        ProcessAccess.MayInspect(_thread) ? new PageMapFile(location, this, flags, _process) : Errno.EACCES;
}

/// <summary>One reader. Who opened it without CAP_SYS_ADMIN sees no frame numbers.</summary>
internal sealed class PageMapFile : OpenFile
{
    private const int EntryBytes = sizeof(ulong);
    private const int Chunk = 64;

    private readonly Process _process;
    private readonly bool _showsFrames;

    public PageMapFile(PathRef location, Inode inode, OpenFlags flags, Process process)
        : base(location, inode, flags)
    {
        _process = process;
        _showsFrames = Thread.Current.Credentials.Has(Capability.Administration);
    }

    public override bool IsSeekable => true;

    // EINVAL for parts of entries; nothing is behind the last user page.
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        if (position % EntryBytes != 0 || destination.Remaining % EntryBytes != 0)
        {
            return Errno.EINVAL;
        }

        AddressSpace? space = _process.TryGetAddressSpace();
        if (space is null)
        {
            return 0;
        }

        long done = 0;
        Span<ulong> entries = stackalloc ulong[Chunk];
        Span<byte> bytes = stackalloc byte[Chunk * EntryBytes];
        const ulong pages = UserLayout.End / PageMath.Size;
        while (!destination.IsEmpty && (ulong)position / EntryBytes is var page && page < pages)
        {
            int count = (int)Math.Min(Math.Min(destination.Remaining / EntryBytes, Chunk), (long)(pages - page));
            space.DescribePages(page * PageMath.Size, entries[..count], _showsFrames);
            for (int i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(bytes[(i * EntryBytes)..], entries[i]);
            }

            int copied = destination.CopyOut(bytes[..(count * EntryBytes)]);
            done += copied;
            position += copied;
            if (copied < count * EntryBytes)
            {
                break;
            }

            Scheduler.Cooperate();
        }

        space.Release();
        return done == 0 && destination.Faulted ? Errno.EFAULT : done;
    }
}
