// /dev/kmsg. Source: Linux Documentation/ABI/testing/dev-kmsg.
using System;
using Lume.Abi;
using Lume.Kernel.Logging;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Devices;

/// <summary>The kernel's log: each read gives one record, each write adds one.</summary>
public sealed class KernelLogDevice : CharacterDevice
{
    /// <inheritdoc/>
    public override string Kind => "mem";

    private const int LongestText = 1024;

    /// <inheritdoc/>
    public override WaitQueue? Readiness => KernelLog.Readers;

    private sealed class Cursor
    {
        public long Next;
    }

    /// <inheritdoc/>
    public override Errno Open(DeviceFile file)
    {
        file.State = new Cursor { Next = KernelLog.OldestSequence };
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Result<long> Read(DeviceFile file, ref UserBuffer destination, ref long position)
    {
        Cursor cursor = (Cursor)file.State!;
        Span<byte> line = stackalloc byte[LongestText + 64];
        while (true)
        {
            if (cursor.Next < KernelLog.OldestSequence)
            {
                // What the reader had not seen yet was overwritten: it is told so once.
                cursor.Next = KernelLog.OldestSequence;
                return Errno.EPIPE;
            }

            int length = Format(cursor.Next, line);
            if (length > 0)
            {
                if (length > destination.Remaining)
                {
                    return Errno.EINVAL;
                }

                cursor.Next++;
                destination.CopyOut(line[..length]);
                return destination.Faulted ? Errno.EFAULT : length;
            }

            if (file.IsNonBlocking)
            {
                return Errno.EAGAIN;
            }

            RecordThere condition = new(cursor.Next);
            Errno error = KernelLog.Readers.WaitUntil(ref condition);
            if (error != Errno.None)
            {
                return error;
            }
        }
    }

    // "priority,sequence,microseconds,-;text\n"
    private static int Format(long sequence, Span<byte> line)
    {
        Span<byte> text = stackalloc byte[LongestText];
        if (!KernelLog.TryRead(sequence, text, out LogRecord record))
        {
            return 0;
        }

        int at = AsciiText.WriteDecimal(line, (ulong)record.Priority);
        line[at++] = (byte)',';
        at += AsciiText.WriteDecimal(line[at..], (ulong)record.Sequence);
        line[at++] = (byte)',';
        at += AsciiText.WriteDecimal(line[at..], (ulong)record.Time / 1000);
        at = PathText.Append(line, at, ",-;");
        ReadOnlySpan<byte> shown = ((ReadOnlySpan<byte>)text)[..Math.Min(record.Length, text.Length)].TrimEnd((byte)'\n');
        shown.CopyTo(line[at..]);
        at += shown.Length;
        line[at++] = (byte)'\n';
        return at;
    }

    /// <inheritdoc/>
    public override Result<long> Write(DeviceFile file, ref UserBuffer source, ref long position)
    {
        const int userFacility = 1 << 3;
        Span<byte> text = stackalloc byte[LongestText];
        long length = source.Remaining;
        if (length > LongestText)
        {
            return Errno.EINVAL;
        }

        int copied = source.CopyIn(text);
        if (source.Faulted)
        {
            return Errno.EFAULT;
        }

        ReadOnlySpan<byte> message = text[..copied].TrimEnd((byte)'\n');
        int priority = userFacility | (int)LogLevel.Warning;
        TakePriority(ref message, ref priority);
        KernelLog.Write(priority, message);
        return length;
    }

    // An optional "<N>" in front.
    private static void TakePriority(ref ReadOnlySpan<byte> message, ref int priority)
    {
        int end = message.IndexOf((byte)'>');
        if (message.Length < 3 || message[0] != (byte)'<' || end is < 2 or > 4)
        {
            return;
        }

        int value = 0;
        foreach (byte digit in message[1..end])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return;
            }

            value = value * 10 + (digit - '0');
        }

        priority = value < 8 ? value | 8 : value;
        message = message[(end + 1)..];
    }

    /// <inheritdoc/>
    public override PollEvents GetReadiness(DeviceFile file) =>
        PollEvents.Writable | (((Cursor)file.State!).Next < KernelLog.NextSequence ? PollEvents.Readable : PollEvents.None);

    private readonly struct RecordThere(long sequence) : IWaitCondition
    {
        public bool IsMet() => sequence < KernelLog.NextSequence;
    }
}
