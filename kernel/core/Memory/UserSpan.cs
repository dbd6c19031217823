// A run of bytes in user memory.
using System;
using Lume.Abi;

namespace Lume.Kernel.Memory;

/// <summary>A run of user bytes: address and length as user mode passed them. Nothing is checked before access.</summary>
public readonly struct UserSpan
{
    /// <summary>Names a run of user bytes.</summary>
    public UserSpan(ulong address, ulong length)
    {
        Address = address;
        Length = length;
    }

    /// <summary>First byte's address.</summary>
    public ulong Address { get; }

    /// <summary>Length in bytes.</summary>
    public ulong Length { get; }

    /// <summary>Whether it begins at the null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>The first <paramref name="length"/> bytes, or all if there are fewer.</summary>
    public UserSpan Take(ulong length) => new(Address, Math.Min(length, Length));

    /// <summary>Reads the first bytes into <paramref name="destination"/>. EFAULT, also when the run is shorter.</summary>
    public Errno Read(Span<byte> destination) =>
        (ulong)destination.Length <= Length && UserAccess.CopyIn(Address, destination) == destination.Length
            ? Errno.None
            : Errno.EFAULT;

    /// <summary>Writes <paramref name="source"/> at the start. EFAULT, also when the run is shorter.</summary>
    public Errno Write(ReadOnlySpan<byte> source) =>
        (ulong)source.Length <= Length && UserAccess.CopyOut(Address, source) == source.Length ? Errno.None : Errno.EFAULT;

    /// <summary>As a buffer to be consumed piece by piece.</summary>
    public UserBuffer ToBuffer() => new(Address, Length);
}
