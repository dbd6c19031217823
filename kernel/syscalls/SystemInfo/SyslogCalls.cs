// syslog(2): the kernel's log by system call.
using System;
using Lume.Abi;
using Lume.Kernel.Logging;
using Lume.Kernel.Memory;
using Lume.Kernel.Scheduling;

namespace Lume.Syscalls.SystemInfo;

/// <summary>The actions of syslog(2). Reading consumes through one shared cursor, as in Linux.</summary>
internal static class SyslogCalls
{
    private static long s_cursor;
    private static long s_cleared;

    public static SyscallResult Invoke(Thread thread, int action, UserSpan buffer, int length)
    {
        // 3 and 10 are free for all (dmesg_restrict is off).
        if (action is not (3 or 10) && !thread.Credentials.Has(Capability.Syslog))
        {
            return Errno.EPERM;
        }

        switch (action)
        {
            case 0:
            case 1:
                return 0;
            case 2:
                return length < 0 || buffer.IsNull ? Errno.EINVAL : Read(buffer, length);
            case 3:
            case 4:
                return length < 0 || buffer.IsNull ? Errno.EINVAL : ReadAll(buffer, length, clear: action == 4);
            case 5:
                s_cleared = KernelLog.NextSequence;
                return 0;
            case 6:
                KernelLog.ConsoleLevel = 1;
                return 0;
            case 7:
                KernelLog.ConsoleLevel = 7;
                return 0;
            case 8:
                if (length is < 1 or > 8)
                {
                    return Errno.EINVAL;
                }

                KernelLog.ConsoleLevel = length;
                return 0;
            case 9:
                return CountUnread();
            case 10:
                return KernelLog.Capacity;
            default:
                return Errno.EINVAL;
        }
    }

    private static SyscallResult Read(UserSpan buffer, int length)
    {
        UnreadCondition unread = default;
        Errno error = KernelLog.Readers.WaitUntil(ref unread);
        return error != Errno.None ? error : Copy(buffer, length, ref s_cursor);
    }

    // The last records that fit.
    private static SyscallResult ReadAll(UserSpan buffer, int length, bool clear)
    {
        long end = KernelLog.NextSequence;
        long start = Math.Max(s_cleared, KernelLog.OldestSequence);
        long size = 0;
        Span<byte> line = stackalloc byte[KernelLog.MaximumText + 64];
        for (long at = end - 1; at >= start; at--)
        {
            if (!LogText.TryFormat(at, line, out int bytes, out _) || size + bytes > length)
            {
                start = at + 1;
                break;
            }

            size += bytes;
        }

        SyscallResult result = Copy(buffer, length, ref start);
        if (clear)
        {
            s_cleared = end;
        }

        return result;
    }

    private static SyscallResult Copy(UserSpan buffer, int length, ref long cursor)
    {
        Span<byte> line = stackalloc byte[KernelLog.MaximumText + 64];
        int done = 0;
        while (LogText.TryFormat(cursor, line, out int bytes, out long sequence) && done + bytes <= length)
        {
            if (new UserSpan(buffer.Address + (ulong)done, (ulong)bytes).Write(line.Slice(0, bytes)) != Errno.None)
            {
                return Errno.EFAULT;
            }

            done += bytes;
            cursor = sequence + 1;
        }

        return done;
    }

    private static SyscallResult CountUnread()
    {
        Span<byte> line = stackalloc byte[KernelLog.MaximumText + 64];
        int size = 0;
        long at = s_cursor;
        while (LogText.TryFormat(at, line, out int bytes, out long sequence))
        {
            size += bytes;
            at = sequence + 1;
        }

        return size;
    }

    private readonly struct UnreadCondition : IWaitCondition
    {
        public bool IsMet() => KernelLog.NextSequence > s_cursor;
    }
}
