// Program: Native integers.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class NativeIntegers
{
    public static void Run()
    {
        nint a = Opaque.Of(-5);
        nuint b = (nuint)Opaque.Of(7UL);
        Out.Line("size", IntPtr.Size);
        Out.Line("nint", a * 3, a / 2, a >> 1);
        Out.Line("nuint", (ulong)(b - 10));
        Out.Line("convert", (long)(nint)Opaque.Of(long.MaxValue));
        Out.Line("truncate", (int)(nint)Opaque.Of(0x1_0000_0005L));
        Out.Line("compare", a < (nint)b);
        Out.Line("unsigned compare", (nuint)a < b);
    }
}
