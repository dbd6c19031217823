// An image file: its bytes, what it is by its magic numbers, its checksum.
using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Hashing;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Flashing;

/// <summary>What a file is, by its first bytes.</summary>
public enum ImageKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>A RISC-V kernel that <c>booti</c> starts.</summary>
    RiscVImage,

    /// <summary>An ELF program.</summary>
    Elf,

    /// <summary>Compressed with gzip.</summary>
    Gzip,

    /// <summary>A kernel for another architecture that <c>booti</c> knows.</summary>
    Arm64Image,

    /// <summary>A kernel for x86 (bzImage).</summary>
    X86Kernel,

    /// <summary>A flattened device tree or a FIT (u-boot.itb).</summary>
    DeviceTree,
}

/// <summary>A file to bring to a board.</summary>
public sealed class FlashImage
{
    /// <summary>Longest file that is read: more than any board's memory holds.</summary>
    private const long Longest = 1L << 31;

    private const int HeaderBytes = 64;
    private const int X86MagicAt = 0x202;

    private FlashImage(string name, byte[] bytes)
    {
        Name = name;
        Bytes = bytes;
        Kind = Recognize(bytes);
        Crc32 = System.IO.Hashing.Crc32.HashToUInt32(bytes);
    }

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    /// <summary>All of it.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What it is.</summary>
    public ImageKind Kind { get; }

    /// <summary>CRC-32 (IEEE, as U-Boot's <c>crc32</c>) of all bytes.</summary>
    public uint Crc32 { get; }

    /// <summary>Bytes of memory the kernel wants from its start on (the header's image_size), or the file's length.</summary>
    public ulong MemoryBytes =>
        Kind == ImageKind.RiscVImage ? Math.Max((ulong)Bytes.Length, BinaryPrimitives.ReadUInt64LittleEndian(Bytes.Span[16..])) : (ulong)Bytes.Length;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FlashException">It cannot be read, is empty or far too long.</exception>
    public static FlashImage Load(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length switch
            {
                0 => throw new FlashException(FlashError.ImageWrong, $"{path} is empty."),
                > Longest => throw new FlashException(FlashError.ImageTooBig, $"{path} has {length} bytes; the most is {Longest}."),
                _ => new FlashImage(Path.GetFileName(path), File.ReadAllBytes(path)),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FlashException(FlashError.ImageUnreadable, $"The image cannot be read: {e.Message}", inner: e);
        }
    }

    /// <summary>An image of bytes that are at hand.</summary>
    public static FlashImage FromBytes(string name, byte[] bytes) => new(name, bytes);

    /// <summary>What a file is, from its first bytes.</summary>
    public static ImageKind Recognize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\u007fELF"u8))
        {
            return ImageKind.Elf;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            return ImageKind.Gzip;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xd0, 0x0d, 0xfe, 0xed]))
        {
            return ImageKind.DeviceTree;
        }

        if (bytes.Length < HeaderBytes)
        {
            return ImageKind.Unknown;
        }

        // Linux's Documentation/arch/x86/boot.rst: the boot sector's mark, then "HdrS".
        if (bytes.Length > X86MagicAt + 4 && bytes.Slice(X86MagicAt, 4).SequenceEqual("HdrS"u8))
        {
            return ImageKind.X86Kernel;
        }

        // Linux's Documentation/arch/riscv/boot-image-header.rst: magic2 at 0x38; U-Boot also wants a size.
        ReadOnlySpan<byte> magic = bytes.Slice(0x38, 4);
        return magic.SequenceEqual("RSC\x05"u8) && BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]) != 0 ? ImageKind.RiscVImage
            : magic.SequenceEqual("ARM\x64"u8) ? ImageKind.Arm64Image
            : ImageKind.Unknown;
    }

    /// <summary>Refuses what <c>booti</c> on RISC-V would refuse, with the remedy for each mistake.</summary>
    /// <exception cref="FlashException">It is no RISC-V Image.</exception>
    public void RequireBootable()
    {
        (string What, string Remedy)? wrong = Kind switch
        {
            ImageKind.RiscVImage => PeSections.End(Bytes.Span) is { } end && end > Bytes.Length
                ? ($"cut off: its sections need {end} bytes, the file has {Bytes.Length}", "Copy or download it again.")
                : null,
            ImageKind.Elf => ("an ELF file", "Give the flat Image beside it; for others: riscv64-linux-gnu-objcopy -O binary FILE Image."),
            ImageKind.Gzip => ("compressed with gzip", $"Unpack it first: gunzip -k {Name}"),
            ImageKind.Arm64Image => ("a kernel for ARM64", "Build or download the one for riscv64."),
            ImageKind.X86Kernel => ("a kernel for x86", "Build or download the one for riscv64."),
            ImageKind.DeviceTree => ("a device tree or FIT", "It is no kernel. u-boot.itb goes to the SPI flash: --to spi --offset 0x100000."),
            _ => ("not a RISC-V kernel Image (no 'RSC\\x05' at byte 0x38)", Remedies.For(FlashError.ImageWrong)),
        };
        if (wrong is { } mistake)
        {
            throw new FlashException(FlashError.ImageWrong, $"{Name} is {mistake.What}.", mistake.Remedy);
        }
    }
}
