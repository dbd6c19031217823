// The hook by which device interrupts reach drivers.
namespace Lume.Kernel.Devices;

/// <summary>An interrupt controller (PLIC): claims and completes the device interrupts of the hart that calls.</summary>
public abstract class InterruptController
{
    /// <summary>The machine's controller; null until its driver is there.</summary>
    public static InterruptController? Root { get; private set; }

    /// <summary>Makes this the machine's controller.</summary>
    public void Install() => Root = this;

    /// <summary>Serves every pending device interrupt of this hart. In an interrupt: allocates nothing, does not sleep.</summary>
    public abstract void Dispatch();

    /// <summary>Lets a line through to its driver; at start-up or from a driver's probe. False: there is no such line.</summary>
    public abstract bool TryConnect(uint line, InterruptHandler handler);

    /// <summary>Opens this controller for the hart that calls. Each hart does so once.</summary>
    public abstract void EnableThisHart();
}
