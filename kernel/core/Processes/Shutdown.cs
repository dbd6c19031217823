// Switching off, restarting and halting the machine (reboot(2)).
using Lume.Abi;
using Lume.Hal;
using Lume.Kernel.Logging;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Processes;

/// <summary>The end of the machine's run. Init has ended the processes before; file systems are written back here.</summary>
public static class Shutdown
{
    /// <summary>What runs before the machine stops, set by the file system side: sync of everything.</summary>
    public static System.Action? Synchronize { get; set; }

    /// <summary>Switches off.</summary>
    public static void PowerOff()
    {
        Prepare("Power down");
        Power.Off();
        Stop();
    }

    /// <summary>Restarts.</summary>
    public static void Restart()
    {
        Prepare("Restarting system");
        Power.Restart();
        Stop();
    }

    /// <summary>Stops for good, without switching off.</summary>
    public static void Halt()
    {
        Prepare("System halted");
        Stop();
    }

    private static void Prepare(string message)
    {
        Synchronize?.Invoke();
        KernelLog.Write(LogLevel.Emergency, message);
    }

    // The firmware could not, or was not asked to: this hart parks; the others go on idle.
    private static void Stop()
    {
        Interrupts.Disable();
        Power.Halt();
    }
}
