// The hal's primitives on the machine: current thread and hart, interrupts, fences, clock, firmware console.

using System;
using Lume.Hal.RiscV64;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    public const int CalleeSavedCount = 13;

    private const ulong SoftwarePending = 1UL << 1;

    private static bool s_hasStimecmp;

    public static ContextBlock* CurrentContext => (ContextBlock*)Machine.ReadThreadPointer();

    public static HartBlock* CurrentHart => CurrentContext->Hart;

    public static bool InterruptsEnabled => (Machine.ReadCsr(Csr.Sstatus) & StatusBits.InterruptEnable) != 0;

    public static bool DisableInterrupts()
        => (Machine.ClearCsr(Csr.Sstatus, StatusBits.InterruptEnable) & StatusBits.InterruptEnable) != 0;

    public static void EnableInterrupts() => Machine.SetCsr(Csr.Sstatus, StatusBits.InterruptEnable);

    public static InterruptSources TakePendingInterrupts()
    {
        InterruptSources pending = (InterruptSources)(int)(Machine.ReadCsr(Csr.Sip) & Machine.ReadCsr(Csr.Sie));
        if ((pending & InterruptSources.Software) != 0)
        {
            Machine.ClearCsr(Csr.Sip, SoftwarePending);
            if (Panic.IsUnderWay)
            {
                Halt();
            }
        }

        return pending;
    }

    public static void SetInterruptSources(InterruptSources sources, bool enabled)
    {
        if (enabled)
        {
            Machine.SetCsr(Csr.Sie, (ulong)sources);
        }
        else
        {
            Machine.ClearCsr(Csr.Sie, (ulong)sources);
        }
    }

    public static void Pause() => Machine.Pause();

    public static void WaitForInterrupt() => Machine.Wfi();

    public static void SpillCalleeSaved(ulong* registers) => Native.Spill(registers);

    public static ulong StackPointer(ulong* registers) => registers[CalleeSavedCount - 1];

    // Every stack of the machine belongs to a context; harts hold references of their own.
    public static void VisitExtraStacks<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IStackVisitor, allows ref struct
    {
        for (int i = 0; i < HartCount; i++)
        {
            visitor.VisitSlot((nuint)(&HartAt(i)->LoadedTable));
        }
    }

    public static byte* DirectMapPointer(ulong physical) => (byte*)(MemoryLayout.DirectMap + physical);

    public static ulong DirectMapAddress(void* pointer) => (ulong)pointer - MemoryLayout.DirectMap;

    public static ulong ReadTime() => Machine.ReadTime();

    public static void SetTimer(ulong ticks)
    {
        if (s_hasStimecmp)
        {
            Machine.WriteCsr(Csr.Stimecmp, ticks);
        }
        else
        {
            Sbi.SetTimer(ticks);
        }
    }

    public static void FirmwareWrite(ReadOnlySpan<byte> text) => Sbi.Write(text);

    public static int FirmwareRead() => Sbi.Read();

    public static void Reset(bool restart) => Sbi.Reset(restart);

    public static void Halt()
    {
        DisableInterrupts();
        Machine.WriteCsr(Csr.Sie, 0);
        while (true)
        {
            Machine.Wfi();
        }
    }
}
