// Output that works at any time: through the firmware, or through a polled UART.

using System;

namespace Lume.Hal;

/// <summary>A console that needs no driver, no lock and no heap.</summary>
public static class EarlyConsole
{
    private const ulong TransmitHolding = 0;
    private const ulong LineStatus = 5;
    private const byte TransmitEmpty = 1 << 5;

    private static MmioRegion s_uart;
    private static int s_shift;

    /// <summary>Replaces the firmware's console by the board's 16550 (registers 2^<paramref name="shift"/> bytes apart), polled, also for panics.</summary>
    public static void UsePolledUart(MmioRegion registers, int shift)
    {
        s_shift = shift;
        s_uart = registers;
    }

    /// <summary>Writes bytes as they are; a newline should be CR LF.</summary>
    public static void Write(ReadOnlySpan<byte> text)
    {
        if (s_uart.IsNone)
        {
            Cpu.FirmwareWrite(text);
            return;
        }

        foreach (byte b in text)
        {
            while ((ReadUart(LineStatus) & TransmitEmpty) == 0)
            {
                Cpu.Pause();
            }

            WriteUart(TransmitHolding, b);
        }
    }

    /// <summary>Writes text; what is not ASCII becomes '?', a newline CR LF.</summary>
    public static void Write(ReadOnlySpan<char> text)
    {
        Span<byte> chunk = stackalloc byte[64];
        int used = 0;
        foreach (char c in text)
        {
            if (used > chunk.Length - 2)
            {
                Write(chunk.Slice(0, used));
                used = 0;
            }

            if (c == '\n')
            {
                chunk[used++] = (byte)'\r';
            }

            chunk[used++] = c < 128 ? (byte)c : (byte)'?';
        }

        Write(chunk.Slice(0, used));
    }

    /// <summary>Writes a number in hexadecimal with 0x and the given digits (1 to 16).</summary>
    public static void WriteHex(ulong value, int digits)
    {
        Span<byte> text = stackalloc byte[18];
        text[0] = (byte)'0';
        text[1] = (byte)'x';
        for (int i = 0; i < digits; i++)
        {
            text[2 + i] = HexDigit((int)(value >> (4 * (digits - 1 - i))) & 15);
        }

        Write(text.Slice(0, 2 + digits));
    }

    /// <summary>Writes a byte as two hexadecimal digits.</summary>
    public static void WriteHexByte(byte value)
    {
        Span<byte> text = stackalloc byte[2];
        text[0] = HexDigit(value >> 4);
        text[1] = HexDigit(value & 15);
        Write(text);
    }

    /// <summary>Writes a number in decimal.</summary>
    public static void WriteDecimal(ulong value)
    {
        Span<byte> text = stackalloc byte[20];
        int at = text.Length;
        do
        {
            text[--at] = (byte)('0' + value % 10);
            value /= 10;
        }
        while (value != 0);
        Write(text.Slice(at));
    }

    // The DesignWare UART wants 32-bit accesses; a 16550 with its registers side by side wants bytes.
    private static byte ReadUart(ulong register)
        => s_shift == 2 ? (byte)s_uart.Read32(register << 2) : s_uart.Read8(register << s_shift);

    private static void WriteUart(ulong register, byte value)
    {
        if (s_shift == 2)
        {
            s_uart.Write32(register << 2, value);
        }
        else
        {
            s_uart.Write8(register << s_shift, value);
        }
    }

    private static byte HexDigit(int nibble) => (byte)(nibble < 10 ? '0' + nibble : 'a' + nibble - 10);

    /// <summary>One byte from the firmware's console, or -1 when there is none: for boards without a serial driver.</summary>
    public static int TryRead() => Cpu.FirmwareRead();
}
