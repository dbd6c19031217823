// An open POSIX message queue.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Ipc.Posix;

/// <summary>What mq_open gives. Reading it as a file tells its state. Source: mq_overview(7).</summary>
public sealed class PosixQueueFile : OpenFile
{
    private const int StatusRoom = 128;

    private readonly ByteName _name;

    internal PosixQueueFile(PosixQueue queue, ByteName name, OpenFlags flags)
        : base(null, queue, flags)
    {
        Queue = queue;
        _name = name;
    }

    /// <summary>The queue.</summary>
    public PosixQueue Queue { get; }

    /// <inheritdoc/>
    public override bool IsSeekable => true;

    /// <inheritdoc/>
    public override WaitQueue Readiness => Queue.Readiness;

    /// <inheritdoc/>
    public override PollEvents GetReadiness() => Queue.GetReadiness();

    /// <summary>mq_timedsend. EBADF, EMSGSIZE, EFAULT, ENOMEM, EAGAIN, ETIMEDOUT, ERESTARTSYS.</summary>
    public Errno Send(UserSpan text, int priority, long deadline)
    {
        if (!CanWrite || text.Length > (ulong)Queue.MaximumSize)
        {
            return CanWrite ? Errno.EMSGSIZE : Errno.EBADF;
        }

        Result<Message> made = Message.Create(priority, (long)text.Length);
        if (made.IsError)
        {
            return made.Error;
        }

        Errno error = text.Read(made.Value.Text);
        if (error == Errno.None)
        {
            error = Queue.Send(made.Value, !IsNonBlocking, deadline);
        }

        if (error != Errno.None)
        {
            made.Value.Release();
        }

        return error;
    }

    /// <summary>mq_timedreceive: the message's length. EBADF, EMSGSIZE, EFAULT, EAGAIN, ETIMEDOUT, ERESTARTSYS.</summary>
    public Result<long> Receive(UserSpan room, UserOut<uint> priority, long deadline)
    {
        if (!CanRead || room.Length < (ulong)Queue.MaximumSize)
        {
            return CanRead ? Errno.EMSGSIZE : Errno.EBADF;
        }

        Result<Message> received = Queue.Receive(!IsNonBlocking, deadline);
        if (received.IsError)
        {
            return received.Error;
        }

        Message message = received.Value;
        message.Release();
        Errno error = priority.IsNull ? Errno.None : priority.Write((uint)message.Type);
        if (error == Errno.None)
        {
            error = room.Write(message.Text);
        }

        return error == Errno.None ? message.Text.Length : error;
    }

    /// <summary>mq_notify: tells the current process. EBUSY.</summary>
    public Errno Notify(QueueNoticeKind kind, Signal signal, ulong value) => Queue.SetNotice(new QueueNotice(kind, signal, value));

    /// <summary>mq_notify with nothing, and close of any descriptor: the process is not told any more.</summary>
    public void OnDescriptorClosed() => Queue.RemoveNotice(Thread.Current.Process.Id);

    /// <inheritdoc/>
    public override int WriteLabel(Span<byte> buffer)
    {
        int length = PathText.Append(buffer, 0, "/");
        ReadOnlySpan<byte> name = _name.Bytes;
        name = name[..Math.Min(name.Length, buffer.Length - length)];
        name.CopyTo(buffer[length..]);
        return length + name.Length;
    }

    /// <inheritdoc/>
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position)
    {
        Span<byte> text = stackalloc byte[StatusRoom];
        long bytes = Queue.GetStatus(out QueueNotice? notice);
        bool signals = notice?.Kind == QueueNoticeKind.Signal;
        int length = Field(text, 0, "QSIZE:", bytes, 10);
        length = Field(text, length, " NOTIFY:", (long)(notice?.Kind ?? 0), 5);
        length = Field(text, length, " SIGNO:", signals ? (long)notice!.Signal : 0, 5);
        length = Field(text, length, " NOTIFY_PID:", notice?.ProcessId ?? 0, 6);
        text[length++] = (byte)'\n';
        if (position >= length || destination.IsEmpty)
        {
            return 0;
        }

        int copied = destination.CopyOut(text[(int)position..length]);
        position += copied;
        return copied == 0 ? Errno.EFAULT : copied;
    }

    /// <inheritdoc/>
    protected override Result<long> SeekCore(long offset, SeekOrigin origin) => origin switch
    {
        SeekOrigin.Set => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => Inode.Size + offset,
        _ => Errno.EINVAL,
    };

    // A name and a number, padded with blanks.
    private static int Field(Span<byte> text, int length, string name, long value, int width)
    {
        length = PathText.Append(text, length, name);
        int end = length + width;
        length += AsciiText.WriteDecimal(text[length..], (ulong)value);
        while (length < end)
        {
            text[length++] = (byte)' ';
        }

        return length;
    }
}
