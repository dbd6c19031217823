// Rounding and counting of 4 KiB pages.
namespace Lume.Kernel.Memory;

/// <summary>Arithmetic on page-sized units.</summary>
public static class PageMath
{
    /// <summary>log2 of the page size.</summary>
    public const int Shift = 12;

    /// <summary>The page size in bytes.</summary>
    public const ulong Size = 1UL << Shift;

    /// <summary>The offset bits within a page.</summary>
    public const ulong Mask = Size - 1;

    /// <summary>The start of the page that holds <paramref name="value"/>.</summary>
    public static ulong RoundDown(ulong value) => value & ~Mask;

    /// <summary>The next multiple of the page size; wraps to 0 within a page of 2^64 (callers check).</summary>
    public static ulong RoundUp(ulong value) => (value + Mask) & ~Mask;

    /// <summary>Whether <paramref name="value"/> is a multiple of the page size.</summary>
    public static bool IsAligned(ulong value) => (value & Mask) == 0;

    /// <summary>Pages needed for <paramref name="bytes"/>.</summary>
    public static ulong Count(ulong bytes) => (bytes >> Shift) + ((bytes & Mask) != 0 ? 1UL : 0UL);
}
