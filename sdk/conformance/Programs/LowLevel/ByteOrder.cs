// Program: Byte order.

using System.Buffers.Binary;

namespace Lume.Conformance.Programs.LowLevel;

internal static class ByteOrder
{
    public static void Run()
    {
        Span<byte> b = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(b, Opaque.Of(0x11223344u));
        BinaryPrimitives.WriteInt64LittleEndian(b[4..], Opaque.Of(-2L));
        BinaryPrimitives.WriteUInt16LittleEndian(b[12..], 0xABCD);
        Out.Line("bytes", b[0], b[3], b[12]);
        Out.Line("read", BinaryPrimitives.ReadUInt32LittleEndian(b), BinaryPrimitives.ReadInt16BigEndian(b[12..]));
        Out.Line("read", BinaryPrimitives.ReadInt64LittleEndian(b[4..]));
        Out.Hex("reverse", BinaryPrimitives.ReverseEndianness(Opaque.Of(0x0102030405060708UL)));
        Out.Line("reverse", BinaryPrimitives.ReverseEndianness((ushort)0x1234), BinaryPrimitives.ReverseEndianness(Opaque.Of(1)));
        Out.Line("little", BitConverter.IsLittleEndian);
        Out.Line("try", BinaryPrimitives.TryReadInt32BigEndian(b[14..], out int none));
        try
        {
            BinaryPrimitives.ReadInt32BigEndian(b[Opaque.Of(13)..]);
        }
        catch (ArgumentOutOfRangeException e)
        {
            Out.Caught("short", e);
        }
    }
}
