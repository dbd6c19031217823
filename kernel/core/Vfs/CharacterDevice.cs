// Character devices: what drivers and the TTY implement, and how device numbers find them.
using System.Collections.Generic;
using Lume.Abi;
using Lume.Kernel.Memory;
using Lume.Kernel.Processes;
using Lume.Kernel.Scheduling;

namespace Lume.Kernel.Vfs;

/// <summary>
/// A character device. Device nodes lead to it by number; a <see cref="DeviceFile"/> hands the calls of an open node over.
/// </summary>
public abstract class CharacterDevice
{
    /// <summary>The queue that announces readiness; null when it is always ready (then poll reports <see cref="GetReadiness"/> at once).</summary>
    public virtual WaitQueue? Readiness => null;

    /// <summary>Whether O_ASYNC means anything.</summary>
    public virtual bool SupportsAsync => false;

    /// <summary>The files that want signals; null when it tells of nothing, or not any more.</summary>
    public virtual AsyncList? Signals => null;

    /// <summary>The terminal that it is, whose foreground group owns signals by default.</summary>
    public virtual Terminal? Terminal => null;

    /// <summary>Its kind, as /proc/devices shows it.</summary>
    public virtual string Kind => "misc";

    /// <summary>The device of one minor number among those that this one is registered for; null when there is none now.</summary>
    public virtual CharacterDevice? Select(uint minor) => this;

    /// <summary>Whether lseek and pread mean anything; otherwise they give ESPIPE.</summary>
    public virtual bool IsSeekable => false;

    /// <summary>Whether every position is the same: lseek gives 0, pread and pwrite are read and write.</summary>
    public virtual bool IgnoresPositions => false;

    /// <summary>
    /// A node is opened. <see cref="DeviceFile.State"/> is the device's own. To put another file in its place (/dev/tty,
    /// /dev/ptmx), override <see cref="OpenFile"/> instead.
    /// </summary>
    public virtual Errno Open(DeviceFile file) => Errno.None;

    /// <summary>Makes the open file for a node; the default wraps this device.</summary>
    public virtual Result<OpenFile> OpenFile(PathRef location, Inode inode, OpenFlags flags)
    {
        DeviceFile file = new(this, location, inode, flags);
        Errno error = Open(file);
        return error == Errno.None ? file : error;
    }

    /// <summary>The last descriptor of an open file is closed.</summary>
    public virtual void Close(DeviceFile file)
    {
    }

    /// <summary>read(2). Blocks unless <see cref="OpenFile.IsNonBlocking"/>; 0 is the end. <paramref name="position"/> is for seekable devices.</summary>
    public virtual Result<long> Read(DeviceFile file, ref UserBuffer destination, ref long position) => Errno.EINVAL;

    /// <summary>write(2). Blocks unless <see cref="OpenFile.IsNonBlocking"/>.</summary>
    public virtual Result<long> Write(DeviceFile file, ref UserBuffer source, ref long position) => Errno.EINVAL;

    /// <summary>ioctl(2); the argument is uninterpreted (a number or a user address). ENOTTY for unknown requests.</summary>
    public virtual Result<long> Ioctl(DeviceFile file, uint request, ulong argument) => Errno.ENOTTY;

    /// <summary>What is ready now.</summary>
    public virtual PollEvents GetReadiness(DeviceFile file) => PollEvents.In | PollEvents.Out | PollEvents.ReadNormal | PollEvents.WriteNormal;

    /// <summary>What mmap of the device maps; null: ENODEV.</summary>
    public virtual MemoryObject? GetPages(DeviceFile file) => null;
}

/// <summary>An open character device.</summary>
public sealed class DeviceFile : OpenFile
{
    /// <summary>An open node of <paramref name="device"/>.</summary>
    public DeviceFile(CharacterDevice device, PathRef location, Inode inode, OpenFlags flags)
        : base(location, inode, flags)
    {
        Device = device;
    }

    /// <summary>The device.</summary>
    public CharacterDevice Device { get; }

    /// <summary>What the device keeps per open file.</summary>
    public object? State { get; set; }

    /// <inheritdoc/>
    public override bool IsSeekable => Device.IsSeekable;

    /// <inheritdoc/>
    public override bool TakesPositions => Device.IsSeekable || Device.IgnoresPositions;

    /// <inheritdoc/>
    protected override bool IgnoresSeek => Device.IgnoresPositions;

    /// <inheritdoc/>
    public override WaitQueue? Readiness => Device.Readiness;

    /// <inheritdoc/>
    public override bool SupportsAsync => Device.SupportsAsync;

    /// <inheritdoc/>
    protected override AsyncList? InputSignals => Device.Signals;

    /// <inheritdoc/>
    public override MemoryObject? PagesOrNull => Device.GetPages(this);

    /// <inheritdoc/>
    public override PollEvents GetReadiness() => Device.GetReadiness(this);

    /// <inheritdoc/>
    public override Result<long> Ioctl(uint request, ulong argument) => Device.Ioctl(this, request, argument);

    /// <inheritdoc/>
    protected override Result<long> ReadCore(ref UserBuffer destination, ref long position) =>
        Device.Read(this, ref destination, ref position);

    /// <inheritdoc/>
    protected override Result<long> WriteCore(ref UserBuffer source, ref long position) =>
        Device.Write(this, ref source, ref position);

    /// <inheritdoc/>
    protected override void Closed() => Device.Close(this);

    private protected override Errno PrepareAsyncLocked(FileOwner owner)
    {
        if (Device.Terminal is not { } terminal)
        {
            return Errno.None;
        }

        owner.SetDefaultLocked(terminal);
        return AsyncList.EnsureTellerLocked();
    }
}

/// <summary>The character devices by number.</summary>
public static class DeviceRegistry
{
    private static readonly List<Entry> s_entries = [];

    /// <summary>Registers a device for one number. At start-up, on one hart, or from one driver at a time.</summary>
    public static void Register(uint major, uint minor, CharacterDevice device) => Register(major, minor, 1, device);

    /// <summary>Registers a device for <paramref name="count"/> minors from <paramref name="firstMinor"/> on.</summary>
    public static void Register(uint major, uint firstMinor, uint count, CharacterDevice device) =>
        s_entries.Add(new Entry(major, firstMinor, count, device));

    /// <summary>Registered ranges, in order of registration, for /proc/devices.</summary>
    public static int Count => s_entries.Count;

    /// <summary>The major number and the device of a registered range.</summary>
    public static CharacterDevice At(int index, out uint major)
    {
        major = s_entries[index].Major;
        return s_entries[index].Device;
    }

    /// <summary>The device of a packed number (<see cref="DeviceNumber"/>), or null.</summary>
    public static CharacterDevice? Find(ulong device)
    {
        uint major = DeviceNumber.Major(device);
        uint minor = DeviceNumber.Minor(device);
        for (int i = 0; i < s_entries.Count; i++)
        {
            Entry entry = s_entries[i];
            if (entry.Major == major && minor - entry.FirstMinor < entry.Count)
            {
                return entry.Device.Select(minor);
            }
        }

        return null;
    }

    private readonly record struct Entry(uint Major, uint FirstMinor, uint Count, CharacterDevice Device);
}
