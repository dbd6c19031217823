// A set of up to 64 harts by dense index.

using System.Numerics;

namespace Lume.Hal;

/// <summary>A set of harts, by dense index (not by hardware id).</summary>
public readonly struct HartSet
{
    /// <summary>The most harts that the kernel can use.</summary>
    public const int Capacity = 64;

    /// <summary>One bit for each hart.</summary>
    public readonly ulong Bits;

    /// <summary>Takes a bit mask.</summary>
    public HartSet(ulong bits) => Bits = bits;

    /// <summary>A set of one.</summary>
    public static HartSet Of(int hart) => new(1UL << hart);

    /// <summary>True when no hart is in it.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>How many harts are in it.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The lowest index in it; 64 when empty.</summary>
    public int First => BitOperations.TrailingZeroCount(Bits);

    /// <summary>Membership.</summary>
    public bool Contains(int hart) => (Bits >> hart & 1) != 0;

    /// <summary>The set with one more.</summary>
    public HartSet With(int hart) => new(Bits | 1UL << hart);

    /// <summary>The set with one less.</summary>
    public HartSet Without(int hart) => new(Bits & ~(1UL << hart));

    /// <summary>Harts in both.</summary>
    public HartSet And(HartSet other) => new(Bits & other.Bits);
}
