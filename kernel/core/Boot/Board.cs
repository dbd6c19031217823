// What a board tells the boot sequence: its drivers, file systems and system calls, explicitly.
using Lume.Hal;
using Lume.Kernel.Devices.Terminals;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Boot;

/// <summary>A board: the composition root of its kernel. The boot sequence calls these in the order in which they stand.</summary>
public abstract class Board
{
    /// <summary>Name and version for the banner.</summary>
    public abstract string Version { get; }

    /// <summary>The system calls that programs get.</summary>
    public abstract SystemCallTable SystemCalls { get; }

    /// <summary>Finds the interrupt controller and the drivers' devices. Returns the console's terminal, null when there is none.</summary>
    public abstract Tty? ProbeDevices(DeviceTree tree);

    /// <summary>Registers the file systems that mount(2) knows.</summary>
    public abstract void RegisterFileSystems();

    /// <summary>The empty root file system.</summary>
    public abstract SuperBlock MakeRoot();

    /// <summary>Fills the root from the boot loader's initramfs and gives its memory back. Reports what went wrong; false when there is none.</summary>
    public abstract bool UnpackInitramfs(PathRef root);
}
