// The device nodes of terminals: ttyS0, console, and /dev/tty.
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>The node of one terminal.</summary>
public sealed class TtyDevice(Tty tty) : CharacterDevice
{
    /// <inheritdoc/>
    public override string Kind => "ttyS";

    /// <summary>The terminal.</summary>
    public Tty Tty => tty;

    /// <inheritdoc/>
    public override WaitQueue? Readiness => tty.Waiters;

    /// <inheritdoc/>
    public override bool SupportsAsync => true;

    /// <inheritdoc/>
    public override AsyncList? Signals => tty.Signals;

    /// <inheritdoc/>
    public override Terminal? Terminal => tty;

    /// <inheritdoc/>
    public override Result<OpenFile> OpenFile(PathRef location, Inode inode, OpenFlags flags)
    {
        if (!tty.MayOpen)
        {
            return Errno.EBUSY;
        }

        // A session leader without a terminal gets the first one that it opens (POSIX 11.1.3). Failing that is no error.
        if ((flags & OpenFlags.NoControllingTerminal) == 0)
        {
            JobControl.SetControllingTerminal(tty, steal: false);
        }

        return new DeviceFile(this, location, inode, flags);
    }

    /// <inheritdoc/>
    public override Result<long> Read(DeviceFile file, ref UserBuffer destination, ref long position) =>
        tty.Read(ref destination, file.IsNonBlocking);

    /// <inheritdoc/>
    public override Result<long> Write(DeviceFile file, ref UserBuffer source, ref long position) =>
        tty.Write(ref source, file.IsNonBlocking);

    /// <inheritdoc/>
    public override Result<long> Ioctl(DeviceFile file, uint request, ulong argument) => tty.Control(request, argument);

    /// <inheritdoc/>
    public override PollEvents GetReadiness(DeviceFile file) =>
        (tty.IsReadable ? PollEvents.Readable : PollEvents.None) | (tty.IsWritable ? PollEvents.Writable : PollEvents.None);
}

/// <summary>/dev/tty: the controlling terminal of whoever opens it.</summary>
public sealed class ControllingTerminalDevice : CharacterDevice
{
    /// <inheritdoc/>
    public override string Kind => "/dev/tty";

    /// <inheritdoc/>
    public override Result<OpenFile> OpenFile(PathRef location, Inode inode, OpenFlags flags)
    {
        if (Thread.Current.Process.Session?.Terminal is not { } terminal || DeviceRegistry.Find(terminal.Device) is not { } device)
        {
            return Errno.ENXIO;
        }

        return device.OpenFile(location, inode, flags | OpenFlags.NoControllingTerminal);
    }
}
