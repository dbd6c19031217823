// Copies between open files inside the kernel.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Vfs;

/// <summary>Moves bytes from one open file to another through a page.</summary>
public static class FileTransfer
{
    /// <summary>
    /// Copies up to <paramref name="count"/> bytes. Null positions use and move the files' own. What was read but not written stays
    /// unread where the source has positions.
    /// </summary>
    /// <returns>Bytes copied, or the error if that is none.</returns>
    public static Result<long> Copy(OpenFile source, ref long? sourcePosition, OpenFile destination, ref long? destinationPosition, long count)
    {
        if (!FrameAllocator.TryAllocate(out Frame page))
        {
            return Errno.ENOMEM;
        }

        Span<byte> bytes = PageLease.Open(page).Bytes;
        long done = 0;
        Errno error = Errno.None;
        while (done < count && error == Errno.None)
        {
            Span<byte> piece = bytes[..(int)Math.Min(count - done, bytes.Length)];
            Result<long> read = Read(source, sourcePosition, piece);
            if (read.IsError || read.Value == 0)
            {
                error = read.Error;
                break;
            }

            // A terminal or pipe that had less has nothing more now: waiting for it would keep back what the caller could have, and
            // would read past an end of file from the keyboard.
            bool isDrained = !source.IsSeekable && read.Value < piece.Length;
            piece = piece[..(int)read.Value];
            Result<long> written = Write(destination, destinationPosition, piece);
            long moved = written.IsOk ? written.Value : 0;
            error = written.Error;
            done += moved;
            sourcePosition += moved;
            destinationPosition += moved;
            if (sourcePosition is null && source.IsSeekable)
            {
                source.Seek(moved, SeekOrigin.Current);
            }

            if (moved < piece.Length || isDrained)
            {
                break;
            }
        }

        FrameAllocator.Release(page);
        return done != 0 ? done : error == Errno.None ? 0 : error;
    }

    private static Result<long> Read(OpenFile file, long? position, Span<byte> bytes)
    {
        UserBuffer buffer = new(bytes);
        if (position is { } offset)
        {
            return file.ReadAt(ref buffer, offset);
        }

        // A seekable source moves only by what the destination took.
        return file.IsSeekable ? file.ReadAt(ref buffer, file.Position) : file.Read(ref buffer);
    }

    private static Result<long> Write(OpenFile file, long? position, Span<byte> bytes)
    {
        UserBuffer buffer = new(bytes);
        return position is { } offset ? file.WriteAt(ref buffer, offset) : file.Write(ref buffer);
    }
}
