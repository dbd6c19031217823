// What inotify and fanotify have in common for who reads them. Source: inotify(7), fanotify(7).
using System.Threading;
using Lume.Abi;
using Lume.Kernel.Ipc;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Vfs.Notices;

/// <summary>A file whose reads take whole notices from a queue, as many as fit, and wait for the first.</summary>
public abstract class NoticeFile : OpenFile
{
    // FIONREAD. Source: Linux asm-generic/ioctls.h.
    private const uint BytesLeftRequest = 0x541B;

    private int _queuedBytes;

    private protected NoticeFile(OpenFlags flags)
        : base(null, AnonymousFiles.HoldShared(), flags)
    {
    }

    /// <inheritdoc/>
    public override WaitQueue Readiness { get; } = new();

    /// <summary>What the notices that wait take in a reader's buffer. Changed under <see cref="FileNotices.Lock"/>, read without.</summary>
    private protected int QueuedBytes
    {
        get => Volatile.Read(ref _queuedBytes);
        set => Volatile.Write(ref _queuedBytes, value);
    }

    /// <inheritdoc/>
    public override PollEvents GetReadiness() => QueuedBytes == 0 ? PollEvents.None : PollEvents.Readable;

    /// <inheritdoc/>
    public override Result<long> Ioctl(uint request, ulong argument)
    {
        if (request != BytesLeftRequest)
        {
            return Errno.ENOTTY;
        }

        Errno error = new UserOut<int>(argument).Write(QueuedBytes);
        return error == Errno.None ? 0L : error;
    }

    /// <inheritdoc/>
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        long done = 0;
        while (true)
        {
            Result<int> handed = HandNext(ref destination);
            if (handed.IsError)
            {
                return done != 0 && handed.Error != Errno.EFAULT ? done : handed.Error;
            }

            done += handed.Value;
            if (handed.Value != 0)
            {
                continue;
            }

            if (done != 0)
            {
                return done;
            }

            if (IsNonBlocking)
            {
                return Errno.EAGAIN;
            }

            HasNotice condition = new(this);
            Errno error = Readiness.WaitUntil(ref condition);
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    /// <summary>Takes the next notice out and writes it. Its size, 0 when none waits; EINVAL: it does not fit and stays; EFAULT: it is lost.</summary>
    private protected abstract Result<int> HandNext(ref UserBuffer destination);

    private readonly struct HasNotice(NoticeFile file) : IWaitCondition
    {
        public bool IsMet() => file.QueuedBytes != 0;
    }
}
