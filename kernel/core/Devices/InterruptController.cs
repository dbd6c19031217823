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

    /// <summary>The controller's kind, for /proc/interrupts.</summary>
    public abstract string Name { get; }

    /// <summary>Lines that exist are below this number.</summary>
    public abstract uint LineCount { get; }

    /// <summary>The device that a line was connected to; null for a free line.</summary>
    public abstract InterruptHandler? HandlerOf(uint line);

    /// <summary>How often a hart served a line.</summary>
    public abstract long CountServed(uint line, int hart);

    /// <summary>Lets a line through to its driver; at start-up or from a driver's probe. False: there is no such line.</summary>
    public abstract bool TryConnect(uint line, InterruptHandler handler);

    /// <summary>Opens this controller for the hart that calls. Each hart does so once.</summary>
    public abstract void EnableThisHart();
}
