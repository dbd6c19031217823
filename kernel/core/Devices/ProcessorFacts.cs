// What the harts are and can do, for user code that asks (riscv_hwprobe). Source: Linux Documentation/arch/riscv/hwprobe.rst.
using System;
using Lume.Hal;

namespace Lume.Kernel.Devices;

/// <summary>Facts about the harts: from the firmware and the device tree.</summary>
public static class ProcessorFacts
{
    /// <summary>Harts that the kernel uses.</summary>
    public static int Count => Hart.Count;

    /// <summary>mvendorid.</summary>
    public static ulong VendorId => Hart.VendorId;

    /// <summary>marchid.</summary>
    public static ulong ArchitectureId => Hart.ArchitectureId;

    /// <summary>mimpid.</summary>
    public static ulong ImplementationId => Hart.ImplementationId;

    /// <summary>Hertz of the time register.</summary>
    public static ulong TimeFrequency => Clock.Frequency;

    /// <summary>What all these harts have of the extensions that user code may use, as bits of RISCV_HWPROBE_KEY_IMA_EXT_0.</summary>
    public static ulong ExtensionsOf(ulong harts)
    {
        ulong common = ulong.MaxValue;
        for (int hart = 0; hart < Hart.Count; hart++)
        {
            if ((harts >> hart & 1) != 0)
            {
                common &= BootInfo.TryFindProcessor(Hart.IdOf(hart), out DeviceNode node) ? ExtensionsOf(node) : 0;
            }
        }

        return common;
    }

    // Only what needs nothing from the kernel: no vectors, no cache blocks, no pointer masking.
    private static ulong ExtensionsOf(DeviceNode node)
    {
        const ulong floats = 1;
        ulong bits = IsaString.HasExtension(node, "f"u8) && IsaString.HasExtension(node, "d"u8) ? floats : 0;
        return bits | Bit(node, "c"u8, 1) | Bit(node, "zba"u8, 3) | Bit(node, "zbb"u8, 4) | Bit(node, "zbs"u8, 5)
            | Bit(node, "zbc"u8, 7) | Bit(node, "zbkb"u8, 8) | Bit(node, "zbkc"u8, 9) | Bit(node, "zbkx"u8, 10)
            | Bit(node, "zknd"u8, 11) | Bit(node, "zkne"u8, 12) | Bit(node, "zknh"u8, 13) | Bit(node, "zksed"u8, 14)
            | Bit(node, "zksh"u8, 15) | Bit(node, "zkt"u8, 16) | Bit(node, "zfh"u8, 27) | Bit(node, "zfhmin"u8, 28)
            | Bit(node, "zihintntl"u8, 29) | Bit(node, "zfa"u8, 32) | Bit(node, "zacas"u8, 34) | Bit(node, "zicond"u8, 35)
            | Bit(node, "zihintpause"u8, 36) | Bit(node, "zimop"u8, 42) | Bit(node, "zca"u8, 43) | Bit(node, "zcb"u8, 44)
            | Bit(node, "zcd"u8, 45) | Bit(node, "zcmop"u8, 47) | Bit(node, "zawrs"u8, 48);
    }

    private static ulong Bit(DeviceNode node, ReadOnlySpan<byte> extension, int bit) =>
        IsaString.HasExtension(node, extension) ? 1UL << bit : 0;
}
