// The open ends of pipes and fifos.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Signals;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Ipc;

/// <summary>One end of a pipe, or both (a fifo opened with O_RDWR).</summary>
public sealed class PipeFile : OpenFile
{
    // Source: Linux asm-generic/ioctls.h.
    private const uint BytesLeftRequest = 0x541B;

    private readonly int _writersBefore;

    /// <summary>An end that was already counted by <see cref="Ipc.Pipe.Open"/>.</summary>
    internal PipeFile(Pipe pipe, PathRef? location, Inode inode, OpenFlags flags)
        : base(location, inode, flags)
    {
        Pipe = pipe;
        _writersBefore = pipe.WritersEver;
    }

    /// <summary>The pipe.</summary>
    public Pipe Pipe { get; }

    /// <inheritdoc/>
    public override WaitQueue? Readiness => Pipe.Waiters;

    /// <inheritdoc/>
    protected override AsyncList? InputSignals => CanRead ? Pipe.ReaderSignals : null;

    /// <inheritdoc/>
    protected override AsyncList? OutputSignals => CanWrite ? Pipe.WriterSignals : null;

    /// <inheritdoc/>
    public override PollEvents GetReadiness()
    {
        PollEvents events = PollEvents.None;
        if (CanRead)
        {
            events |= Pipe.Used != 0 ? PollEvents.Readable : PollEvents.None;

            // A fifo that never had a writer since it was opened is not hung up but waiting.
            bool hadWriter = Location is null || Pipe.WritersEver != _writersBefore;
            events |= Pipe.Writers == 0 && hadWriter ? PollEvents.HangUp : PollEvents.None;
        }

        if (CanWrite)
        {
            events |= Pipe.Capacity - Pipe.Used >= Pipe.AtomicSize ? PollEvents.Writable : PollEvents.None;
            events |= Pipe.Readers == 0 ? PollEvents.Error : PollEvents.None;
        }

        return events;
    }

    /// <inheritdoc/>
    public override Result<long> Ioctl(uint request, ulong argument)
    {
        if (request != BytesLeftRequest)
        {
            return Errno.ENOTTY;
        }

        Errno error = new UserOut<int>(argument).Write(Pipe.Used);
        return error == Errno.None ? 0L : error;
    }

    /// <inheritdoc/>
    public override int WriteLabel(Span<byte> buffer) => AnonymousFiles.WriteLabel(buffer, "pipe:[", Inode.Number);

    /// <inheritdoc/>
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position) =>
        Pipe.Read(ref destination, IsNonBlocking);

    /// <inheritdoc/>
    protected override Result<long> WriteCore(ref UserBuffer source, ref long position)
    {
        Result<long> written = Pipe.Write(ref source, IsNonBlocking);
        if (written.Error == Errno.EPIPE)
        {
            SignalSender.SendToThread(Thread.Current, Signal.SIGPIPE);
        }

        return written;
    }

    /// <inheritdoc/>
    protected override void Closed()
    {
        // The lock keeps an opener of the fifo from counting itself into a pipe that is being given up.
        Inode.Lock.Acquire();
        if (Pipe.Close(CanRead, CanWrite))
        {
            Inode.FifoPipe = null;
        }

        Inode.Lock.Release();
    }
}
