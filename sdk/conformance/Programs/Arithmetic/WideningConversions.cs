// Program: Widening conversions.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class WideningConversions
{
    public static void Run()
    {
        sbyte sb = (sbyte)Opaque.Of(-2);
        byte b = (byte)Opaque.Of(254);
        short s = (short)Opaque.Of(-300);
        ushort us = (ushort)Opaque.Of(65000);
        int i = Opaque.Of(-70000);
        uint u = Opaque.Of(4000000000u);
        Out.Line("to int", (int)sb, (int)b);
        Out.Line("to int", (int)s, (int)us);
        Out.Line("to uint", (uint)sb, (uint)s, (uint)us);
        Out.Line("to long", (long)sb, (long)i, (long)u);
        Out.Line("to ulong", (ulong)sb);
        Out.Line("to ulong", (ulong)i);
        Out.Line("to ulong", (ulong)u);
        Out.Line("mixed", i + (long)u, u + (long)i);
    }
}
