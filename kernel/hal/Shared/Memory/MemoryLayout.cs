// Where things lie in the virtual address space (Sv39), for both halves.

namespace Lume.Hal;

/// <summary>Page sizes and the fixed regions of the Sv39 address space (RISC-V Privileged 4.4).</summary>
/// <remarks>
/// <code>
/// 0x0000_0000_0000_0000  user half, 256 GiB
/// 0xffff_ffc0_0000_0000  direct map: physical address 0 on, 2 MiB pages, gigabytes that have RAM
/// 0xffff_fff0_0000_0000  device window, 1 GiB
/// 0xffff_fff8_0000_0000  kernel stacks, 1 GiB: 32 KiB slots whose lower half is never mapped
/// 0xffff_ffff_8000_0000  kernel image
/// </code>
/// </remarks>
public static class MemoryLayout
{
    /// <summary>Log2 of the page size.</summary>
    public const int PageShift = 12;

    /// <summary>Bytes in a page.</summary>
    public const int PageSize = 1 << PageShift;

    /// <summary>Bytes mapped by one entry of the middle level (2 MiB).</summary>
    public const ulong MegaPageSize = 1UL << 21;

    /// <summary>Bytes mapped by one entry of the root (1 GiB).</summary>
    public const ulong GigaPageSize = 1UL << 30;

    /// <summary>First address after the user half.</summary>
    public const ulong UserEnd = 1UL << 38;

    /// <summary>First address of the kernel half.</summary>
    public const ulong KernelStart = 0xffff_ffc0_0000_0000;

    /// <summary>Virtual address of physical address 0.</summary>
    public const ulong DirectMap = KernelStart;

    /// <summary>Physical addresses from here on are outside the direct map (128 GiB).</summary>
    public const ulong DirectMapSize = 128 * GigaPageSize;

    /// <summary>First address of the device window.</summary>
    public const ulong DeviceWindow = 0xffff_fff0_0000_0000;

    /// <summary>Bytes of the device window.</summary>
    public const ulong DeviceWindowSize = GigaPageSize;

    /// <summary>First address of the kernel stacks.</summary>
    public const ulong StackWindow = 0xffff_fff8_0000_0000;

    /// <summary>Bytes of the kernel stack window.</summary>
    public const ulong StackWindowSize = GigaPageSize;

    /// <summary>Virtual address of the kernel image.</summary>
    public const ulong KernelImage = 0xffff_ffff_8000_0000;

    /// <summary>Bytes of one kernel stack; the guard below it has the same size.</summary>
    public const int KernelStackSize = 16 * 1024;

    /// <summary>The number of whole pages that hold this many bytes.</summary>
    public static ulong PagesFor(ulong bytes) => (bytes >> PageShift) + ((bytes & (PageSize - 1)) != 0 ? 1UL : 0UL);

    /// <summary>The start of the page that holds the address.</summary>
    public static ulong PageDown(ulong address) => address & ~(ulong)(PageSize - 1);

    /// <summary>The first page start at or after the address; 0 when that would wrap.</summary>
    public static ulong PageUp(ulong address) => (address + PageSize - 1) & ~(ulong)(PageSize - 1);

    /// <summary>True when [address, address + length) lies in the user half.</summary>
    public static bool IsUserRange(ulong address, ulong length) => length <= UserEnd && address <= UserEnd - length;
}
