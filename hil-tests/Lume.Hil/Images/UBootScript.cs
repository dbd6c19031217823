// A U-Boot script in the legacy image format (U-Boot's include/image.h): a 64 byte header, big-endian, with two checksums.
using System;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Lume.Hil.Images;

/// <summary>Makes script images, which U-Boot's <c>source</c> runs.</summary>
public static class UBootScript
{
    private const int HeaderBytes = 64;
    private const uint Magic = 0x2705_1956;

    // Operating system Linux, architecture RISC-V, type script, not compressed.
    private static ReadOnlySpan<byte> Kind => [5, 26, 6, 0];

    /// <summary>An image of a script.</summary>
    /// <param name="commands">Its lines.</param>
    public static byte[] Make(string commands)
    {
        byte[] text = Encoding.ASCII.GetBytes(commands);
        byte[] image = new byte[HeaderBytes + 8 + text.Length];
        Span<byte> header = image.AsSpan(0, HeaderBytes);
        Span<byte> data = image.AsSpan(HeaderBytes);
        // The data is a list of sizes that ends with 0, then the texts.
        BinaryPrimitives.WriteInt32BigEndian(data, text.Length);
        text.CopyTo(data[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(header, Magic);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(header[24..], Crc32.HashToUInt32(data));
        Kind.CopyTo(header[28..]);
        "boot"u8.CopyTo(header[32..]);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], Crc32.HashToUInt32(header));
        return image;
    }
}
