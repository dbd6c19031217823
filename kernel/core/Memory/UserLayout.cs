// Where things go in a user address space: Sv39, the lower half. Source: Linux Documentation/arch/riscv/vm-layout.rst.
namespace Lume.Kernel.Memory;

/// <summary>Fixed bounds of user addresses.</summary>
public static class UserLayout
{
    /// <summary>One past the last user byte (Sv39: 256 GiB), Linux's TASK_SIZE.</summary>
    public const ulong End = 1UL << 38;

    /// <summary>No mapping starts below this (vm.mmap_min_addr), so that null pointers fault.</summary>
    public const ulong MinimumAddress = 0x1_0000;

    /// <summary>Where a position-independent program without interpreter request goes before randomisation: two thirds up, as Linux.</summary>
    public const ulong DynamicBase = End / 3 * 2 & ~PageMath.Mask;

    /// <summary>Free space that a stack keeps below itself against other mappings (Linux's stack_guard_gap).</summary>
    public const ulong StackGuardGap = 256 * PageMath.Size;

    /// <summary>The most areas of one address space (vm.max_map_count).</summary>
    public const int MaximumAreas = 65530;

    /// <summary>Whether [<paramref name="address"/>, +<paramref name="length"/>) lies in user space, without wrapping.</summary>
    public static bool IsUserRange(ulong address, ulong length) => address <= End && length <= End - address;
}
