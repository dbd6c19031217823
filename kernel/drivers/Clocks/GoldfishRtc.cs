// The real-time clock of QEMU's virt machine. Source: QEMU hw/rtc/goldfish_rtc, Linux Documentation/devicetree google,goldfish-rtc.
using Lume.Abi;
using Lume.Hal;

namespace Lume.Drivers.Clocks;

/// <summary>Nanoseconds since 1970-01-01 UTC in two words; reading the low word latches the high one.</summary>
public static class GoldfishRtc
{
    private const ulong TimeLow = 0;
    private const ulong TimeHigh = 4;
    private const ulong MinimumLength = 8;

    /// <summary>
    /// Sets the wall clock from the machine's. False: there is no such clock, or it shows no time that can be; the wall clock then counts from 1970.
    /// </summary>
    public static bool TryStart(DeviceTree tree)
    {
        if (!tree.TryFindCompatible("google,goldfish-rtc"u8, default, out DeviceNode node) || !node.IsEnabled
            || !node.TryGetRegisters(0, out MemoryRange range) || range.Length < MinimumLength
            || !MmioRegion.TryMap(range.Start, range.Length, out MmioRegion registers))
        {
            return false;
        }

        ulong low = registers.Read32(TimeLow);
        return Kernel.Time.Clock.SetRealtime((long)((ulong)registers.Read32(TimeHigh) << 32 | low)) == Errno.None;
    }
}
