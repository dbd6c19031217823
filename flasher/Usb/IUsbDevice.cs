// A USB device as the protocols need it: two kinds of transfers. Libusb is behind it, in tests a device of paper.
using System;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Usb;

/// <summary>An opened device with one claimed interface. One thread at a time.</summary>
public interface IUsbDevice : IDisposable
{
    /// <summary>What the user sees: place, vendor and product number.</summary>
    string Name { get; }

    /// <summary>Sends bytes to a bulk endpoint.</summary>
    /// <returns>How many went; fewer than asked for when the device takes no more in time.</returns>
    /// <exception cref="UsbStallException">The endpoint refused.</exception>
    /// <exception cref="LineLostException">The device is gone.</exception>
    int BulkOut(byte endpoint, ReadOnlySpan<byte> bytes, TimeSpan limit);

    /// <summary>Receives bytes from a bulk endpoint.</summary>
    /// <returns>How many came; 0 when none came in time.</returns>
    /// <exception cref="UsbStallException">The endpoint refused.</exception>
    /// <exception cref="LineLostException">The device is gone.</exception>
    int BulkIn(byte endpoint, Span<byte> bytes, TimeSpan limit);

    /// <summary>A request on the control endpoint; <see cref="UsbRequest.IsIn"/> says which way the bytes go.</summary>
    /// <returns>How many bytes of <paramref name="bytes"/> went or came.</returns>
    /// <exception cref="UsbStallException">The device refused.</exception>
    /// <exception cref="LineLostException">The device is gone.</exception>
    int Control(UsbRequest request, Span<byte> bytes, TimeSpan limit);
}

/// <summary>The setup packet of a control request (USB 2.0, 9.3), without its length.</summary>
/// <param name="Type">bmRequestType; bit 7 set: data comes from the device.</param>
/// <param name="Request">bRequest.</param>
/// <param name="Value">wValue.</param>
/// <param name="Index">wIndex: the interface.</param>
public readonly record struct UsbRequest(byte Type, byte Request, ushort Value, ushort Index)
{
    /// <summary>True when data comes from the device.</summary>
    public bool IsIn => (Type & 0x80) != 0;
}

/// <summary>The device refused a transfer (STALL).</summary>
public sealed class UsbStallException(string device, string what) : FlashException(FlashError.UsbFailed, $"{device} refused {what} (stall).");
