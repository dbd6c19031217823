// Program: Small integers wrap.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class SmallIntegersWrap
{
    public static void Run()
    {
        byte b = (byte)Opaque.Of(255);
        sbyte sb = (sbyte)Opaque.Of(127);
        short s = (short)Opaque.Of(32767);
        ushort us = (ushort)Opaque.Of(65535);
        char c = (char)Opaque.Of(65535);
        b++;
        sb++;
        s++;
        us++;
        c++;
        Out.Line("byte", b);
        Out.Line("sbyte", sb);
        Out.Line("short", s);
        Out.Line("ushort", us);
        Out.Line("char", c);
        b -= 1;
        sb -= 2;
        s *= 2;
        us += 300;
        Out.Line("again", b, sb, s);
        Out.Line("ushort", us);
        Out.Line("promoted", (byte)Opaque.Of(200) + (byte)Opaque.Of(100));
    }
}
