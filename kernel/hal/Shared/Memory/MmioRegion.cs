// The registers of a device.

namespace Lume.Hal;

/// <summary>A mapped range of device registers. Accesses are volatile, of exactly the width asked for, and ordered among each other and against RAM.</summary>
public readonly unsafe struct MmioRegion
{
    private readonly byte* _base;

    private MmioRegion(byte* start, ulong length)
    {
        _base = start;
        Length = length;
    }

    /// <summary>Bytes that may be accessed.</summary>
    public ulong Length { get; }

    /// <summary>True when nothing is mapped.</summary>
    public bool IsNone => Length == 0;

    /// <summary>Maps device registers for good. False when the window or memory for tables is used up, or the range wraps or is RAM that the kernel uses.</summary>
    public static bool TryMap(PhysicalAddress address, ulong length, out MmioRegion region)
    {
        byte* start = length == 0 || address.Value + length < address.Value ? null : Cpu.MapDevice(address.Value, length);
        region = start == null ? default : new MmioRegion(start, length);
        return start != null;
    }

    /// <summary>A part of the region.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">The part does not lie inside.</exception>
    public MmioRegion Slice(ulong offset, ulong length)
    {
        if (offset > Length || length > Length - offset)
        {
            throw new System.ArgumentOutOfRangeException(nameof(offset));
        }

        return new MmioRegion(_base + offset, length);
    }

    /// <summary>Reads 8 bits at a byte offset.</summary>
    public byte Read8(ulong offset) => Cpu.DeviceRead8(At(offset, 1));

    /// <summary>Reads 16 bits at a byte offset.</summary>
    public ushort Read16(ulong offset) => Cpu.DeviceRead16(At(offset, 2));

    /// <summary>Reads 32 bits at a byte offset.</summary>
    public uint Read32(ulong offset) => Cpu.DeviceRead32(At(offset, 4));

    /// <summary>Reads 64 bits at a byte offset.</summary>
    public ulong Read64(ulong offset) => Cpu.DeviceRead64(At(offset, 8));

    /// <summary>Writes 8 bits at a byte offset.</summary>
    public void Write8(ulong offset, byte value) => Cpu.DeviceWrite8(At(offset, 1), value);

    /// <summary>Writes 16 bits at a byte offset.</summary>
    public void Write16(ulong offset, ushort value) => Cpu.DeviceWrite16(At(offset, 2), value);

    /// <summary>Writes 32 bits at a byte offset.</summary>
    public void Write32(ulong offset, uint value) => Cpu.DeviceWrite32(At(offset, 4), value);

    /// <summary>Writes 64 bits at a byte offset.</summary>
    public void Write64(ulong offset, ulong value) => Cpu.DeviceWrite64(At(offset, 8), value);

    private byte* At(ulong offset, ulong width)
    {
        if (offset > Length || width > Length - offset)
        {
            throw new System.ArgumentOutOfRangeException(nameof(offset));
        }

        return _base + offset;
    }
}
