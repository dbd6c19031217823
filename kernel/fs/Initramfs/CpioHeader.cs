// The header of a cpio entry in the "newc" format. Source: Linux Documentation/driver-api/early-userspace/buffer-format.rst.
using System;
using Lume.Abi;

namespace Lume.FileSystems.Initramfs;

/// <summary>The 13 numbers of a header, each eight hexadecimal digits after the magic.</summary>
public readonly struct CpioHeader
{
    /// <summary>Length, bytes.</summary>
    public const int Size = 110;

    private CpioHeader(ReadOnlySpan<uint> fields, bool hasChecksum)
    {
        Inode = fields[0];
        Mode = (FileMode)fields[1];
        UserId = fields[2];
        GroupId = fields[3];
        Links = fields[4];
        ModificationTime = fields[5];
        FileSize = fields[6];
        DeviceMajor = fields[7];
        DeviceMinor = fields[8];
        SpecialMajor = fields[9];
        SpecialMinor = fields[10];
        NameSize = fields[11];
        Checksum = fields[12];
        HasChecksum = hasChecksum;
    }

    /// <summary>Inode number; entries that share it and the device are one file.</summary>
    public uint Inode { get; }

    /// <summary>Type and permissions.</summary>
    public FileMode Mode { get; }

    /// <summary>Owner.</summary>
    public uint UserId { get; }

    /// <summary>Group.</summary>
    public uint GroupId { get; }

    /// <summary>Names that the file has.</summary>
    public uint Links { get; }

    /// <summary>Seconds since 1970 UTC.</summary>
    public uint ModificationTime { get; }

    /// <summary>Bytes of data that follow the name.</summary>
    public uint FileSize { get; }

    /// <summary>Device it was on.</summary>
    public uint DeviceMajor { get; }

    /// <summary>Device it was on.</summary>
    public uint DeviceMinor { get; }

    /// <summary>For device nodes.</summary>
    public uint SpecialMajor { get; }

    /// <summary>For device nodes.</summary>
    public uint SpecialMinor { get; }

    /// <summary>Bytes of the name with its NUL.</summary>
    public uint NameSize { get; }

    /// <summary>Sum of the data's bytes, if <see cref="HasChecksum"/>.</summary>
    public uint Checksum { get; }

    /// <summary>Magic 070702.</summary>
    public bool HasChecksum { get; }

    /// <summary>Parses; false when the magic or a digit is wrong.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out CpioHeader header)
    {
        header = default;
        bool hasChecksum = bytes[5] == (byte)'2';
        if (!bytes[..5].SequenceEqual("07070"u8) || !(hasChecksum || bytes[5] == (byte)'1'))
        {
            return false;
        }

        Span<uint> fields = stackalloc uint[13];
        for (int i = 0; i < fields.Length; i++)
        {
            if (!TryReadHex(bytes.Slice(6 + (i * 8), 8), out fields[i]))
            {
                return false;
            }
        }

        header = new CpioHeader(fields, hasChecksum);
        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out uint value)
    {
        value = 0;
        foreach (byte digit in digits)
        {
            uint number = (uint)digit - '0';
            if (number > 9)
            {
                number = (digit | 0x20u) - 'a' + 10;
                if (number is < 10 or > 15)
                {
                    return false;
                }
            }

            value = (value << 4) | number;
        }

        return true;
    }
}
