// A device's descriptors (USB 2.0, 9.6) as sysfs hands them out: which interfaces speak fastboot or DFU. The device wrote them, so nothing is believed.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace Lume.Flasher.Usb;

/// <summary>What an interface speaks.</summary>
public enum UsbProtocol
{
    /// <summary>Android's fastboot: class 0xFF, 0x42, 0x03.</summary>
    Fastboot,

    /// <summary>DFU 1.1 in download mode: class 0xFE, 1, 2.</summary>
    Dfu,
}

/// <summary>An interface that can be flashed through.</summary>
/// <param name="Protocol">What it speaks.</param>
/// <param name="Number">bInterfaceNumber.</param>
/// <param name="BulkIn">Fastboot's endpoint from the device.</param>
/// <param name="BulkOut">Fastboot's endpoint to the device.</param>
/// <param name="TransferBytes">The most bytes of one DFU block.</param>
public sealed record UsbInterface(UsbProtocol Protocol, byte Number, byte BulkIn, byte BulkOut, int TransferBytes);

/// <summary>Reads descriptors.</summary>
public static class UsbDescriptors
{
    private const byte InterfaceType = 4;
    private const byte EndpointType = 5;
    private const byte DfuFunctionalType = 0x21;
    private const byte Bulk = 2;
    private const int DefaultDfuBytes = 64; // works with every control endpoint

    /// <summary>The interfaces of interest in a device's descriptors, at most one of each setting.</summary>
    public static IReadOnlyList<UsbInterface> Parse(ReadOnlySpan<byte> bytes)
    {
        List<UsbInterface> found = [];
        UsbInterface? current = null;
        while (bytes.Length >= 2 && bytes[0] >= 2 && bytes[0] <= bytes.Length)
        {
            ReadOnlySpan<byte> one = bytes[..bytes[0]];
            switch (one[1])
            {
                case InterfaceType when one.Length >= 9:
                    Keep(found, current);
                    current = Begin(one);
                    break;
                case EndpointType when one.Length >= 7 && current?.Protocol == UsbProtocol.Fastboot && (one[3] & 3) == Bulk:
                    current = (one[2] & 0x80) != 0 ? current with { BulkIn = one[2] } : current with { BulkOut = one[2] };
                    break;
                case DfuFunctionalType when one.Length >= 7 && current?.Protocol == UsbProtocol.Dfu:
                    current = current with { TransferBytes = Math.Max((int)BinaryPrimitives.ReadUInt16LittleEndian(one[5..]), 8) };
                    break;
            }

            bytes = bytes[one.Length..];
        }

        Keep(found, current);
        return found;
    }

    private static UsbInterface? Begin(ReadOnlySpan<byte> one) => (one[5], one[6], one[7]) switch
    {
        (0xFF, 0x42, 0x03) => new UsbInterface(UsbProtocol.Fastboot, one[2], 0, 0, 0),
        (0xFE, 0x01, 0x02) => new UsbInterface(UsbProtocol.Dfu, one[2], 0, 0, DefaultDfuBytes),
        _ => null,
    };

    private static void Keep(List<UsbInterface> found, UsbInterface? one)
    {
        // Each alternate setting of DFU repeats the functional descriptor's owner; the first one with it stands for all.
        if (one is { Protocol: UsbProtocol.Dfu } or { BulkIn: not 0, BulkOut: not 0 } && !found.Exists(other => other.Number == one.Number))
        {
            found.Add(one);
        }
        else if (one is { Protocol: UsbProtocol.Dfu, TransferBytes: > DefaultDfuBytes })
        {
            found[found.FindIndex(other => other.Number == one.Number)] = one;
        }
    }
}
