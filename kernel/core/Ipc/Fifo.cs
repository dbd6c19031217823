// Opening of fifos and of new pipes.
using Lume.Abi;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Ipc;

/// <summary>Makes pipe ends. Source: fifo(7), pipe(2).</summary>
public static class Fifo
{
    /// <summary>A new pipe with an end to read and an end to write.</summary>
    /// <param name="flags">O_NONBLOCK, O_DIRECT (refused by the caller) for both ends.</param>
    /// <param name="reader">The reading end.</param>
    /// <param name="writer">The writing end.</param>
    public static void CreatePair(OpenFlags flags, out OpenFile reader, out OpenFile writer)
    {
        Pipe pipe = new();
        Inode inode = AnonymousFiles.CreatePipeInode(pipe);
        inode.TryHold();
        inode.TryHold();
        pipe.Open(reads: true, writes: false);
        reader = new PipeFile(pipe, null, inode, OpenFlags.ReadOnly | flags);
        pipe.Open(reads: false, writes: true);
        writer = new PipeFile(pipe, null, inode, OpenFlags.WriteOnly | flags);
    }

    /// <summary>Opens a fifo: waits for the other side unless O_NONBLOCK or O_RDWR. ENXIO without a reader, ERESTARTSYS.</summary>
    public static Result<OpenFile> Open(PathRef location, Inode inode, OpenFlags flags)
    {
        OpenFlags access = flags & OpenFlags.AccessMode;
        bool reads = access is OpenFlags.ReadOnly or OpenFlags.ReadWrite;
        bool writes = access is OpenFlags.WriteOnly or OpenFlags.ReadWrite;
        bool isNonBlocking = (flags & OpenFlags.NonBlock) != 0;
        if (!reads && !writes)
        {
            return Errno.EINVAL;
        }

        inode.Lock.Acquire();
        Pipe pipe = inode.FifoPipe ??= new Pipe();
        if (!reads && isNonBlocking && pipe.Readers == 0)
        {
            if (pipe.Writers == 0)
            {
                inode.FifoPipe = null;
            }

            inode.Lock.Release();
            return Errno.ENXIO;
        }

        // Who is there already may be gone again as soon as the lock is: only those who come after this look may be waited for.
        OtherSideCame condition = new(pipe, reads ? pipe.WritersEver : pipe.ReadersEver, forReader: reads);
        bool waits = reads != writes && !isNonBlocking && (reads ? pipe.Writers : pipe.Readers) == 0;
        PipeFile file = new(pipe, location, inode, flags);
        pipe.Open(reads, writes);
        inode.Lock.Release();
        if (!waits)
        {
            return file;
        }

        Errno error = pipe.Waiters.WaitUntil(ref condition);
        if (error == Errno.None)
        {
            return file;
        }

        // The caller drops the inode after a failure, as for every open: one more hold keeps the file's own release even.
        inode.TryHold();
        file.Release();
        return error;
    }

    private readonly struct OtherSideCame(Pipe pipe, int before, bool forReader) : IWaitCondition
    {
        public bool IsMet() => before != (forReader ? pipe.WritersEver : pipe.ReadersEver);
    }
}
