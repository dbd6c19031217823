// Reading a program file through its pages, without a file position.
using System;
using Lume.Abi;
using Lume.Hal;
using Lume.Heap;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Reads of a file's pages by the kernel itself.</summary>
internal static class FileBytes
{
    /// <summary>Reads from an offset; fewer bytes than asked at the file's end. EIO, ENOMEM.</summary>
    public static Result<int> Read(MemoryObject pages, ulong offset, Span<byte> destination)
    {
        int done = 0;
        ulong length = pages.Length;
        while (done < destination.Length && offset + (ulong)done < length)
        {
            ulong at = offset + (ulong)done;
            Errno error = pages.GetPage(at >> PageMath.Shift, PageIntent.Read, out Frame frame);
            if (error == Errno.ENXIO)
            {
                // Truncated meanwhile.
                break;
            }

            if (error != Errno.None)
            {
                return error;
            }

            int inPage = (int)(at & PageMath.Mask);
            int count = (int)Math.Min((ulong)Math.Min(destination.Length - done, (int)PageMath.Size - inPage), length - at);
            PageLease.Open(frame).Bytes.Slice(inPage, count).CopyTo(destination[done..]);
            FrameAllocator.Release(frame);
            done += count;
        }

        return done;
    }

    /// <summary>Fills the span. <paramref name="tooShort"/> when the file ends before.</summary>
    public static Errno ReadExactly(MemoryObject pages, ulong offset, Span<byte> destination, Errno tooShort)
    {
        Result<int> read = Read(pages, offset, destination);
        if (read.IsError)
        {
            return read.Error;
        }

        return read.Value == destination.Length ? Errno.None : tooShort;
    }
}
