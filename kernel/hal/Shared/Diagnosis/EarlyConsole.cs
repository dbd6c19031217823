// Output that works at any time: through the firmware, or through a polled UART.

using System;

namespace Lume.Hal;

/// <summary>A console that needs no driver, no lock and no heap.</summary>
public static class EarlyConsole
{
    private static PolledUart s_uart;

    /// <summary>Replaces the firmware's console by the board's UART, polled, also for panics.</summary>
    public static void UsePolledUart(in PolledUart uart) => s_uart = uart;

    /// <summary>Writes bytes as they are; a newline should be CR LF.</summary>
    public static void Write(ReadOnlySpan<byte> text)
    {
        if (s_uart.Registers.IsNone)
        {
            Cpu.FirmwareWrite(text);
            return;
        }

        foreach (byte b in text)
        {
            while (!s_uart.CanSend)
            {
                Cpu.Pause();
            }

            s_uart.Send(b);
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

    private static byte HexDigit(int nibble) => (byte)(nibble < 10 ? '0' + nibble : 'a' + nibble - 10);

    /// <summary>One byte from the firmware's console, or -1 when there is none: for boards without a serial driver.</summary>
    public static int TryRead() => Cpu.FirmwareRead();
}
