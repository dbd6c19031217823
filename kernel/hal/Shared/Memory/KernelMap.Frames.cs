// Single frames of the direct map: out of it while they are a program's secret.

using System.Threading;

namespace Lume.Hal;

// A 2 MiB page becomes a table of 4 KiB pages when the first of its frames is hidden, and stays one.
internal static unsafe partial class KernelMap
{
    /// <summary>Where the direct map shows a frame.</summary>
    public static ulong DirectAddress(Frame frame) => MemoryLayout.DirectMap + frame.Address.Value;

    /// <summary>Takes a frame of RAM out of the direct map. The caller makes the harts forget its page. False when memory for a table is out.</summary>
    public static bool TryHide(Frame frame)
    {
        ulong address = DirectAddress(frame);
        if (Slot(address) == null && !TrySplit(address))
        {
            return false;
        }

        Invalidate(address);
        return true;
    }

    /// <summary>Puts a hidden frame back. The caller makes the harts forget that nothing was there.</summary>
    public static void Show(Frame frame)
    {
        ulong* slot = Slot(DirectAddress(frame));
        Volatile.Write(ref *slot, *slot | (ulong)PageFlags.Valid);
    }

    private static bool TrySplit(ulong address)
    {
        Frame table = FrameSource.Allocate(0);
        if (table.IsNone)
        {
            return false;
        }

        using (SpinLock<HalLock>.Guard guard = s_lock.Enter())
        {
            ulong* slot = Table(new PageTableEntry(Table(s_root)[IndexOf(address, 2)]).Frame) + IndexOf(address, 1);
            PageTableEntry whole = new(*slot);
            if (!whole.IsTable)
            {
                for (int i = 0; i < EntriesPerTable; i++)
                {
                    Table(table)[i] = new PageTableEntry(whole.Frame + (ulong)i, whole.Flags).Bits;
                }

                // A leaf that becomes a table is forgotten by a fence of everything only (RISC-V Privileged 4.2.1), and before anybody
                // relies on fences of single pages: under the lock, which firmware's fences do not need.
                Volatile.Write(ref *slot, PageTableEntry.Table(table).Bits);
                Cpu.ForgetKernelMap();
                return true;
            }
        }

        FrameSource.Free(table, 0);
        return true;
    }
}
