// The symbols that the hal calls in a kernel. There is none here: reaching one is a fault of the program.

using System.Runtime;
using Lume.Hal;

namespace Lume.Conformance;

internal static class NoKernel
{
    [RuntimeExport("lume_secondary_main")]
    internal static void SecondaryMain(ulong hart) => Panic.Stop("a second hart");

    [RuntimeExport("lume_user_trap")]
    internal static void UserTrap(ref TrapFrame frame) => Panic.Stop("a trap from user mode", ref frame);

    [RuntimeExport("lume_interrupt")]
    internal static void Interrupt() => Panic.Stop("an interrupt");

    [RuntimeExport("lume_thread_start")]
    internal static void ThreadStart() => Panic.Stop("a second thread");

    [RuntimeExport("lume_user_fault")]
    internal static int UserFault(ulong address, ulong cause)
    {
        Panic.Stop("a fault in user memory");
        return 0;
    }
}
