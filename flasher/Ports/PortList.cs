// The serial ports of this machine, from sysfs: what they are, where they hang, whether this user may open them.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lume.Flasher.Errors;
using Lume.Flasher.Transports;

namespace Lume.Flasher.Ports;

/// <summary>One serial port.</summary>
/// <param name="Path">Its device file.</param>
/// <param name="Driver">The kernel's driver.</param>
/// <param name="Place">Where it hangs: the USB bus and ports, or the bus of the machine.</param>
public sealed record SerialPortInfo(string Path, string Driver, string Place)
{
    /// <summary>USB vendor and product, <c>0403:6001</c>, or null.</summary>
    public string? UsbId { get; init; }

    /// <summary>What the USB device calls itself, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The USB serial number, or null.</summary>
    public string? Serial { get; init; }

    /// <summary>A name that stays the same when others are plugged in, from <c>/dev/serial/by-id</c>, or null.</summary>
    public string? StablePath { get; init; }

    /// <summary>Why it cannot be opened, with the remedy; null when it can.</summary>
    public string? Trouble { get; init; }
}

/// <summary>Finds ports.</summary>
/// <param name="sys">Where sysfs is.</param>
/// <param name="dev">Where device files are.</param>
public sealed class PortList(string sys = "/sys", string dev = "/dev")
{
    /// <summary>All ports that have hardware behind them, in order of their names. A <c>ttyS</c> without a chip is left out.</summary>
    public IReadOnlyList<SerialPortInfo> Read()
    {
        string folder = Path.Combine(sys, "class", "tty");
        if (!Directory.Exists(folder))
        {
            return [];
        }

        Dictionary<string, string> stable = StablePaths();
        return [.. Directory.EnumerateFileSystemEntries(folder)
            .Where(IsAlive)
            .Select(entry => Describe(entry, stable))
            .OrderBy(port => port.Path.Length).ThenBy(port => port.Path, StringComparer.Ordinal)];
    }

    /// <summary>The port to use when the user names none.</summary>
    /// <exception cref="FlashException">There is none, or several; the message lists them.</exception>
    public static string Choose(IReadOnlyList<SerialPortInfo> ports) => ports.Count switch
    {
        0 => throw new FlashException(FlashError.NoPort, "This machine has no serial port with hardware behind it."),
        1 => ports[0].Path,
        _ => throw new FlashException(FlashError.SeveralPorts, "Several ports could be meant:\n" + string.Join('\n', ports.Select(port => $"  {port.Path}  {port.Title ?? port.Driver}, {port.Place}"))),
    };

    // An entry without a device is virtual (consoles, pseudo-terminals); UART type 0 is a ttyS that the BIOS promised and nobody built.
    private static bool IsAlive(string entry) =>
        Directory.Exists(Path.Combine(entry, "device")) && ReadText(Path.Combine(entry, "type")) is not "0";

    private static string? ReadText(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // unplugged while we look
        }
    }

    private static string? RealPath(string path)
    {
        try
        {
            return new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? (Directory.Exists(path) ? Path.GetFullPath(path) : null);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private SerialPortInfo Describe(string entry, Dictionary<string, string> stable)
    {
        string name = Path.GetFileName(entry);
        string path = Path.Combine(dev, name);
        string device = RealPath(Path.Combine(entry, "device")) ?? entry;
        string driver = Path.GetFileName(RealPath(Path.Combine(entry, "device", "driver")) ?? "unknown");
        string? usb = UsbDevice(RealPath(entry) ?? device) ?? UsbDevice(device);
        SerialPortInfo port = new(path, driver, usb is null ? $"on {Path.GetFileName(device)}" : $"USB {Path.GetFileName(usb)}")
        {
            StablePath = stable.GetValueOrDefault(name),
            Trouble = PortAccess.Trouble(path),
        };
        return usb is null ? port : port with
        {
            UsbId = $"{ReadText(Path.Combine(usb, "idVendor"))}:{ReadText(Path.Combine(usb, "idProduct"))}",
            Title = string.Join(' ', ((string?[])[ReadText(Path.Combine(usb, "manufacturer")), ReadText(Path.Combine(usb, "product"))]).Where(text => text is { Length: > 0 })),
            Serial = ReadText(Path.Combine(usb, "serial")),
        };
    }

    // The first folder upwards that has the ids: the USB device above its interfaces.
    private string? UsbDevice(string place)
    {
        string root = Path.GetFullPath(sys);
        for (string? folder = place; folder is not null && folder.Length > root.Length; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "idVendor")))
            {
                return folder;
            }
        }

        return null;
    }

    private Dictionary<string, string> StablePaths()
    {
        string folder = Path.Combine(dev, "serial", "by-id");
        Dictionary<string, string> stable = [];
        if (Directory.Exists(folder))
        {
            foreach (string link in Directory.EnumerateFileSystemEntries(folder))
            {
                if (File.ResolveLinkTarget(link, returnFinalTarget: true) is { } target)
                {
                    stable[target.Name] = link;
                }
            }
        }

        return stable;
    }
}
