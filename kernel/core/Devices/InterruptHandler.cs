// What a driver gives the interrupt controller.
namespace Lume.Kernel.Devices;

/// <summary>Serves one interrupt line.</summary>
public abstract class InterruptHandler
{
    /// <summary>The device, for /proc/interrupts.</summary>
    public abstract string Name { get; }

    /// <summary>The line is pending. On one hart at a time, in an interrupt, interrupts off: allocates nothing, does not sleep.</summary>
    public abstract void Handle();
}
