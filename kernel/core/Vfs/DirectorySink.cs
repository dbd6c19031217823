// Collects directory entries in the form of getdents64.
using System;
using System.Buffers.Binary;
using Lume.Abi;

namespace Lume.Kernel.Vfs;

/// <summary>
/// A buffer of struct linux_dirent64: inode (8), cursor of the next entry (8), record length (2), type (1), name, NUL, padding to 8.
/// Source: getdents64(2).
/// </summary>
public ref struct DirectorySink
{
    private const int HeaderSize = 19;
    private readonly Span<byte> _buffer;

    /// <summary>Collects into <paramref name="buffer"/>.</summary>
    public DirectorySink(Span<byte> buffer) => _buffer = buffer;

    /// <summary>Bytes collected.</summary>
    public int Length { get; private set; }

    /// <summary>Whether an entry was refused for want of room.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds an entry; false when it does not fit, and then the cursor must stay before it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="inode">st_ino.</param>
    /// <param name="mode">Type bits.</param>
    /// <param name="nextCursor">Where reading goes on after this entry.</param>
    public bool TryAdd(scoped ReadOnlySpan<byte> name, ulong inode, FileMode mode, long nextCursor)
    {
        int size = (HeaderSize + name.Length + 1 + 7) & ~7;
        if (size > _buffer.Length - Length)
        {
            IsFull = true;
            return false;
        }

        Span<byte> record = _buffer.Slice(Length, size);
        BinaryPrimitives.WriteUInt64LittleEndian(record, inode);
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], nextCursor);
        BinaryPrimitives.WriteUInt16LittleEndian(record[16..], (ushort)size);
        record[18] = (byte)((uint)(mode & FileMode.TypeMask) >> 12);
        name.CopyTo(record[HeaderSize..]);
        record[(HeaderSize + name.Length)..].Clear();
        Length += size;
        return true;
    }
}
