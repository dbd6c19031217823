// Addresses and frame numbers as types, so that a physical one is never taken for a virtual one.

using System;

namespace Lume.Hal;

/// <summary>An address as the bus sees it.</summary>
public readonly struct PhysicalAddress : IEquatable<PhysicalAddress>
{
    /// <summary>The address in bytes.</summary>
    public readonly ulong Value;

    /// <summary>Wraps a number.</summary>
    public PhysicalAddress(ulong value) => Value = value;

    /// <summary>The frame that holds this address.</summary>
    public Frame Frame => new(Value >> MemoryLayout.PageShift);

    /// <summary>Offset in bytes inside its frame.</summary>
    public int Offset => (int)(Value & (MemoryLayout.PageSize - 1));

    /// <inheritdoc/>
    public bool Equals(PhysicalAddress other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PhysicalAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(Value >> 3) ^ (int)(Value >> 32);

    /// <summary>Equality of addresses.</summary>
    public static bool operator ==(PhysicalAddress left, PhysicalAddress right) => left.Value == right.Value;

    /// <summary>Inequality of addresses.</summary>
    public static bool operator !=(PhysicalAddress left, PhysicalAddress right) => left.Value != right.Value;

    /// <summary>Moves by bytes.</summary>
    public static PhysicalAddress operator +(PhysicalAddress address, ulong bytes) => new(address.Value + bytes);
}

/// <summary>An address as the program sees it.</summary>
public readonly struct VirtualAddress : IEquatable<VirtualAddress>
{
    /// <summary>The address in bytes.</summary>
    public readonly ulong Value;

    /// <summary>Wraps a number.</summary>
    public VirtualAddress(ulong value) => Value = value;

    /// <summary>True in the lower, user half.</summary>
    public bool IsUser => Value < MemoryLayout.UserEnd;

    /// <summary>The start of its page.</summary>
    public VirtualAddress Page => new(MemoryLayout.PageDown(Value));

    /// <summary>The index into the table of a level (2 is the root) (RISC-V Privileged 4.4.1).</summary>
    public int Index(int level) => (int)(Value >> (MemoryLayout.PageShift + 9 * level)) & 511;

    /// <inheritdoc/>
    public bool Equals(VirtualAddress other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is VirtualAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(Value >> 3) ^ (int)(Value >> 32);

    /// <summary>Equality of addresses.</summary>
    public static bool operator ==(VirtualAddress left, VirtualAddress right) => left.Value == right.Value;

    /// <summary>Inequality of addresses.</summary>
    public static bool operator !=(VirtualAddress left, VirtualAddress right) => left.Value != right.Value;

    /// <summary>Moves by bytes.</summary>
    public static VirtualAddress operator +(VirtualAddress address, ulong bytes) => new(address.Value + bytes);
}

/// <summary>The number of a 4 KiB frame of physical memory. Frame 0 stands for "none": no supported board has RAM there.</summary>
public readonly struct Frame : IEquatable<Frame>
{
    /// <summary>Physical address divided by the page size.</summary>
    public readonly ulong Number;

    /// <summary>Wraps a number.</summary>
    public Frame(ulong number) => Number = number;

    /// <summary>No frame.</summary>
    public static Frame None => default;

    /// <summary>True for <see cref="None"/>.</summary>
    public bool IsNone => Number == 0;

    /// <summary>The address of its first byte.</summary>
    public PhysicalAddress Address => new(Number << MemoryLayout.PageShift);

    /// <inheritdoc/>
    public bool Equals(Frame other) => Number == other.Number;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Frame other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Number;

    /// <summary>Equality of frames.</summary>
    public static bool operator ==(Frame left, Frame right) => left.Number == right.Number;

    /// <summary>Inequality of frames.</summary>
    public static bool operator !=(Frame left, Frame right) => left.Number != right.Number;

    /// <summary>Moves by frames.</summary>
    public static Frame operator +(Frame frame, ulong frames) => new(frame.Number + frames);
}
