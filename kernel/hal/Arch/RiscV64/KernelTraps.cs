// What the trap entry calls for traps in the kernel itself.

using System.Runtime;
using Lume.Hal.RiscV64;

namespace Lume.Hal;

internal static unsafe class KernelTraps
{
    // A fault in a user copy: core makes the page present if this hart may sleep, else the copy ends early. Anything else is a bug.
    [RuntimeExport("lume_hal_kernel_fault")]
    private static void Fault(TrapFrame* frame)
    {
        FixupEntry* fixup = Find(frame->Pc);
        if (fixup == null)
        {
            Cpu.Stop(Describe(frame->Cause), frame);
        }

        if (IsUserPageFault(frame))
        {
            if (HartBlock.Current->LockDepth == 0 && Resolve(frame))
            {
                return;
            }
        }
        else if (frame->Cause is not (TrapCause.IllegalInstruction or TrapCause.LoadAccess or TrapCause.StoreAccess
            or TrapCause.LoadMisaligned or TrapCause.StoreMisaligned))
        {
            Cpu.Stop(Describe(frame->Cause), frame);
        }

        frame->Pc = fixup->Handler;
    }

    [RuntimeExport("lume_hal_stack_overflow")]
    private static void StackOverflow(TrapFrame* frame) => Cpu.Stop("kernel stack overflow", frame);

    [RuntimeExport("lume_hal_enter_blocked")]
    private static void EnterBlocked() => SafePoint.Reenter(HartBlock.Current, HartState.User);

    [RuntimeExport("lume_hal_secondary_ready")]
    private static void SecondaryReady() => Cpu.InitializeHart();

    private static FixupEntry* Find(ulong pc)
    {
        ImageAddresses* image = Native.Image();
        for (FixupEntry* entry = image->Fixups; entry < image->FixupsEnd; entry++)
        {
            if (pc >= entry->From && pc < entry->To)
            {
                return entry;
            }
        }

        return null;
    }

    private static bool IsUserPageFault(TrapFrame* frame)
        => frame->Cause is TrapCause.LoadPage or TrapCause.StorePage && frame->Value < MemoryLayout.UserEnd;

    // Interrupts as they were: a system call runs with them on, and resolving may sleep.
    private static bool Resolve(TrapFrame* frame)
    {
        bool enabled = (frame->Status & StatusBits.PreviousInterruptEnable) != 0;
        if (enabled)
        {
            Cpu.EnableInterrupts();
        }

        bool resolved = Native.UserFault(frame->Value, (ulong)frame->Cause) != 0;
        Cpu.DisableInterrupts();
        return resolved;
    }

    private static string Describe(TrapCause cause) => cause switch
    {
        TrapCause.IllegalInstruction => "illegal instruction in the kernel",
        TrapCause.Breakpoint => "breakpoint in the kernel",
        TrapCause.InstructionPage or TrapCause.InstructionAccess => "the kernel jumped to a bad address",
        TrapCause.LoadPage or TrapCause.LoadAccess => "the kernel read a bad address",
        TrapCause.StorePage or TrapCause.StoreAccess => "the kernel wrote a bad address",
        TrapCause.LoadMisaligned or TrapCause.StoreMisaligned => "misaligned access in the kernel",
        _ => "unexpected trap in the kernel",
    };
}
