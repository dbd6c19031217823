// Constructs that stop the build of an image. The test reads the comments: each names what is refused in the next line.

using System;
using System.Runtime;
using Lume.Hal.RiscV64;

namespace Lume.Refused;

internal static class Constructs
{
    [ThreadStatic]
    private static int s_perThread;

    [RuntimeExport("lume_main")]
    internal static void Boot(ulong hart, ulong deviceTree)
    {
        UseThreadStatic((int)hart);
        UseRegister((int)deviceTree);
    }

    private static void UseThreadStatic(int value)
    {
        // refused: thread statics
        s_perThread += value;
    }

    private static void UseRegister(int number)
    {
        // refused: a CSR number that is not a constant
        Machine.WriteCsr(number, 0);
    }
}
