// USB Device Firmware Upgrade 1.1: a file in numbered blocks over control requests, the device's state read after each.
using System;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Usb;

/// <summary>The host's side of DFU over a claimed interface in DFU mode.</summary>
/// <param name="device">The device.</param>
/// <param name="place">The interface.</param>
/// <param name="progress">Hears of each block.</param>
/// <param name="pause">Lets time pass: the device says how long.</param>
public sealed class Dfu(IUsbDevice device, UsbInterface place, IFlashProgress progress, Action<TimeSpan> pause)
{
    private const byte HostToInterface = 0x21;
    private const byte InterfaceToHost = 0xA1;
    private const int StatusBytes = 6;
    private const int MostPolls = 600;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    // DFU 1.1, 6.1.2 table "bState".
    private enum State : byte
    {
        AppIdle = 0,
        AppDetach = 1,
        Idle = 2,
        DownloadSync = 3,
        DownloadBusy = 4,
        DownloadIdle = 5,
        ManifestSync = 6,
        Manifest = 7,
        ManifestWaitReset = 8,
        UploadIdle = 9,
        Error = 10,
    }

    // DFU 1.1, 3.
    private enum Request : byte
    {
        Download = 1,
        GetStatus = 3,
        ClearStatus = 4,
        Abort = 6,
    }

    private readonly record struct Status(byte Code, TimeSpan Wait, State State);

    /// <summary>Sends a file and has the device accept it.</summary>
    /// <exception cref="FlashException">The device is in no state for it, reports an error, hangs or is gone.</exception>
    public void Download(string name, ReadOnlyMemory<byte> file)
    {
        ReachIdle();
        int block = 0;
        for (int sent = 0; sent < file.Length; block++)
        {
            int count = Math.Min(place.TransferBytes, file.Length - sent);
            Send(Request.Download, (ushort)block, file.Span.Slice(sent, count));
            Await(State.DownloadIdle, State.DownloadIdle);
            sent += count;
            progress.Report(new BytesMoved($"{name} by DFU", sent, file.Length));
        }

        // An empty block ends the file.
        Send(Request.Download, (ushort)block, []);
        Await(State.Idle, State.ManifestWaitReset);
    }

    private void ReachIdle()
    {
        for (int attempt = 0; attempt < 4; attempt++)
        {
            Status status = GetStatus();
            switch (status.State)
            {
                case State.Idle:
                    return;
                case State.AppIdle or State.AppDetach:
                    throw new FlashException(FlashError.UsbFailed, $"{device.Name} is not in DFU mode.", "Start DFU on the board: dfu 0 ram 0 at U-Boot's prompt.");
                case State.Error:
                    Send(Request.ClearStatus, 0, []);
                    break;
                default:
                    Send(Request.Abort, 0, []);
                    break;
            }
        }

        throw new FlashException(FlashError.UsbFailed, $"{device.Name} does not become idle.");
    }

    private void Await(State one, State other)
    {
        for (int poll = 0; poll < MostPolls; poll++)
        {
            Status status = GetStatus();
            if (status.Code != 0 || status.State == State.Error)
            {
                throw new FlashException(FlashError.UsbFailed, $"{device.Name} reports DFU error {status.Code}: {Meaning(status.Code)}.");
            }

            if (status.State == one || status.State == other)
            {
                return;
            }

            // What waits is a busy state or one in which asking moves it on; anything else will not get there.
            if (status.State is not (State.DownloadSync or State.DownloadBusy or State.ManifestSync or State.Manifest))
            {
                throw new FlashException(FlashError.UsbFailed, $"{device.Name} went to DFU state {status.State} instead of {one}.");
            }

            pause(status.Wait < s_longestPause ? status.Wait : s_longestPause);
        }

        throw new FlashException(FlashError.UsbFailed, $"{device.Name} stays busy.");
    }

    private void Send(Request request, ushort value, ReadOnlySpan<byte> bytes)
    {
        int went = device.Control(new UsbRequest(HostToInterface, (byte)request, value, place.Number), bytes.ToArray(), s_limit);
        if (went != bytes.Length)
        {
            throw new FlashException(FlashError.UsbFailed, $"{device.Name} took {went} of {bytes.Length} bytes of block {value}.");
        }
    }

    private Status GetStatus()
    {
        byte[] bytes = new byte[StatusBytes];
        int came = device.Control(new UsbRequest(InterfaceToHost, (byte)Request.GetStatus, 0, place.Number), bytes, s_limit);
        return came == StatusBytes
            ? new Status(bytes[0], TimeSpan.FromMilliseconds(bytes[1] | (bytes[2] << 8) | (bytes[3] << 16)), (State)bytes[4])
            : throw new FlashException(FlashError.UsbFailed, $"{device.Name} gave {came} bytes of DFU status instead of {StatusBytes}.");
    }

    // DFU 1.1, 6.1.2 table "bStatus".
    private static string Meaning(byte code) => code switch
    {
        1 => "not for this device",
        2 => "the file is wrong for it",
        3 => "it cannot write its memory",
        4 or 5 => "it cannot erase its memory",
        6 or 7 => "its memory does not hold what was written",
        8 => "the address is out of range",
        9 => "the file ended too early",
        10 => "its firmware is corrupt",
        _ => "unknown cause",
    };
}
