// Constructs that stop the build of an image. The test reads the comments: each names what is refused in the next line.

using System;
using System.Runtime;
using System.Runtime.InteropServices;
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
        UseLibrary((int)hart);
        UseText("text");
        UseEntryPoint();
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

    private static void UseLibrary(int number)
    {
        // refused: the native method Lume.Refused.Constructs.FromLibrary
        FromLibrary(number);
    }

    private static void UseText(string text)
    {
        // refused: the native method Lume.Refused.Constructs.WithText
        WithText(text);
    }

    private static unsafe void UseEntryPoint()
    {
        // refused: the address of the native method Lume.Refused.Constructs.FromAnother
        delegate*<int, int> pointer = &FromAnother;
        pointer(1);
    }

    [DllImport("libfoo")]
    private static extern int FromLibrary(int number);

    [DllImport("*", CharSet = CharSet.Unicode)]
    private static extern int WithText(string text);

    [DllImport("libbar")]
    private static extern int FromAnother(int number);
}
