// Translation on the machine: satp, local fences, kernel stacks and devices in the kernel half.

using System;
using Lume.Hal.RiscV64;

namespace Lume.Hal;

internal static unsafe partial class Cpu
{
    private const ulong Sv39 = 8UL << 60;
    private const int IdentifierShift = 44;
    private const ulong IdentifierMask = 0xffffUL << IdentifierShift;

    public static ulong StackWindow => MemoryLayout.StackWindow;

    public static void CopyKernelHalf(Frame root) => KernelMap.CopyHalf(root);

    public static void WriteTranslation(Frame root, ulong slot) => Machine.WriteCsr(Csr.Satp, Translation(root, slot));

    public static void WriteKernelTranslation() => Machine.WriteCsr(Csr.Satp, Translation(KernelMap.Root, 0));

    public static void SfenceVma(ulong address) => Machine.SfenceVma(address);

    public static void SfenceVmaAsid(ulong slot) => Machine.SfenceVmaAsid(slot);

    public static Frame EarlyFrame(int order) => BootInfo.TakeEarly(order);

    public static void EarlyFree(Frame frame, int order) => BootInfo.GiveEarly(frame, order);

    public static bool TryMapStack(ref ulong low)
    {
        for (ulong at = low; at < low + MemoryLayout.KernelStackSize; at += MemoryLayout.PageSize)
        {
            Frame frame = FrameSource.Allocate(0);
            if (frame.IsNone || !KernelMap.TryMap(at, frame, PageFlags.Read | PageFlags.Write))
            {
                if (!frame.IsNone)
                {
                    FrameSource.Free(frame, 0);
                }

                UnmapPages(low, at);
                return false;
            }
        }

        ForgetKernelRange(low, MemoryLayout.KernelStackSize);
        return true;
    }

    public static void UnmapStack(ulong low) => UnmapPages(low, low + MemoryLayout.KernelStackSize);

    public static byte* MapDevice(ulong address, ulong length)
    {
        ulong start = MemoryLayout.PageDown(address);
        ulong end = MemoryLayout.PageUp(address + length);
        if (end < start || BootInfo.Memory.Overlaps(start, end))
        {
            return null;
        }

        ulong window = KernelMap.TakeDeviceWindow(end - start);
        if (window == 0)
        {
            return null;
        }

        for (ulong at = start; at < end; at += MemoryLayout.PageSize)
        {
            if (!KernelMap.TryMap(window + (at - start), new PhysicalAddress(at).Frame, PageFlags.Read | PageFlags.Write))
            {
                return null;
            }
        }

        ForgetKernelRange(window, end - start);
        return (byte*)(window + (address - start));
    }

    public static bool TryHide(Frame frame)
    {
        if (!KernelMap.TryHide(frame))
        {
            return false;
        }

        ForgetKernelRange(KernelMap.DirectAddress(frame), MemoryLayout.PageSize);
        return true;
    }

    public static void Show(ReadOnlySpan<Frame> frames)
    {
        foreach (Frame frame in frames)
        {
            KernelMap.Show(frame);
        }

        ForgetKernelMap();
    }

    public static void ForgetKernelMap()
    {
        Machine.SfenceVma();
        RemoteSfence(OnlineHarts.Without(CurrentHart->Index), 0, ulong.MaxValue);
    }

    private static ulong Translation(Frame root, ulong slot) => Sv39 | slot << IdentifierShift | root.Number;

    // Two passes: no frame is free while a hart may still reach it.
    private static void UnmapPages(ulong low, ulong end)
    {
        for (ulong at = low; at < end; at += MemoryLayout.PageSize)
        {
            KernelMap.Invalidate(at);
        }

        ForgetKernelRange(low, end - low);
        for (ulong at = low; at < end; at += MemoryLayout.PageSize)
        {
            FrameSource.Free(KernelMap.Remove(at), 0);
        }
    }

    // Also after mapping: a hart may have cached that nothing was there, and a fault on a kernel stack is fatal.
    private static void ForgetKernelRange(ulong start, ulong length)
    {
        for (ulong at = start; at < start + length; at += MemoryLayout.PageSize)
        {
            Machine.SfenceVma(at);
        }

        RemoteSfence(OnlineHarts.Without(CurrentHart->Index), start, length);
    }
}
