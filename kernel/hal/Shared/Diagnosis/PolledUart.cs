// What it takes to write to a UART without its driver: two registers and one bit.
namespace Lume.Hal;

/// <summary>A UART that is written to byte by byte, each when the one before has left.</summary>
/// <param name="Registers">Its registers.</param>
/// <param name="Data">Offset of the register that takes a byte.</param>
/// <param name="Status">Offset of the register that tells when.</param>
/// <param name="Mask">The bit of it that tells.</param>
/// <param name="ReadyWhenSet">True: it may be written while the bit is 1; false: while it is 0.</param>
/// <param name="IsWide">True: registers take 32-bit accesses only; false: bytes only.</param>
public readonly record struct PolledUart(MmioRegion Registers, ulong Data, ulong Status, uint Mask, bool ReadyWhenSet, bool IsWide)
{
    internal bool CanSend => (((IsWide ? Registers.Read32(Status) : Registers.Read8(Status)) & Mask) != 0) == ReadyWhenSet;

    internal void Send(byte value)
    {
        if (IsWide)
        {
            Registers.Write32(Data, value);
        }
        else
        {
            Registers.Write8(Data, value);
        }
    }
}
