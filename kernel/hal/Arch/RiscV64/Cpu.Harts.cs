// Harts on the machine: finding them in the device tree, starting them, sending them interrupts.

using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Lume.Hal.RiscV64;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    private const ulong UserMayReadTime = 1UL << 1;
    private const int StartAttempts = 4;

    private static HartBlock* s_harts;
    // No initialisers here: this runs before class constructors can.
    private static int s_otherHarts;
    private static long s_online;

    public static int HartCount => s_otherHarts + 1;

    public static HartSet OnlineHarts => new((ulong)Volatile.Read(ref s_online) | 1);

    public static bool HasFloat { get; private set; }

    public static ulong MachineId(int which) => Sbi.MachineId(which);

    public static PageTable? LoadedTable
    {
        // Sound: the slot holds a reference or null, written only here; the collector visits it (VisitExtraStacks).
        get => Unsafe.As<nint, PageTable?>(ref CurrentHart->LoadedTable);
        set => Volatile.Write(ref Unsafe.As<nint, PageTable?>(ref CurrentHart->LoadedTable), value);
    }

    public static MemoryRange KernelImage
    {
        get
        {
            ImageAddresses* image = Native.Image();
            return new MemoryRange(*image->Physical, image->End - image->Start);
        }
    }

    public static HartBlock* HartAt(int index) => s_harts + index;

    public static void InitializeMachine(DeviceTree tree, ref MemoryMap usable)
    {
        ImageAddresses* image = Native.Image();
        s_harts = image->Harts;
        Sbi.Probe();
        FindHarts(tree);
        s_hasStimecmp = HasExtension(tree, "sstc"u8) && Native.ProbeStimecmp() != 0;
        KernelMap.Build(ref usable, new KernelImageLayout
        {
            Physical = *image->Physical,
            Start = image->Start,
            TextEnd = image->TextEnd,
            ReadOnlyEnd = image->ReadOnlyEnd,
            End = image->End,
            Guard = image->BootStack - MemoryLayout.PageSize,
        });
        *image->KernelTranslation = Translation(KernelMap.Root, 0);
        WriteKernelTranslation();
        Machine.SfenceVma();
        ContextList.Add(CurrentContext);
        InitializeHart();
    }

    public static int StartOtherHarts()
    {
        PrepareEmergencyStack(HartAt(0));
        ImageAddresses* image = Native.Image();
        ulong entry = image->SecondaryEntry - image->Start + *image->Physical;
        for (int i = 1; i < HartCount; i++)
        {
            HartBlock* hart = HartAt(i);
            ContextBlock* context = KernelStacks.TryTake();
            if (context == null || !PrepareEmergencyStack(hart))
            {
                break;
            }

            context->Hart = hart;
            context->OnHart = 1;
            hart->Thread = context;
            ContextList.Add(context);
            Machine.Fence();
            // A hart that the firmware sent to the image's start instead has stopped itself there: it is started again.
            for (int attempt = 0; attempt < StartAttempts && !OnlineHarts.Contains(hart->Index); attempt++)
            {
                Sbi.StartHart(hart->HartId, entry, (ulong)context);
                AwaitOnline(hart);
            }
        }

        return OnlineHarts.Count;
    }

    public static void SendIpi(HartSet harts)
    {
        Machine.Fence();
        while (TakeHartIds(ref harts, out ulong mask, out ulong first))
        {
            Sbi.SendIpi(mask, first);
        }
    }

    public static void FenceI() => Machine.FenceI();

    public static void RemoteFenceI(HartSet harts)
    {
        Machine.Fence();
        while (TakeHartIds(ref harts, out ulong mask, out ulong first))
        {
            Sbi.FenceI(mask, first);
        }
    }

    public static void RemoteSfence(HartSet harts, ulong start, ulong length)
    {
        harts = harts.And(OnlineHarts);
        Machine.Fence();
        while (TakeHartIds(ref harts, out ulong mask, out ulong first))
        {
            Sbi.SfenceVma(mask, first, start, length);
        }
    }

    /// <summary>What each hart does once, on itself, before core sees it.</summary>
    public static void InitializeHart()
    {
        HartBlock* hart = CurrentHart;
        ulong satp = Machine.ReadCsr(Csr.Satp);
        Machine.WriteCsr(Csr.Satp, satp | IdentifierMask);
        hart->SetIdentifierBits(System.Numerics.BitOperations.PopCount(Machine.ReadCsr(Csr.Satp) & IdentifierMask));
        Machine.WriteCsr(Csr.Satp, satp);
        Machine.SfenceVma();
        Machine.WriteCsr(Csr.Scounteren, UserMayReadTime);
        SetTimer(ulong.MaxValue);
        SetInterruptSources(InterruptSources.Software | InterruptSources.Timer, true);
        Interlocked.Or(ref s_online, 1L << hart->Index);
    }

    private static void FindHarts(DeviceTree tree)
    {
        ulong bootId = s_harts[0].HartId;
        HasFloat = HasExtension(tree, "d"u8);
        if (!tree.TryFind("/cpus"u8, out DeviceNode cpus))
        {
            return;
        }

        foreach (DeviceNode cpu in cpus.Children)
        {
            if (IsUsableHart(cpu, out ulong id) && id != bootId && HartCount < HartSet.Capacity)
            {
                HartBlock* hart = HartAt(HartCount);
                hart->Index = HartCount;
                hart->LockOwner = HartCount + 1;
                hart->HartId = id;
                hart->State = (int)HartState.Offline;
                s_otherHarts++;
            }
        }
    }

    // A hart without an MMU is a monitor core (JH7110's hart 0).
    private static bool IsUsableHart(DeviceNode cpu, out ulong id)
    {
        id = 0;
        return cpu.TryGetString("device_type"u8, out ReadOnlySpan<byte> type) && type.SequenceEqual("cpu"u8)
            && cpu.IsEnabled
            && cpu.TryGetString("mmu-type"u8, out ReadOnlySpan<byte> mmu) && mmu.StartsWith("riscv,sv"u8) && !mmu.SequenceEqual("riscv,sv32"u8)
            && cpu.TryGetCells("reg"u8, out id);
    }

    // True when every usable hart has the extension.
    private static bool HasExtension(DeviceTree tree, ReadOnlySpan<byte> name)
    {
        if (!tree.TryFind("/cpus"u8, out DeviceNode cpus))
        {
            return false;
        }

        bool any = false;
        foreach (DeviceNode cpu in cpus.Children)
        {
            if (IsUsableHart(cpu, out _))
            {
                if (!IsaString.HasExtension(cpu, name))
                {
                    return false;
                }

                any = true;
            }
        }

        return any;
    }

    private static bool PrepareEmergencyStack(HartBlock* hart)
    {
        ContextBlock* stack = KernelStacks.TryTake();
        if (stack != null)
        {
            hart->EmergencyStackTop = (ulong)stack;
        }

        return stack != null;
    }

    private static void AwaitOnline(HartBlock* hart)
    {
        ulong deadline = Machine.ReadTime() + Clock.Frequency / 2;
        while (!OnlineHarts.Contains(hart->Index) && Machine.ReadTime() < deadline)
        {
            Machine.Pause();
        }
    }

    // Takes harts whose hardware ids fit one SBI mask out of the set.
    private static bool TakeHartIds(ref HartSet harts, out ulong mask, out ulong first)
    {
        mask = 0;
        first = 0;
        if (harts.IsEmpty)
        {
            return false;
        }

        first = HartAt(harts.First)->HartId & ~63UL;
        HartSet rest = harts;
        while (!rest.IsEmpty)
        {
            int index = rest.First;
            rest = rest.Without(index);
            ulong id = HartAt(index)->HartId;
            if (id - first < 64)
            {
                mask |= 1UL << (int)(id - first);
                harts = harts.Without(index);
            }
        }

        return true;
    }
}
