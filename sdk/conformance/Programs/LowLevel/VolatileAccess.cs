// Program: Volatile access.

using System.Threading;

namespace Lume.Conformance.Programs.LowLevel;

internal static class VolatileAccess
{
    private static volatile int s_flag;
    private static volatile string? s_text;
    private static long s_plain;

    public static void Run()
    {
        s_flag = Opaque.Of(3);
        s_flag++;
        s_text = "v";
        Volatile.Write(ref s_plain, 1L << 50);
        Out.Line(s_text, s_flag, Volatile.Read(ref s_plain));
        bool b = false;
        Volatile.Write(ref b, true);
        byte small = 5;
        Volatile.Write(ref small, 200);
        Out.Line("small", Volatile.Read(ref b) ? 1 : 0, Volatile.Read(ref small));
    }
}
