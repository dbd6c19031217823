// Comparison and formatting of ASCII text in byte buffers.
using System;

namespace Lume.Kernel.Vfs;

/// <summary>Text that is known to be ASCII, against bytes.</summary>
public static class AsciiText
{
    /// <summary>Whether the bytes spell <paramref name="text"/>.</summary>
    public static bool Equal(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length != text.Length)
        {
            return false;
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The bytes of <paramref name="text"/>.</summary>
    public static byte[] Bytes(string text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)text[i];
        }

        return bytes;
    }

    /// <summary>Writes the text at the start of <paramref name="destination"/>, which has room.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> destination, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            destination[i] = (byte)text[i];
        }

        return text.Length;
    }

    /// <summary>Writes a decimal number; <paramref name="destination"/> needs 20 bytes.</summary>
    /// <returns>Bytes written.</returns>
    public static int WriteDecimal(Span<byte> destination, ulong value)
    {
        Span<byte> digits = stackalloc byte[20];
        int start = digits.Length;
        do
        {
            digits[--start] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value != 0);
        digits[start..].CopyTo(destination);
        return digits.Length - start;
    }

    /// <summary>Reads a decimal number that fills <paramref name="text"/>.</summary>
    public static bool TryReadDecimal(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 20)
        {
            return false;
        }

        foreach (byte digit in text)
        {
            uint number = (uint)digit - '0';
            if (number > 9 || value > (ulong.MaxValue - number) / 10)
            {
                return false;
            }

            value = (value * 10) + number;
        }

        return true;
    }
}
