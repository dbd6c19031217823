// Where the hal enters the board.
using System.Runtime;
using Lume.Kernel.Boot;

namespace Lume.Boards.QemuVirt;

internal static class Start
{
    // ilc wants an entry point; the machine enters at lume_main.
    private static void Main()
    {
    }

    [RuntimeExport("lume_main")]
    private static void OnBootHart(ulong hart, ulong deviceTree)
    {
        KernelStart.StartMemory(deviceTree);
        RuntimeStartup.Initialize();
        KernelStart.Run(new QemuVirt());
    }

    [RuntimeExport("lume_secondary_main")]
    private static void OnFurtherHart(ulong hart) => KernelStart.RunSecondary();
}
