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
    private const uint MemoryMajor = 1, SerialMajor = 4, ConsoleMajor = 5, FirstSerialMinor = 64;
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
        if (console is not null)
        {
            TtyDevice device = new(console);
            DeviceRegistry.Register(SerialMajor, FirstSerialMinor, device);
            DeviceRegistry.Register(ConsoleMajor, 1, device);
        }
    }

    /// <summary>Makes the nodes of what is registered, in a file system's root (devtmpfs).</summary>
    public static void MakeNodes(FsContext context, PathRef directory)
    {
        Make(context, directory, "null"u8, ForEveryone, MemoryMajor, 3);
        Make(context, directory, "zero"u8, ForEveryone, MemoryMajor, 5);
        Make(context, directory, "full"u8, ForEveryone, MemoryMajor, 7);
        Make(context, directory, "random"u8, ForEveryone, MemoryMajor, 8);
        Make(context, directory, "urandom"u8, ForEveryone, MemoryMajor, 9);
        Make(context, directory, "kmsg"u8, ForOwner, MemoryMajor, 11);
        Make(context, directory, "tty"u8, ForEveryone, ConsoleMajor, 0);
        if (DeviceRegistry.Find(SerialNumber) is not null)
        {
            Make(context, directory, "ttyS0"u8, ForTerminal, SerialMajor, FirstSerialMinor);
            Make(context, directory, "console"u8, ForOwner, ConsoleMajor, 1);
        }

        FsCaller caller = new(context, Credentials.Root);
        NameOperations.MakeSymbolicLink(in caller, directory, "fd"u8, "/proc/self/fd"u8);
        NameOperations.MakeSymbolicLink(in caller, directory, "stdin"u8, "/proc/self/fd/0"u8);
        NameOperations.MakeSymbolicLink(in caller, directory, "stdout"u8, "/proc/self/fd/1"u8);
        NameOperations.MakeSymbolicLink(in caller, directory, "stderr"u8, "/proc/self/fd/2"u8);
    }

    private static void Make(FsContext context, PathRef directory, ReadOnlySpan<byte> name, FileMode permissions, uint major, uint minor)
    {
        FsCaller caller = new(context, Credentials.Root);
        NameOperations.MakeNode(in caller, directory, name, FileMode.CharacterDevice | permissions, DeviceNumber.Make(major, minor));
    }
}
