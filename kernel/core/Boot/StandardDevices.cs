// The devices that every machine has, and the nodes by which programs find them.
using System;
using Lume.Abi;
using Lume.Kernel.Devices;
using Lume.Kernel.Devices.Terminals;
using Lume.Kernel.Security;
using Lume.Kernel.Vfs;

namespace Lume.Kernel.Boot;

/// <summary>Numbers as in Linux Documentation/admin-guide/devices.txt.</summary>
public static class StandardDevices
{
    private const uint MemoryMajor = 1, SerialMajor = 4, ConsoleMajor = 5, FirstSerialMinor = 64, MultiplexerMinor = 2;
    private const FileMode ForEveryone = (FileMode)0x1B6, ForOwner = (FileMode)0x180, ForTerminal = (FileMode)0x190;

    /// <summary>The device number of the first serial port.</summary>
    public static ulong SerialNumber => DeviceNumber.Make(SerialMajor, FirstSerialMinor);

    /// <summary>Registers the devices. The console may be missing.</summary>
    public static void Register(Tty? console)
    {
        DeviceRegistry.Register(MemoryMajor, 3, new NullDevice());
        DeviceRegistry.Register(MemoryMajor, 5, new ZeroDevice(isFull: false));
        DeviceRegistry.Register(MemoryMajor, 7, new ZeroDevice(isFull: true));
        RandomDevice random = new();
        DeviceRegistry.Register(MemoryMajor, 8, random);
        DeviceRegistry.Register(MemoryMajor, 9, random);
        DeviceRegistry.Register(MemoryMajor, 11, new KernelLogDevice());
        DeviceRegistry.Register(ConsoleMajor, 0, new ControllingTerminalDevice());
        DeviceRegistry.Register(ConsoleMajor, MultiplexerMinor, new PtyMultiplexer());
        DeviceRegistry.Register(Pty.Major, 0, Pty.MaxCount, new PtySlavesDevice());
        if (console is not null)
        {
            TtyDevice device = new(console);
            DeviceRegistry.Register(SerialMajor, FirstSerialMinor, device);
            DeviceRegistry.Register(ConsoleMajor, 1, device);
        }
    }

    /// <summary>The nodes, in order: /dev has them, and /sys/class by their class.</summary>
    public static readonly DeviceEntry[] Nodes =
    [
        new("null", "mem", MemoryMajor, 3, ForEveryone),
        new("zero", "mem", MemoryMajor, 5, ForEveryone),
        new("full", "mem", MemoryMajor, 7, ForEveryone),
        new("random", "mem", MemoryMajor, 8, ForEveryone),
        new("urandom", "mem", MemoryMajor, 9, ForEveryone),
        new("kmsg", "mem", MemoryMajor, 11, ForOwner),
        new("tty", "tty", ConsoleMajor, 0, ForEveryone),
        new("ptmx", "tty", ConsoleMajor, MultiplexerMinor, ForEveryone),
        new("ttyS0", "tty", SerialMajor, FirstSerialMinor, ForTerminal),
        new("console", "tty", ConsoleMajor, 1, ForOwner),
    ];

    /// <summary>Makes the nodes of what is registered, in a file system's root (devtmpfs).</summary>
    public static void MakeNodes(FsContext context, PathRef directory)
    {
        foreach (DeviceEntry node in Nodes)
        {
            if (node.IsPresent)
            {
                Make(context, directory, node);
            }
        }

        FsCaller caller = new(context, Credentials.Root);
        NameOperations.MakeSymbolicLink(in caller, directory, "fd"u8, "/proc/self/fd"u8);
        NameOperations.MakeSymbolicLink(in caller, directory, "stdin"u8, "/proc/self/fd/0"u8);
        NameOperations.MakeSymbolicLink(in caller, directory, "stdout"u8, "/proc/self/fd/1"u8);
        NameOperations.MakeSymbolicLink(in caller, directory, "stderr"u8, "/proc/self/fd/2"u8);
    }

    private static void Make(FsContext context, PathRef directory, DeviceEntry node)
    {
        FsCaller caller = new(context, Credentials.Root);
        FileMode mode = FileMode.CharacterDevice | node.Permissions;
        NameOperations.MakeNode(in caller, directory, AsciiText.Bytes(node.Name), mode, DeviceNumber.Make(node.Major, node.Minor));
    }
}

/// <summary>One device node.</summary>
/// <param name="Name">Its name in /dev.</param>
/// <param name="Class">Its class in /sys/class.</param>
/// <param name="Major">Major number.</param>
/// <param name="Minor">Minor number.</param>
/// <param name="Permissions">Of the node.</param>
public sealed record DeviceEntry(string Name, string Class, uint Major, uint Minor, FileMode Permissions)
{
    /// <summary>Whether the machine has it.</summary>
    public bool IsPresent => DeviceRegistry.Find(DeviceNumber.Make(Major, Minor)) is not null;
}
