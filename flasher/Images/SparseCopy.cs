// Copies bytes onto a disk and writes only what differs: holes stay holes in a new file, and a card that was half written goes on where it was.
using System;
using System.IO;
using System.IO.Hashing;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Images;

/// <summary>Copies and compares regions of disks.</summary>
internal static class SparseCopy
{
    private const int BlockBytes = 256 << 10;

    /// <summary>Copies <paramref name="length"/> bytes; a block that is there already is not written.</summary>
    /// <param name="source">What to copy.</param>
    /// <param name="from">Where in it.</param>
    /// <param name="target">The disk; must be readable too.</param>
    /// <param name="offset">Where on the disk.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="what">For progress, or null for none.</param>
    /// <param name="progress">Hears of each block.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <returns>How many bytes were written.</returns>
    public static long Copy(
        Stream source, long from, Stream target, long offset, long length, string? what, IFlashProgress progress, CancellationToken cancel)
    {
        byte[] wanted = new byte[BlockBytes];
        byte[] there = new byte[BlockBytes];
        long written = 0;
        source.Position = from;
        for (long done = 0; done < length;)
        {
            cancel.ThrowIfCancellationRequested();
            int count = (int)Math.Min(BlockBytes, length - done);
            source.ReadExactly(wanted, 0, count);
            target.Position = offset + done;
            // A new file may end before here: what is not there is not equal.
            int have = target.ReadAtLeast(there.AsSpan(0, count), count, throwOnEndOfStream: false);
            if (have != count || !wanted.AsSpan(0, count).SequenceEqual(there.AsSpan(0, count)))
            {
                target.Position = offset + done;
                target.Write(wanted, 0, count);
                written += count;
            }

            done += count;
            if (what is not null)
            {
                progress.Report(new BytesMoved(what, done, length));
            }
        }

        return written;
    }

    /// <summary>Reads both sides again and compares them.</summary>
    /// <returns>The CRC-32 of the bytes that are on the disk.</returns>
    /// <exception cref="FlashException">They differ: <see cref="FlashError.ReadBackMismatch"/>.</exception>
    public static uint Compare(
        Stream source, long from, Stream target, long offset, long length, string what, IFlashProgress progress, CancellationToken cancel)
    {
        byte[] wanted = new byte[BlockBytes];
        byte[] there = new byte[BlockBytes];
        Crc32 crc = new();
        source.Position = from;
        target.Position = offset;
        for (long done = 0; done < length;)
        {
            cancel.ThrowIfCancellationRequested();
            int count = (int)Math.Min(BlockBytes, length - done);
            source.ReadExactly(wanted, 0, count);
            int have = target.ReadAtLeast(there.AsSpan(0, count), count, throwOnEndOfStream: false);
            int same = wanted.AsSpan(0, count).CommonPrefixLength(there.AsSpan(0, have));
            if (same != count)
            {
                throw new FlashException(
                    FlashError.ReadBackMismatch, have < count
                        ? $"Only {done + have} of {length} bytes can be read back."
                        : $"Byte {done + same} reads back as 0x{there[same]:x2}; 0x{wanted[same]:x2} was written.");
            }

            crc.Append(there.AsSpan(0, count));
            done += count;
            progress.Report(new BytesMoved(what, done, length));
        }

        return crc.GetCurrentHashAsUInt32();
    }
}
