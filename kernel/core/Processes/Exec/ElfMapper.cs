// Puts a checked ELF image into an address space: file pages lazily, zeroes behind them.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Maps segments.</summary>
internal static class ElfMapper
{
    /// <summary>Maps every segment at its address plus <paramref name="bias"/>. ENOMEM, EIO, and what mmap gives.</summary>
    public static Errno Map(AddressSpace space, IMappedFile file, ElfImage image, ulong bias)
    {
        foreach (ref readonly ElfSegment segment in image.Segments)
        {
            Errno error = MapSegment(space, file, in segment, bias);
            if (error != Errno.None)
            {
                return error;
            }
        }

        return Errno.None;
    }

    private static Errno MapSegment(AddressSpace space, IMappedFile file, in ElfSegment segment, ulong bias)
    {
        if (segment.MemorySize == 0)
        {
            return Errno.None;
        }

        ulong start = segment.Address + bias;
        ulong fileEnd = start + segment.FileSize;
        ulong memoryEnd = start + segment.MemorySize;
        ulong zeroStart = PageMath.RoundDown(start);
        if (segment.FileSize != 0)
        {
            ulong inPage = start & PageMath.Mask;
            Result<ulong> mapped = space.Map(new MapRequest
            {
                Address = start - inPage,
                Length = segment.FileSize + inPage,
                Protection = segment.Protection,
                Flags = MapFlags.Private | MapFlags.Fixed,
                File = file,
                Offset = segment.Offset - inPage,
            });
            if (mapped.IsError)
            {
                return mapped.Error;
            }

            zeroStart = PageMath.RoundUp(fileEnd);
            Errno error = ClearTail(space, in segment, fileEnd, zeroStart);
            if (error != Errno.None)
            {
                return error;
            }
        }

        if (PageMath.RoundUp(memoryEnd) <= zeroStart)
        {
            return Errno.None;
        }

        return space.Map(new MapRequest
        {
            Address = zeroStart,
            Length = memoryEnd - zeroStart,
            Protection = segment.Protection,
            Flags = MapFlags.Private | MapFlags.Fixed | MapFlags.Anonymous,
        }).Error;
    }

    /// <summary>
    /// Zeroes what the last file page holds beyond the segment's file part, to the page's end: the dynamic linker takes its first memory
    /// from there. As in Linux, only writable segments with more memory than file have it done.
    /// </summary>
    private static Errno ClearTail(AddressSpace space, in ElfSegment segment, ulong from, ulong to)
    {
        if (from == to || segment.MemorySize == segment.FileSize || (segment.Protection & Protection.Write) == 0)
        {
            return Errno.None;
        }

        // Beyond the file's end there is no page to clear: a store would raise SIGBUS at run time, here it is a bad program.
        return space.ClearForeign(from, (int)(to - from)) ? Errno.None : Errno.EINVAL;
    }
}
