// SiFive's UART (SiFive FU540-C000 manual, chapter 13): the HiFive Unleashed and QEMU's sifive_u.
using System;
using Lume.Hal;

namespace Lume.Drivers.Serial;

/// <summary>A SiFive UART; it keeps the speed that the firmware set.</summary>
public sealed class SifiveUart : Uart
{
    private const ulong TransmitData = 0x00, ReceiveData = 0x04, TransmitControl = 0x08, ReceiveControl = 0x0C, InterruptEnable = 0x10, Length = 0x1C;
    private const uint Full = 1u << 31, Empty = 1u << 31;
    private const uint Enable = 1, WatermarkOfOne = 1 << 16;
    private const uint TransmitWatermark = 1, ReceiveWatermark = 2;

    private readonly MmioRegion _registers;

    private SifiveUart(MmioRegion registers) => _registers = registers;

    /// <summary>Makes a driver for a device tree node. Null: the node cannot be used.</summary>
    public static SifiveUart? TryProbe(DeviceNode node) =>
        node.IsCompatible("sifive,uart0"u8) && node.IsEnabled && node.TryGetRegisters(0, out MemoryRange range) && range.Length >= Length
        && MmioRegion.TryMap(range.Start, range.Length, out MmioRegion registers)
            ? new SifiveUart(registers)
            : null;

    /// <inheritdoc/>
    protected override PolledUart Polled => new(_registers, TransmitData, TransmitData, Full, ReadyWhenSet: false, IsWide: true);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        _registers.Write32(InterruptEnable, 0);
        // Interrupts: less than one byte waits to be sent, more than none was received.
        _registers.Write32(TransmitControl, Enable | WatermarkOfOne);
        _registers.Write32(ReceiveControl, Enable);
    }

    /// <inheritdoc/>
    protected override void SetInterrupts(bool sending) =>
        _registers.Write32(InterruptEnable, ReceiveWatermark | (sending ? TransmitWatermark : 0));

    /// <inheritdoc/>
    protected override int Send(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        while (count < bytes.Length && (_registers.Read32(TransmitData) & Full) == 0)
        {
            _registers.Write32(TransmitData, bytes[count++]);
        }

        return count;
    }

    /// <inheritdoc/>
    protected override bool TryReceive(out byte value)
    {
        uint data = _registers.Read32(ReceiveData);
        value = (byte)data;
        return (data & Empty) == 0;
    }
}
