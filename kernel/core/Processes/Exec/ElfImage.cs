// A checked plan of an ELF program: what goes where, relative to a load bias.
// Invariant after TryBuild: every segment lies in user space once biased, ranges do not wrap, file sizes fit memory sizes.
using System;
using Lume.Abi;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

/// <summary>One checked PT_LOAD.</summary>
public readonly struct ElfSegment
{
    internal ElfSegment(in ElfProgramHeader header)
    {
        Address = header.Address;
        Offset = header.Offset;
        FileSize = header.FileSize;
        MemorySize = header.MemorySize;
        Protection = header.Protection;
    }

    /// <summary>First byte, before the bias; need not be page-aligned.</summary>
    public ulong Address { get; }

    /// <summary>Where that byte is in the file; congruent to <see cref="Address"/> modulo the page size if anything comes from the file.</summary>
    public ulong Offset { get; }

    /// <summary>Bytes that come from the file.</summary>
    public ulong FileSize { get; }

    /// <summary>Bytes in memory; the rest is zero.</summary>
    public ulong MemorySize { get; }

    /// <summary>Permissions.</summary>
    public Protection Protection { get; }
}

/// <summary>Everything the loader does with one ELF file, decided and checked before anything is mapped. Pure.</summary>
public sealed class ElfImage
{
    private readonly ElfSegment[] _segments;

    private ElfImage(in ElfHeader header, ElfSegment[] segments)
    {
        Header = header;
        _segments = segments;
    }

    /// <summary>The file's header.</summary>
    public ElfHeader Header { get; }

    /// <summary>The segments in file order.</summary>
    public ReadOnlySpan<ElfSegment> Segments => _segments;

    /// <summary>Lowest page of any segment, before the bias.</summary>
    public ulong Start { get; private set; }

    /// <summary>One past the last byte of any segment, before the bias.</summary>
    public ulong End { get; private set; }

    /// <summary>The greatest power-of-two alignment that a segment asks for, at least a page, at most 1 GiB.</summary>
    public ulong Alignment { get; private set; } = PageMath.Size;

    /// <summary>PT_GNU_STACK asks for an executable stack.</summary>
    public bool HasExecutableStack { get; private set; }

    /// <summary>Where the interpreter's path is in the file; length 0 when there is none. With its zero byte.</summary>
    public ulong InterpreterOffset { get; private set; }

    /// <summary>Bytes of the interpreter's path with its zero; 2 to 4096, or 0.</summary>
    public int InterpreterLength { get; private set; }

    /// <summary>Where the program headers will be in memory, before the bias; 0 when no segment holds them.</summary>
    public ulong ProgramHeadersAddress { get; private set; }

    /// <summary>
    /// Checks program headers and makes the plan. ENOEXEC for a program without segments or with a broken interpreter entry, EINVAL
    /// for segments that cannot be mapped, ENOMEM for ones that do not fit user space.
    /// </summary>
    /// <param name="header">The checked header.</param>
    /// <param name="programHeaders">Exactly <see cref="ElfHeader.ProgramHeaderBytes"/> bytes.</param>
    /// <param name="image">The plan.</param>
    public static Errno TryBuild(in ElfHeader header, ReadOnlySpan<byte> programHeaders, out ElfImage? image)
    {
        image = null;
        int count = 0;
        for (int i = 0; i < header.ProgramHeaderCount; i++)
        {
            count += new ElfProgramHeader(programHeaders[(i * ElfProgramHeader.Size)..]).Type == ElfSegmentType.Load ? 1 : 0;
        }

        if (count == 0)
        {
            return Errno.ENOEXEC;
        }

        ElfImage plan = new(in header, new ElfSegment[count]) { Start = ulong.MaxValue };
        int used = 0;
        for (int i = 0; i < header.ProgramHeaderCount; i++)
        {
            ElfProgramHeader entry = new(programHeaders[(i * ElfProgramHeader.Size)..]);
            Errno error = entry.Type switch
            {
                ElfSegmentType.Load => plan.AddSegment(in entry, used++),
                ElfSegmentType.Interpreter => plan.AddInterpreter(in entry),
                _ => Errno.None,
            };
            if (error != Errno.None)
            {
                return error;
            }

            if (entry.Type == ElfSegmentType.Stack)
            {
                plan.HasExecutableStack = entry.IsExecutable;
            }
        }

        image = plan;
        return Errno.None;
    }

    private Errno AddSegment(in ElfProgramHeader entry, int index)
    {
        if (entry.FileSize > entry.MemorySize || (entry.FileSize != 0 && ((entry.Address ^ entry.Offset) & PageMath.Mask) != 0))
        {
            return Errno.EINVAL;
        }

        // The last page of what is mapped must not wrap either: UserLayout.End is a page boundary.
        if (!UserLayout.IsUserRange(entry.Address, entry.MemorySize)
            || (!Header.IsDynamic && entry.MemorySize != 0 && PageMath.RoundDown(entry.Address) < UserLayout.MinimumAddress))
        {
            return Header.IsDynamic ? Errno.ENOMEM : Errno.EINVAL;
        }

        if (entry.Offset > long.MaxValue - UserLayout.End)
        {
            return Errno.EINVAL;
        }

        _segments[index] = new ElfSegment(in entry);
        Start = Math.Min(Start, PageMath.RoundDown(entry.Address));
        End = Math.Max(End, entry.Address + entry.MemorySize);
        const ulong largestAlignment = 1UL << 30;
        bool isPower = (entry.Alignment & (entry.Alignment - 1)) == 0;
        if (isPower && entry.Alignment > Alignment && entry.Alignment <= largestAlignment)
        {
            Alignment = entry.Alignment;
        }

        ulong headersAt = Header.ProgramHeaderOffset;
        if (headersAt >= entry.Offset && headersAt - entry.Offset < entry.FileSize)
        {
            ProgramHeadersAddress = entry.Address + (headersAt - entry.Offset);
        }

        return Errno.None;
    }

    private Errno AddInterpreter(in ElfProgramHeader entry)
    {
        const ulong longestPath = 4096;
        if (InterpreterLength != 0)
        {
            // Linux takes the first one.
            return Errno.None;
        }

        if (entry.FileSize is < 2 or > longestPath || entry.Offset > long.MaxValue - longestPath)
        {
            return Errno.ENOEXEC;
        }

        InterpreterOffset = entry.Offset;
        InterpreterLength = (int)entry.FileSize;
        return Errno.None;
    }
}
