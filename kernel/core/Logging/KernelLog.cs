// The kernel's log: a ring of records that may be written anywhere, interrupts included, and is read through /dev/kmsg and syslog(2).
// Invariant: records lie one after another in the ring from _oldest to _next; a record is a header of 16 bytes and its text.
using System;
using System.Buffers.Binary;
using System.Threading;
using Lume.Hal;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Logging;

/// <summary>Severity of a record, as in syslog(3).</summary>
public enum LogLevel
{
    /// <summary>KERN_EMERG.</summary>
    Emergency = 0,

    /// <summary>KERN_ALERT.</summary>
    Alert = 1,

    /// <summary>KERN_CRIT.</summary>
    Critical = 2,

    /// <summary>KERN_ERR.</summary>
    Error = 3,

    /// <summary>KERN_WARNING.</summary>
    Warning = 4,

    /// <summary>KERN_NOTICE.</summary>
    Notice = 5,

    /// <summary>KERN_INFO.</summary>
    Information = 6,

    /// <summary>KERN_DEBUG.</summary>
    Debug = 7,
}

/// <summary>What a reader gets besides the text.</summary>
public readonly struct LogRecord
{
    internal LogRecord(long sequence, long time, int priority, int length)
    {
        Sequence = sequence;
        Time = time;
        Priority = priority;
        Length = length;
    }

    /// <summary>Number of the record since boot.</summary>
    public long Sequence { get; }

    /// <summary>Monotonic nanoseconds.</summary>
    public long Time { get; }

    /// <summary>Facility times 8 plus level.</summary>
    public int Priority { get; }

    /// <summary>Bytes of text, which may be more than fitted the reader's buffer.</summary>
    public int Length { get; }
}

/// <summary>The log. Writing allocates nothing and takes only its own lock, the last in the order.</summary>
public static class KernelLog
{
    /// <summary>Bytes of the ring.</summary>
    public const int Capacity = 128 * 1024;

    /// <summary>Longest text of a record; longer ones are cut.</summary>
    public const int MaximumText = 992;

    private const int HeaderSize = 16;

    private static readonly byte[] s_ring = new byte[Capacity];
    private static readonly byte[] s_line = new byte[MaximumText];
    private static SpinLock<LogLock> s_lock;
    private static long s_next;
    private static long s_oldest;
    private static long s_nextSequence;
    private static long s_oldestSequence;
    private static int s_announced = 1;

    private readonly struct LogLock : ILockClass
    {
        public static ReadOnlySpan<byte> Name => "log"u8;

        public static int Rank => LockRank.Console;

        public static bool MasksInterrupts => true;
    }

    /// <summary>Records of a level below this also go to the console (console_loglevel).</summary>
    public static int ConsoleLevel { get; set; } = 7;

    /// <summary>Readers that wait for a record.</summary>
    public static WaitQueue Readers { get; } = new();

    /// <summary>Number of the next record.</summary>
    public static long NextSequence => Volatile.Read(ref s_nextSequence);

    /// <summary>Number of the oldest record that is still there.</summary>
    public static long OldestSequence => Volatile.Read(ref s_oldestSequence);

    /// <summary>Starts a record; <see cref="LogLine.End"/> must follow soon: the log is locked until then.</summary>
    public static LogLine Begin(LogLevel level) => new((int)level, s_lock.EnterManually());

    /// <summary>Writes one record of plain text.</summary>
    public static void Write(LogLevel level, string text) => Begin(level).Text(text).End();

    /// <summary>Writes one record that a program gave (/dev/kmsg).</summary>
    /// <param name="priority">Facility times 8 plus level.</param>
    /// <param name="text">Bytes as they are.</param>
    public static void Write(int priority, ReadOnlySpan<byte> text) => new LogLine(priority, s_lock.EnterManually()).Text(text).End();

    /// <summary>
    /// Copies the record with this number, or the oldest one after it. False when there is none yet.
    /// </summary>
    public static bool TryRead(long sequence, Span<byte> text, out LogRecord record)
    {
        bool interrupts = s_lock.EnterManually();
        bool found = Find(sequence, text, out record);
        s_lock.Exit(interrupts);
        return found;
    }

    /// <summary>Wakes readers if that could not be done when a record was written. From the tick.</summary>
    internal static void Announce()
    {
        if (Volatile.Read(ref s_announced) == 0)
        {
            Volatile.Write(ref s_announced, 1);
            Readers.WakeAll();
        }
    }

    internal static int Append(int length, ReadOnlySpan<byte> text)
    {
        int count = Math.Min(text.Length, MaximumText - length);
        text.Slice(0, count).CopyTo(s_line.AsSpan(length));
        return length + count;
    }

    internal static int Append(int length, ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length && length < MaximumText; i++)
        {
            s_line[length++] = text[i] < 0x80 ? (byte)text[i] : (byte)'?';
        }

        return length;
    }

    internal static void Commit(int priority, int length, bool interrupts)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        int size = HeaderSize + length;
        while (s_next + size - s_oldest > Capacity)
        {
            s_oldest += HeaderSize + LengthAt(s_oldest);
            s_oldestSequence++;
        }

        BinaryPrimitives.WriteInt64LittleEndian(header, Time.Clock.Monotonic);
        BinaryPrimitives.WriteInt32LittleEndian(header.Slice(8), priority);
        BinaryPrimitives.WriteInt32LittleEndian(header.Slice(12), length);
        Copy(header, s_next);
        Copy(s_line.AsSpan(0, length), s_next + HeaderSize);
        s_next += size;
        Volatile.Write(ref s_nextSequence, s_nextSequence + 1);
        Volatile.Write(ref s_announced, 0);
        if ((priority & 7) < ConsoleLevel && priority >> 3 == 0)
        {
            EarlyConsole.Write(s_line.AsSpan(0, length));
            EarlyConsole.Write("\n"u8);
        }

        s_lock.Exit(interrupts);
        if (LockOrder.Depth == 0)
        {
            Announce();
        }
    }

    private static bool Find(long sequence, Span<byte> text, out LogRecord record)
    {
        record = default;
        if (sequence >= s_nextSequence)
        {
            return false;
        }

        long at = s_oldest;
        long number = s_oldestSequence;
        while (number < sequence)
        {
            at += HeaderSize + LengthAt(at);
            number++;
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        CopyOut(at, header);
        int length = BinaryPrimitives.ReadInt32LittleEndian(header.Slice(12));
        record = new LogRecord(
            number, BinaryPrimitives.ReadInt64LittleEndian(header), BinaryPrimitives.ReadInt32LittleEndian(header.Slice(8)), length);
        CopyOut(at + HeaderSize, text.Slice(0, Math.Min(length, text.Length)));
        return true;
    }

    private static int LengthAt(long position)
    {
        Span<byte> word = stackalloc byte[4];
        CopyOut(position + 12, word);
        return BinaryPrimitives.ReadInt32LittleEndian(word);
    }

    private static void Copy(ReadOnlySpan<byte> source, long position)
    {
        int start = (int)(position % Capacity);
        int first = Math.Min(source.Length, Capacity - start);
        source.Slice(0, first).CopyTo(s_ring.AsSpan(start));
        source.Slice(first).CopyTo(s_ring);
    }

    private static void CopyOut(long position, Span<byte> destination)
    {
        int start = (int)(position % Capacity);
        int first = Math.Min(destination.Length, Capacity - start);
        s_ring.AsSpan(start, first).CopyTo(destination);
        s_ring.AsSpan(0, destination.Length - first).CopyTo(destination.Slice(first));
    }
}

/// <summary>A record being written; the log is locked until <see cref="End"/>.</summary>
public ref struct LogLine
{
    private readonly int _priority;
    private readonly bool _interrupts;
    private int _length;

    internal LogLine(int priority, bool interrupts)
    {
        _priority = priority;
        _interrupts = interrupts;
    }

    /// <summary>Adds text; what is not ASCII becomes '?'.</summary>
    public LogLine Text(scoped ReadOnlySpan<char> text)
    {
        _length = KernelLog.Append(_length, text);
        return this;
    }

    /// <summary>Adds text.</summary>
    public LogLine Text(string text) => Text(text.AsSpan());

    /// <summary>Adds bytes.</summary>
    public LogLine Text(scoped ReadOnlySpan<byte> text)
    {
        _length = KernelLog.Append(_length, text);
        return this;
    }

    /// <summary>Adds a decimal number.</summary>
    public LogLine Number(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        int at = digits.Length;
        ulong rest = value < 0 ? (ulong)-value : (ulong)value;
        do
        {
            digits[--at] = (byte)('0' + (rest % 10));
            rest /= 10;
        }
        while (rest != 0);

        if (value < 0)
        {
            digits[--at] = (byte)'-';
        }

        return Text(digits.Slice(at));
    }

    /// <summary>Adds an address as 0x and hexadecimal digits.</summary>
    public LogLine Hex(ulong value)
    {
        Span<byte> digits = stackalloc byte[18];
        int at = digits.Length;
        do
        {
            digits[--at] = "0123456789abcdef"u8[(int)(value & 15)];
            value >>= 4;
        }
        while (value != 0);

        digits[--at] = (byte)'x';
        digits[--at] = (byte)'0';
        return Text(digits.Slice(at));
    }

    /// <summary>Ends and publishes the record.</summary>
    public readonly void End() => KernelLog.Commit(_priority, _length, _interrupts);
}
