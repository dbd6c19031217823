// A log record as a line of text, as dmesg shows it.
using System;

namespace Lume.Kernel.Logging;

/// <summary>Formats records as "&lt;priority&gt;[seconds.micros] text\n".</summary>
public static class LogText
{
    /// <summary>Formats the record with this number or the oldest after it. False when there is none. The span holds at least the longest text and 64 bytes.</summary>
    public static bool TryFormat(long sequence, Span<byte> line, out int length, out long found)
    {
        Span<byte> text = stackalloc byte[KernelLog.MaximumText];
        length = 0;
        found = sequence;
        if (!KernelLog.TryRead(sequence, text, out LogRecord record))
        {
            return false;
        }

        found = record.Sequence;
        int at = 0;
        line[at++] = (byte)'<';
        at = Decimal(line, at, record.Priority, 1, (byte)'0');
        line[at++] = (byte)'>';
        line[at++] = (byte)'[';
        at = Decimal(line, at, record.Time / 1_000_000_000, 5, (byte)' ');
        line[at++] = (byte)'.';
        at = Decimal(line, at, record.Time / 1000 % 1_000_000, 6, (byte)'0');
        line[at++] = (byte)']';
        line[at++] = (byte)' ';
        text.Slice(0, record.Length).CopyTo(line.Slice(at));
        at += record.Length;
        line[at++] = (byte)'\n';
        length = at;
        return true;
    }

    private static int Decimal(Span<byte> line, int at, long value, int width, byte fill)
    {
        Span<byte> digits = stackalloc byte[20];
        int first = digits.Length;
        do
        {
            digits[--first] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value != 0);

        while (digits.Length - first < width)
        {
            digits[--first] = fill;
        }

        digits.Slice(first).CopyTo(line.Slice(at));
        return at + digits.Length - first;
    }
}
