// TFTP's packets (RFC 1350) and options (RFC 2347 to 2349), read from bytes that anybody may have sent.
//
//   read request  0 1 | name 0 | "octet" 0 | (option 0 | value 0)*        data   0 3 | block | 0 to blksize bytes
//   acknowledge   0 4 | block                                            error  0 5 | code | message 0
//   option acknowledge  0 6 | (option 0 | value 0)*
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Lume.Flasher.Servers;

/// <summary>The kinds of packets.</summary>
internal enum TftpOpcode : ushort
{
    /// <summary>A file is asked for.</summary>
    ReadRequest = 1,

    /// <summary>A file is offered.</summary>
    WriteRequest = 2,

    /// <summary>A block of a file.</summary>
    Data = 3,

    /// <summary>A block has come.</summary>
    Acknowledge = 4,

    /// <summary>The end.</summary>
    Error = 5,

    /// <summary>Options that are granted.</summary>
    OptionAcknowledge = 6,
}

/// <summary>RFC 1350's error codes, and RFC 2347's.</summary>
internal enum TftpErrorCode : ushort
{
    /// <summary>See the message.</summary>
    Other = 0,

    /// <summary>No such file.</summary>
    FileNotFound = 1,

    /// <summary>Not allowed.</summary>
    AccessViolation = 2,

    /// <summary>No room.</summary>
    DiskFull = 3,

    /// <summary>Not a packet of this protocol.</summary>
    IllegalOperation = 4,

    /// <summary>A packet of another transfer.</summary>
    UnknownTransfer = 5,
}

/// <summary>A read request with the options that are understood.</summary>
/// <param name="Name">The file, as asked for.</param>
/// <param name="BlockBytes">blksize, or null (512).</param>
/// <param name="Seconds">timeout, or null.</param>
/// <param name="WantsSize">tsize was asked for.</param>
internal sealed record TftpReadRequest(string Name, int? BlockBytes, int? Seconds, bool WantsSize)
{
    /// <summary>True when an option has to be acknowledged before data flows.</summary>
    public bool HasOptions => BlockBytes is not null || Seconds is not null || WantsSize;
}

/// <summary>Reads and makes packets.</summary>
internal static class TftpPacket
{
    /// <summary>Block size without the option.</summary>
    public const int StandardBlockBytes = 512;

    /// <summary>Largest block that is granted: one that fits into an Ethernet frame.</summary>
    public const int LargestBlockBytes = 1468;

    private const int LongestRequest = 512; // RFC 2347: a request is at most 512 octets
    private const int LeastBlockBytes = 8;

    /// <summary>The kind of a packet, or null when it is too short to have one.</summary>
    public static TftpOpcode? Opcode(ReadOnlySpan<byte> packet) =>
        packet.Length >= 2 ? (TftpOpcode)BinaryPrimitives.ReadUInt16BigEndian(packet) : null;

    /// <summary>The block number of an acknowledgement, or null when it is none.</summary>
    public static ushort? AcknowledgedBlock(ReadOnlySpan<byte> packet) =>
        packet.Length == 4 && Opcode(packet) == TftpOpcode.Acknowledge ? BinaryPrimitives.ReadUInt16BigEndian(packet[2..]) : null;

    /// <summary>Reads a read request; null when it is malformed or asks for another mode than octet.</summary>
    public static TftpReadRequest? ParseRead(ReadOnlySpan<byte> packet)
    {
        if (packet.Length is < 4 or > LongestRequest || Opcode(packet) != TftpOpcode.ReadRequest || packet[^1] != 0)
        {
            return null;
        }

        string[] words = Encoding.Latin1.GetString(packet[2..^1]).Split('\0');
        if (words.Length < 2 || words[0].Length == 0 || !words[1].Equals("octet", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        TftpReadRequest request = new(words[0], null, null, false);
        for (int i = 2; i + 1 < words.Length; i += 2)
        {
            bool isNumber = int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value);
            request = words[i].ToLowerInvariant() switch
            {
                "blksize" when isNumber && value >= LeastBlockBytes => request with { BlockBytes = Math.Min(value, LargestBlockBytes) },
                "timeout" when isNumber && value is >= 1 and <= 255 => request with { Seconds = value },
                "tsize" => request with { WantsSize = true },
                _ => request, // RFC 2347: what is not understood is left out of the answer
            };
        }

        return request;
    }

    /// <summary>The answer to a request with options.</summary>
    public static byte[] OptionAcknowledge(TftpReadRequest request, long fileBytes)
    {
        List<byte> packet = [0, (byte)TftpOpcode.OptionAcknowledge];
        Add(packet, "blksize", request.BlockBytes);
        Add(packet, "timeout", request.Seconds);
        Add(packet, "tsize", request.WantsSize ? fileBytes : null);
        return [.. packet];
    }

    /// <summary>A block of a file.</summary>
    public static byte[] Data(long block, ReadOnlySpan<byte> bytes)
    {
        byte[] packet = new byte[4 + bytes.Length];
        packet[1] = (byte)TftpOpcode.Data;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)block);
        bytes.CopyTo(packet.AsSpan(4));
        return packet;
    }

    /// <summary>An error.</summary>
    public static byte[] Error(TftpErrorCode code, string message) =>
        [0, (byte)TftpOpcode.Error, 0, (byte)code, .. Encoding.ASCII.GetBytes(message), 0];

    private static void Add(List<byte> packet, string option, long? value)
    {
        if (value is { } number)
        {
            packet.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{option}\0{number}\0")));
        }
    }
}
