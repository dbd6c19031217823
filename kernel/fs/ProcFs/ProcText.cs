// The text of a generated file while it is being written.
using System;
using Lume.Abi;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.ProcFs;

/// <summary>A growing text. ASCII strings, bytes and numbers are appended without intermediate strings.</summary>
public sealed class ProcText
{
    private const int InitialSize = 512;

    private byte[] _bytes = new byte[InitialSize];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public Span<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Appends ASCII text.</summary>
    public ProcText Text(string text)
    {
        Span<byte> room = Room(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            room[i] = (byte)text[i];
        }

        Length += text.Length;
        return this;
    }

    /// <summary>Appends bytes as they are.</summary>
    public ProcText Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
        return this;
    }

    /// <summary>Appends a path with newlines as octal escapes, as maps shows it.</summary>
    public ProcText Path(ReadOnlySpan<byte> bytes)
    {
        foreach (byte next in bytes)
        {
            if (next == (byte)'\n')
            {
                Text("\\012");
            }
            else
            {
                Character((char)next);
            }
        }

        return this;
    }

    /// <summary>Appends bytes with blanks, newlines and backslashes as octal escapes, as /proc/mounts shows paths.</summary>
    public ProcText Escaped(ReadOnlySpan<byte> bytes)
    {
        foreach (byte next in bytes)
        {
            if (next is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\\')
            {
                Character('\\').Character((char)('0' + (next >> 6))).Character((char)('0' + ((next >> 3) & 7)))
                    .Character((char)('0' + (next & 7)));
            }
            else
            {
                Character((char)next);
            }
        }

        return this;
    }

    /// <summary>Appends one byte.</summary>
    public ProcText Character(char next)
    {
        Room(1)[0] = (byte)next;
        Length++;
        return this;
    }

    /// <summary>Appends a decimal number.</summary>
    public ProcText Number(ulong value)
    {
        Length += AsciiText.WriteDecimal(Room(20), value);
        return this;
    }

    /// <summary>Appends a decimal number.</summary>
    public ProcText Number(long value) =>
        value < 0 ? Character('-').Number((ulong)-value) : Number((ulong)value);

    /// <summary>Appends a decimal number, right-aligned in this many columns.</summary>
    public ProcText Padded(ulong value, int width, char filler = ' ')
    {
        Span<byte> digits = stackalloc byte[20];
        int length = AsciiText.WriteDecimal(digits, value);
        for (int i = length; i < width; i++)
        {
            Character(filler);
        }

        return Raw(digits[..length]);
    }

    /// <summary>Appends a hexadecimal number with at least this many digits.</summary>
    public ProcText Hex(ulong value, int digits)
    {
        int shift = 60;
        while (shift > 0 && value >> shift == 0 && shift >= digits * 4)
        {
            shift -= 4;
        }

        for (; shift >= 0; shift -= 4)
        {
            Character("0123456789abcdef"[(int)(value >> shift) & 15]);
        }

        return this;
    }

    /// <summary>Appends a number in hundredths as "12.34".</summary>
    public ProcText Hundredths(ulong value) => Number(value / 100).Character('.').Padded(value % 100, 2, '0');

    /// <summary>Drops what is behind the first <paramref name="length"/> bytes.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Ends the line.</summary>
    public ProcText Line() => Character('\n');

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        return _bytes.AsSpan(Length);
    }
}

/// <summary>Writes the text of a file that belongs to the whole system.</summary>
public delegate void TextWriter(ProcText text);

/// <summary>Takes what was written to a file; the bytes of one write.</summary>
public delegate Errno TextReader(ReadOnlySpan<byte> text);
