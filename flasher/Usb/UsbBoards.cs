// The devices on this machine's USB that can be flashed, from sysfs; and the udev rule that lets a user open them.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Usb;

/// <summary>A device that speaks fastboot or DFU.</summary>
/// <param name="Location">Its place, "1-2.3": bus and the chain of ports.</param>
/// <param name="Id">Vendor and product, "18d1:4ee0".</param>
/// <param name="Title">Its own words about itself, maybe empty.</param>
/// <param name="Serial">Its serial number, maybe empty.</param>
/// <param name="Node">The file it is opened by.</param>
/// <param name="Interface">Where it can be flashed.</param>
public sealed record UsbBoard(string Location, string Id, string Title, string Serial, string Node, UsbInterface Interface);

/// <summary>Finds devices.</summary>
/// <param name="root">The root of the file system: another one in tests.</param>
public sealed class UsbBoards(string root = "/")
{
    /// <summary>Name of the file for <see cref="UdevRule"/>.</summary>
    public const string UdevFile = "/etc/udev/rules.d/70-lume.rules";

    /// <summary>
    /// Lets whoever sits at this machine, and the group plugdev, open devices that speak fastboot or DFU, whatever their numbers.
    /// </summary>
    public const string UdevRule =
        """
        # Boards that wait to be flashed: fastboot (interface ff/42/03) and DFU (fe/01/02).
        SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ENV{ID_USB_INTERFACES}=="*:ff4203:*", MODE="0660", GROUP="plugdev", TAG+="uaccess"
        SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ENV{ID_USB_INTERFACES}=="*:fe0102:*", MODE="0660", GROUP="plugdev", TAG+="uaccess"

        """;

    /// <summary>What to do when a device may not be opened.</summary>
    public static string PermissionRemedy =>
        $"Let your user open it, then plug it in again:\n  lume devices --udev-rule | sudo tee {UdevFile} && sudo udevadm control --reload";

    /// <summary>All that are there, by place.</summary>
    public IReadOnlyList<UsbBoard> Find()
    {
        string folder = Path.Combine(root, "sys/bus/usb/devices");
        return Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).SelectMany(Look)]
            : [];
    }

    /// <summary>The only device that speaks a protocol, or the one at a place.</summary>
    /// <param name="protocol">Fastboot or DFU.</param>
    /// <param name="location">Its <see cref="UsbBoard.Location"/> or serial number, or null.</param>
    /// <exception cref="FlashException">There is none, or there are several.</exception>
    public UsbBoard Require(UsbProtocol protocol, string? location)
    {
        UsbBoard[] found = [.. Find().Where(one => one.Interface.Protocol == protocol && (location is null || one.Location == location || one.Serial == location))];
        return found switch
        {
            [UsbBoard one] => one,
            [] => throw new FlashException(FlashError.UsbDeviceMissing, $"No USB device here speaks {protocol.ToString().ToLowerInvariant()}{(location is null ? string.Empty : $" at {location}")}."),
            _ => throw new FlashException(
                FlashError.SeveralPorts,
                $"Several USB devices speak {protocol.ToString().ToLowerInvariant()}: {string.Join(", ", found.Select(one => $"{one.Location} ({one.Id} {one.Serial})"))}.",
                "Unplug the others: which one is meant cannot be told."),
        };
    }

    private IEnumerable<UsbBoard> Look(string folder)
    {
        byte[] descriptors;
        string[] words;
        try
        {
            descriptors = File.ReadAllBytes(Path.Combine(folder, "descriptors"));
            words = [.. new[] { "idVendor", "idProduct", "busnum", "devnum", "manufacturer", "product", "serial" }.Select(name => Read(folder, name))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An interface's folder, or a device that was pulled out just now.
            return [];
        }

        string node = Path.Combine(root, "dev/bus/usb", words[2].PadLeft(3, '0'), words[3].PadLeft(3, '0'));
        return UsbDescriptors.Parse(descriptors).Select(one => new UsbBoard(
            Path.GetFileName(folder), $"{words[0]}:{words[1]}", $"{words[4]} {words[5]}".Trim(), words[6], node, one));
    }

    // Strings are the device's own words: control characters would reach the terminal.
    private static string Read(string folder, string name)
    {
        string file = Path.Combine(folder, name);
        return File.Exists(file) ? string.Concat(File.ReadAllText(file).Trim().Select(c => char.IsControl(c) ? '?' : c)) : string.Empty;
    }
}
