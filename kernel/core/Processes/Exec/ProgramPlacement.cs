// Where the parts of a program go: fixed rules plus some randomness. Source: Linux mm/util.c, fs/binfmt_elf.c by behaviour.
using System;
using System.Buffers.Binary;
using Lume.Abi;
using Lume.Kernel.Memory;

namespace Lume.Kernel.Processes.Exec;

/// <summary>Addresses chosen for one program.</summary>
internal readonly struct ProgramPlacement
{
    private const ulong RandomPages = 1UL << 18;
    private const ulong BreakPages = 1UL << 13;
    private const ulong SmallestGap = 128UL << 20;

    /// <summary>Chooses.</summary>
    /// <param name="random">32 bytes.</param>
    /// <param name="stackLimit">RLIMIT_STACK, bytes.</param>
    public ProgramPlacement(ReadOnlySpan<byte> random, ulong stackLimit)
    {
        StackTop = UserLayout.End - Pages(random, RandomPages);
        ulong largestGap = UserLayout.End / 6 * 5;
        ulong room = (RandomPages << PageMath.Shift) + UserLayout.StackGuardGap;
        ulong gap = stackLimit >= largestGap - room ? largestGap : Math.Max(stackLimit + room, SmallestGap);
        MapTop = PageMath.RoundDown(UserLayout.End - gap) - Pages(random[8..], RandomPages);
        DynamicBase = UserLayout.DynamicBase + Pages(random[16..], RandomPages);
        BreakDistance = Pages(random[24..], BreakPages);
    }

    /// <summary>One past the stack's first page.</summary>
    public ulong StackTop { get; }

    /// <summary>mmap goes below this.</summary>
    public ulong MapTop { get; }

    /// <summary>Where a position-independent program starts.</summary>
    public ulong DynamicBase { get; }

    /// <summary>Bytes between the program's end and the break.</summary>
    public ulong BreakDistance { get; }

    private static ulong Pages(ReadOnlySpan<byte> random, ulong range) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(random) & (range - 1)) << PageMath.Shift;
}
