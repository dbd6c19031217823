// The 16550 UART and its descendants (PC16550D data sheet; Synopsys DesignWare on the JH7110 has the same registers, spaced).
using System;
using Lume.Hal;

namespace Lume.Drivers.Serial;

/// <summary>A 16550.</summary>
public sealed class Ns16550 : Uart
{
    private const ulong Data = 0, InterruptEnable = 1, FifoControl = 2, InterruptIdentity = 2, ModemControl = 4, LineStatus = 5;
    private const byte ReceiveInterrupt = 1, TransmitInterrupt = 2;
    private const byte DataReady = 1, TransmitEmpty = 0x20;
    private const byte FifoEnableAndClear = 7;
    private const byte ModemReady = 0xB;
    private const int FifoDepth = 16;

    private readonly MmioRegion _registers;
    private readonly int _shift;
    private readonly int _width;

    private Ns16550(MmioRegion registers, int shift, int width)
    {
        _registers = registers;
        _shift = shift;
        _width = width;
    }

    /// <summary>Makes a driver for a device tree node; the UART keeps the speed that the firmware set. Null: the node cannot be used.</summary>
    public static Ns16550? TryProbe(DeviceNode node)
    {
        bool known = node.IsCompatible("ns16550a"u8) || node.IsCompatible("ns16550"u8) || node.IsCompatible("snps,dw-apb-uart"u8);
        if (!known || !node.IsEnabled || !node.TryGetRegisters(0, out MemoryRange range) || !MmioRegion.TryMap(range.Start, range.Length, out MmioRegion registers))
        {
            return null;
        }

        int shift = node.TryGetCell("reg-shift"u8, out uint bits) && bits <= 3 ? (int)bits : 0;
        int width = node.TryGetCell("reg-io-width"u8, out uint bytes) && bytes == 4 ? 4 : 1;
        bool fits = range.Length >= 8UL << shift;
        return fits ? new Ns16550(registers, shift, width) : null;
    }

    /// <inheritdoc/>
    protected override PolledUart Polled => new(_registers, Data, LineStatus << _shift, TransmitEmpty, ReadyWhenSet: true, IsWide: _width == 4);

    /// <inheritdoc/>
    protected override void Prepare()
    {
        Write(InterruptEnable, 0);
        Write(FifoControl, FifoEnableAndClear);
        Write(ModemControl, ModemReady);
    }

    /// <inheritdoc/>
    protected override void SetInterrupts(bool sending) => Write(InterruptEnable, (byte)(ReceiveInterrupt | (sending ? TransmitInterrupt : 0)));

    /// <inheritdoc/>
    protected override int Send(ReadOnlySpan<byte> bytes)
    {
        // The bit says that the whole FIFO is empty.
        int count = (Read(LineStatus) & TransmitEmpty) == 0 ? 0 : Math.Min(bytes.Length, FifoDepth);
        foreach (byte b in bytes[..count])
        {
            Write(Data, b);
        }

        return count;
    }

    /// <inheritdoc/>
    protected override bool TryReceive(out byte value)
    {
        bool ready = (Read(LineStatus) & DataReady) != 0;
        value = ready ? Read(Data) : (byte)0;
        return ready;
    }

    // Reading the identity acknowledges a transmit interrupt; some descendants want it read in any case.

    /// <inheritdoc/>
    protected override void Acknowledge() => Read(InterruptIdentity);

    private byte Read(ulong register) =>
        _width == 4 ? (byte)_registers.Read32(register << _shift) : _registers.Read8(register << _shift);

    private void Write(ulong register, byte value)
    {
        if (_width == 4)
        {
            _registers.Write32(register << _shift, value);
        }
        else
        {
            _registers.Write8(register << _shift, value);
        }
    }
}
