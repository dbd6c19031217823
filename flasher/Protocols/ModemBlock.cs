// One block of XMODEM or YMODEM, and the control bytes. Forsberg, "XMODEM/YMODEM Protocol Reference", 1988.
using System;

namespace Lume.Flasher.Protocols;

/// <summary>
/// Layout: start (SOH: 128 data bytes, STX: 1024), number, 255 - number, data, CRC-16/XMODEM big-endian.
/// </summary>
public static class ModemBlock
{
    /// <summary>Starts a block of 128 bytes.</summary>
    public const byte StartOfHeading = 0x01;

    /// <summary>Starts a block of 1024 bytes.</summary>
    public const byte StartOfText = 0x02;

    /// <summary>All blocks were sent.</summary>
    public const byte EndOfTransmission = 0x04;

    /// <summary>Taken.</summary>
    public const byte Acknowledge = 0x06;

    /// <summary>Send it again.</summary>
    public const byte NegativeAcknowledge = 0x15;

    /// <summary>Give up; two or more in a row.</summary>
    public const byte Cancel = 0x18;

    /// <summary>Asks for a transfer with CRC.</summary>
    public const byte RequestCrc = (byte)'C';

    /// <summary>Fills the last block.</summary>
    public const byte Padding = 0x1A;

    /// <summary>Data bytes of a short block.</summary>
    public const int ShortLength = 128;

    /// <summary>Data bytes of a long block.</summary>
    public const int LongLength = 1024;

    /// <summary>Bytes of a block that are not data.</summary>
    public const int Overhead = 5;

    /// <summary>Makes a block.</summary>
    /// <param name="number">Its number; only the low eight bits travel.</param>
    /// <param name="data">At most <paramref name="length"/> bytes; the rest is filled.</param>
    /// <param name="length"><see cref="ShortLength"/> or <see cref="LongLength"/>.</param>
    /// <param name="fill">What fills it.</param>
    public static byte[] Make(int number, ReadOnlySpan<byte> data, int length, byte fill = Padding)
    {
        byte[] block = new byte[length + Overhead];
        block[0] = length == LongLength ? StartOfText : StartOfHeading;
        block[1] = (byte)number;
        block[2] = (byte)~number;
        Span<byte> body = block.AsSpan(3, length);
        body.Fill(fill);
        data.CopyTo(body);
        ushort crc = Crc16(body);
        block[^2] = (byte)(crc >> 8);
        block[^1] = (byte)crc;
        return block;
    }

    /// <summary>CRC-16/XMODEM: polynomial 0x1021, initial value 0, no reflection.</summary>
    public static ushort Crc16(ReadOnlySpan<byte> data)
    {
        int crc = 0;
        foreach (byte one in data)
        {
            crc ^= one << 8;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
        }

        return (ushort)crc;
    }
}
