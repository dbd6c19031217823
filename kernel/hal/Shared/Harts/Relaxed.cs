// Loads and stores of shared words without a fence. The code generator emits them inline (docs/contracts.md).
using System.Runtime.CompilerServices;

namespace Lume.Hal;

/// <summary>
/// Whole words, read and written once each as the program says, and in no order with anything else: a fence costs more than the
/// access. What an object that was read leads to is seen as it was when it was published, for a hart keeps the order of a load and of
/// what takes its address from it (RISC-V Unprivileged ISA, RVWMO, rule 9; ADR 8). For everything else there is <see cref="System.Threading.Volatile"/>.
/// </summary>
public static class Relaxed
{
    /// <summary>A reference, or null. Whoever stored it did so by an ordinary store or a stronger one.</summary>
    [Intrinsic]
    public static T Read<T>(ref readonly T location)
        where T : class? => location;

    /// <summary>A number that says nothing about other memory.</summary>
    [Intrinsic]
    public static int Read(ref readonly int location) => location;

    /// <inheritdoc cref="Read(ref readonly int)"/>
    [Intrinsic]
    public static bool Read(ref readonly bool location) => location;

    /// <inheritdoc cref="Read(ref readonly int)"/>
    [Intrinsic]
    public static uint Read(ref readonly uint location) => location;

    /// <inheritdoc cref="Read(ref readonly int)"/>
    [Intrinsic]
    public static ulong Read(ref readonly ulong location) => location;

    /// <summary>Stores an object that other harts could find before: one that is new needs an ordinary store.</summary>
    [Intrinsic]
    public static void Write<T>(ref T location, T value)
        where T : class? => location = value;
}
