// Program: Shifts of small types.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class ShiftsOfSmallTypes
{
    public static void Run()
    {
        byte b = (byte)Opaque.Of(0xF0);
        sbyte sb = (sbyte)Opaque.Of(-16);
        ushort us = (ushort)Opaque.Of(0xF00F);
        short s = (short)Opaque.Of(-4096);
        Out.Line("byte", b << 4, b >> 4, (byte)(b << 1));
        Out.Line("sbyte", sb << 4, sb >> 2, (sbyte)(sb << 1));
        Out.Line("ushort", us << 4, us >> 4, (ushort)(us << 1));
        Out.Line("short", s << 4, s >> 4, (short)(s << 3));
        b <<= 1;
        sb >>= 1;
        sb >>>= 1;
        Out.Line("compound", b, sb);
    }
}
