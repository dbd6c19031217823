// A message of a queue, System V's or POSIX's.
using Lume.Abi;

namespace Lume.Kernel.Ipc;

/// <summary>A type or priority and bytes. Whoever holds it gives its memory back with <see cref="Release"/>.</summary>
public sealed class Message
{
    private const long Overhead = 96;

    private Message(long type, byte[] text)
    {
        Type = type;
        Text = text;
    }

    /// <summary>Its type above 0; or its priority.</summary>
    public long Type { get; }

    /// <summary>Its bytes.</summary>
    public byte[] Text { get; }

    /// <summary>A message of this length, to be filled. ENOMEM.</summary>
    public static Result<Message> Create(long type, long length)
    {
        Errno error = IpcMemory.Charge(Overhead + length);
        return error == Errno.None ? new Message(type, new byte[length]) : error;
    }

    /// <summary>It was read, or its queue is gone.</summary>
    public void Release() => IpcMemory.Release(Overhead + Text.Length);
}
