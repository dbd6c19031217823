// QEMU's RISC-V virt machine: the explicit list of what its kernel is made of.
using Lume.Drivers.Clocks;
using Lume.Drivers.Interrupts;
using Lume.Drivers.Serial;
using Lume.FileSystems.DevFs;
using Lume.FileSystems.DevPts;
using Lume.FileSystems.Initramfs;
using Lume.FileSystems.ProcFs;
using Lume.FileSystems.SysFs;
using Lume.FileSystems.Tmpfs;
using Lume.Hal;
using Lume.Kernel.Boot;
using Lume.Kernel.Devices.Terminals;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;
using Lume.Syscalls;

namespace Lume.Boards.QemuVirt;

internal sealed class QemuVirt : Board
{
    private readonly TmpfsType _tmpfs = new();

    public override string Version => "Lume " + BuildVersion.Text + " on QEMU virt";

    public override SystemCallTable SystemCalls { get; } = new SyscallTable();

    public override Tty? ProbeDevices(DeviceTree tree)
    {
        GoldfishRtc.TryStart(tree);
        return Plic.TryProbe(tree) ? SerialConsole.TryStart(tree) : null;
    }

    public override void RegisterFileSystems()
    {
        FileSystemRegistry.Register(_tmpfs);
        FileSystemRegistry.Register(new TmpfsType("ramfs", hasLimits: false));
        FileSystemRegistry.Register(new DevTmpfsType());
        FileSystemRegistry.Register(new DevPtsType());
        FileSystemRegistry.Register(new ProcType());
        FileSystemRegistry.Register(new SysType());
    }

    public override SuperBlock MakeRoot() => _tmpfs.CreateRoot();

    public override bool UnpackInitramfs(PathRef root) => BootInitramfs.TryUnpack(root);
}
