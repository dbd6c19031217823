// The registers of interrupted code, as the trap entry saves them.

using System;
using System.Runtime.InteropServices;

namespace Lume.Hal;

/// <summary>
/// The registers of the interrupted code. The first 32 words are Linux's <c>user_regs_struct</c> (pc, then x1 to x31), so that signal frames
/// and ptrace copy them as they are. Offsets: Arch/RiscV64/Layout.inc.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct TrapFrame
{
    private const ulong InterruptBit = 1UL << 63;

    /// <summary>Bytes of the frame.</summary>
    public const int Size = 288;

    /// <summary>Words of <see cref="UserRegisters"/>.</summary>
    public const int UserRegisterCount = 32;

#pragma warning disable CS1591 // the ABI names of the registers say all there is to say
    public ulong Pc;
    public ulong Ra;
    public ulong Sp;
    public ulong Gp;
    public ulong Tp;
    public ulong T0;
    public ulong T1;
    public ulong T2;
    public ulong S0;
    public ulong S1;
    public ulong A0;
    public ulong A1;
    public ulong A2;
    public ulong A3;
    public ulong A4;
    public ulong A5;
    public ulong A6;
    public ulong A7;
    public ulong S2;
    public ulong S3;
    public ulong S4;
    public ulong S5;
    public ulong S6;
    public ulong S7;
    public ulong S8;
    public ulong S9;
    public ulong S10;
    public ulong S11;
    public ulong T3;
    public ulong T4;
    public ulong T5;
    public ulong T6;
#pragma warning restore CS1591

    /// <summary>sstatus of the interrupted code. Only the hal writes it.</summary>
    internal ulong Status;

    internal ulong CauseBits;

    /// <summary>stval: the faulting address, or the instruction for an illegal one.</summary>
    public ulong Value;

    /// <summary>A0 as it was at entry; a restarted system call gets it back.</summary>
    public ulong OriginalA0;

    /// <summary>Why the trap was taken.</summary>
    public readonly TrapCause Cause => (TrapCause)(CauseBits & ~InterruptBit);

    /// <summary>True when a device, the timer or another hart interrupted; <see cref="Cause"/> then has no meaning, see <see cref="Interrupts.TakePending"/>.</summary>
    public readonly bool IsInterrupt => (long)CauseBits < 0;

    /// <summary>True when user code was interrupted.</summary>
    public readonly bool FromUser => (Status & StatusBits.PreviousSupervisor) == 0;

    /// <summary>pc and x1 to x31, for signal frames and ptrace.</summary>
    public Span<ulong> UserRegisters => MemoryMarshal.CreateSpan(ref Pc, UserRegisterCount);

    /// <summary>Makes this the frame of a program about to start: registers zero, user mode, interrupts on, floating point off until first used.</summary>
    public void Start(ulong pc, ulong sp)
    {
        this = default;
        Pc = pc;
        Sp = sp;
        Status = StatusBits.UserStart;
    }

    /// <summary>Makes this a copy of another thread's frame (fork, clone), user mode for certain.</summary>
    public void CopyFrom(ref TrapFrame parent)
    {
        this = parent;
        Status = (parent.Status & StatusBits.FloatMask) | StatusBits.UserStart;
    }
}

/// <summary>Exceptions (RISC-V Privileged, table of scause values).</summary>
public enum TrapCause : ulong
{
    /// <summary>Jump to an address that is not 2-byte aligned.</summary>
    InstructionMisaligned = 0,

    /// <summary>No such memory to fetch from.</summary>
    InstructionAccess = 1,

    /// <summary>Not an instruction, or not allowed.</summary>
    IllegalInstruction = 2,

    /// <summary>ebreak.</summary>
    Breakpoint = 3,

    /// <summary>Misaligned load that the hart does not do.</summary>
    LoadMisaligned = 4,

    /// <summary>No such memory to load from.</summary>
    LoadAccess = 5,

    /// <summary>Misaligned store that the hart does not do.</summary>
    StoreMisaligned = 6,

    /// <summary>No such memory to store to.</summary>
    StoreAccess = 7,

    /// <summary>ecall from user mode.</summary>
    UserCall = 8,

    /// <summary>Fetch from a page that does not allow it.</summary>
    InstructionPage = 12,

    /// <summary>Load from a page that does not allow it.</summary>
    LoadPage = 13,

    /// <summary>Store to a page that does not allow it.</summary>
    StorePage = 15,
}

internal static class StatusBits
{
    public const ulong InterruptEnable = 1UL << 1;
    public const ulong PreviousInterruptEnable = 1UL << 5;
    public const ulong PreviousSupervisor = 1UL << 8;
    public const ulong FloatMask = 3UL << 13;
    public const ulong FloatInitial = 1UL << 13;
    public const ulong FloatClean = 2UL << 13;
    public const ulong FloatDirty = 3UL << 13;
    public const ulong UserMemory = 1UL << 18;

    // Its rights on user memory are the kernel's own at the next trap; a checked kernel's trap entry takes them.
    public const ulong UserStart = PreviousInterruptEnable | UserMemory;
}
