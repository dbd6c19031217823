// What a file handle says. Source: open_by_handle_at(2), Linux include/linux/exportfs.h.
using System;
using System.Buffers.Binary;

namespace Lume.Kernel.Vfs;

/// <summary>
/// The content of a struct file_handle. It is what Linux has for tmpfs: generation, and the inode number in two halves; or, for a file
/// system whose handles only identify, the inode number and the generation.
/// </summary>
public readonly record struct FileHandle
{
    /// <summary>handle_bytes and handle_type; then what is opaque to programs.</summary>
    public const int HeaderSize = 8, OpaqueSize = 12, Size = HeaderSize + OpaqueSize;

    // FILEID_INO32_GEN, FILEID_INO64_GEN.
    private const int OpenableType = 1, IdentifyingType = 0x81;

    private readonly uint _generation;

    /// <summary>The handle of a file. May sleep.</summary>
    public FileHandle(Inode inode)
    {
        Number = inode.Number;
        _generation = inode.Super.Handles?.Generation ?? 0;
        Type = inode.Super.Handles is null ? IdentifyingType : OpenableType;
    }

    /// <summary>The inode's number.</summary>
    public ulong Number { get; }

    /// <summary>handle_type; 0 for no handle.</summary>
    public int Type { get; }

    /// <summary>Whether there is one.</summary>
    public bool IsPresent => Type != 0;

    /// <summary>Writes the whole.</summary>
    /// <param name="destination"><see cref="Size"/> bytes.</param>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteInt32LittleEndian(destination, OpaqueSize);
        BinaryPrimitives.WriteInt32LittleEndian(destination[4..], Type);
        Span<byte> opaque = destination[HeaderSize..];
        if (Type == OpenableType)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(opaque, _generation);
            BinaryPrimitives.WriteUInt64LittleEndian(opaque[4..], Number);
        }
        else
        {
            BinaryPrimitives.WriteUInt64LittleEndian(opaque, Number);
            BinaryPrimitives.WriteUInt32LittleEndian(opaque[8..], _generation);
        }
    }
}
