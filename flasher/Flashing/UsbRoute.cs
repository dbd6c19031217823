// Flashing over USB: U-Boot told over the console to become a fastboot or DFU device, the bytes over USB, the proof over the console again.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;
using Lume.Flasher.Protocols.UBoot;
using Lume.Flasher.Usb;

namespace Lume.Flasher.Flashing;

/// <summary><c>--via usb</c>. Neither protocol has the board tell a checksum, so the console is needed too.</summary>
/// <param name="open">Opens the serial port.</param>
/// <param name="find">Finds the device that speaks a protocol; fails with <see cref="FlashError.UsbDeviceMissing"/> while there is none.</param>
/// <param name="openUsb">Opens it.</param>
/// <param name="random">Where marker words come from.</param>
public sealed class UsbRoute(OpenTransport open, Func<UsbProtocol, UsbBoard> find, Func<UsbBoard, IUsbDevice> openUsb, Random? random = null) : IFlashRoute
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_appears = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_promptLimit = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public FlashRoute Route => FlashRoute.Usb;

    /// <inheritdoc/>
    public IReadOnlyList<string> Plan(FlashRequest request)
    {
        FlashPlacement.Check(request);
        return
        [
            $"open {request.Port ?? "the only port"} at {request.BaudRate} baud and reach U-Boot's prompt ({request.Board.Title})",
            "start fastboot there, or DFU where U-Boot has no fastboot, and wait for the USB device",
            $"send {request.Image.Name} ({request.Image.Bytes.Length} bytes) over USB",
            $"back at the prompt, compare the board's CRC-32 with {request.Image.Crc32:x8}",
            .. FlashPlacement.Finish(request),
        ];
    }

    /// <inheritdoc/>
    public FlashResult Run(FlashRequest request, IFlashProgress progress, CancellationToken cancel)
    {
        FlashPlacement.Check(request);
        return BoardConnection.AtPrompt(request, open, progress, cancel, session =>
        {
            UsbProtocol protocol = Has(session, "fastboot") ? UsbProtocol.Fastboot
                : Has(session, "dfu") ? UsbProtocol.Dfu
                : throw new FlashException(FlashError.CommandMissing, "This U-Boot has neither 'fastboot' nor 'dfu'.");
            return FlashPlacement.Bring(session, request, (image, address) => Load(session, protocol, image, address));
        }, random);
    }

    private static bool Has(UBootSession session, string command) => session.Run($"help {command}", s_short).Status == 0;

    private FlashProof Load(UBootSession session, UsbProtocol protocol, FlashImage image, ulong address)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"RAM at 0x{address:x}");
        session.Progress.Report(new StepStarted($"the board becomes a {(protocol == UsbProtocol.Fastboot ? "fastboot" : "DFU")} device"));
        if (protocol == UsbProtocol.Fastboot)
        {
            session.Type(string.Create(CultureInfo.InvariantCulture, $"fastboot -l {address:x} usb 0"));
            using IUsbDevice device = Await(session, protocol, out UsbInterface place);
            new Fastboot(device, place, session.Progress).Download(image.Name, image.Bytes);
        }
        else
        {
            session.Require(string.Create(CultureInfo.InvariantCulture, $"setenv dfu_alt_info 'lume ram {address:x} {image.Bytes.Length:x}'"), s_short);
            session.Type("dfu 0 ram 0");
            using IUsbDevice device = Await(session, protocol, out UsbInterface place);
            new Dfu(device, place, session.Progress, session.Line.Pause).Download(image.Name, image.Bytes);
        }

        // Ctrl-C ends both commands.
        session.ReachPrompt(s_promptLimit);
        session.RequireCrc32(address, image.Bytes.Length, image.Crc32, where);
        return new FlashProof(where, image.Bytes.Length, image.Crc32);
    }

    private IUsbDevice Await(UBootSession session, UsbProtocol protocol, out UsbInterface place)
    {
        for (long begin = session.Line.Now; ; session.Line.Pause(s_tick))
        {
            try
            {
                UsbBoard board = find(protocol);
                place = board.Interface;
                session.Progress.Report(new Noted($"USB device {board.Location} {board.Id} {board.Title}".TrimEnd()));
                return openUsb(board);
            }
            catch (FlashException e) when (e.Error is FlashError.UsbDeviceMissing or FlashError.LineLost && session.Line.Since(begin) < s_appears)
            {
                // It takes its time to be enumerated.
            }
        }
    }
}
