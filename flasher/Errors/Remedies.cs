// What to do about each failure, in words for the person at the board.
namespace Lume.Flasher.Errors;

/// <summary>The usual remedy of each error.</summary>
public static class Remedies
{
    /// <summary>One or two sentences that say what to do.</summary>
    public static string For(FlashError error) => error switch
    {
        FlashError.Usage => "See the help page: --help.",
        FlashError.NoPort => "Plug in the serial adapter, then look: lume devices. A socket or pseudo-terminal can be named with --port.",
        FlashError.SeveralPorts => "Name the one that is meant: --port PORT. lume devices lists them with their places.",
        FlashError.PortNotFound => "lume devices lists the ports that are there.",
        FlashError.PortNotPermitted => "Join the group of the port and log in again: sudo usermod -aG dialout $USER",
        FlashError.PortBusy => "End the program that holds the port, or use 'lume console', which hands it over.",
        FlashError.LineLost => "Check the cable and the adapter, then start again: nothing was reported done that was not proved.",
        FlashError.Silence => "Check power, that TX and RX are crossed and that GND is connected; then reset the board.",
        FlashError.WrongBaudRate => "Give the rate of the board's console with --baud (most use 115200), or reset the board.",
        FlashError.WrongStage => "Reset the board and start again; for an empty or broken board: lume recover.",
        FlashError.BootRomFailed => "Switch the power off, set the boot switches for UART, switch it on again and run: lume recover.",
        FlashError.BoardReset => "Check the power supply; then start again.",
        FlashError.TransferFailed => "Start again with a lower rate (--fast-baud 115200) or another adapter; switch the board off and on first.",
        FlashError.TransferRefused => "Reset the board and start again; is the image too big for the board's memory?",
        FlashError.ChecksumMismatch => "Start again; if it repeats, lower the rate (--fast-baud 115200) or test the board's memory.",
        FlashError.CommandFailed => "The board's own words are above. Fix what they name, then start again.",
        FlashError.CommandMissing => "This firmware was built without that command: choose another --via or --to, or update U-Boot.",
        FlashError.CommandTimeout => "Reset the board and start again.",
        FlashError.KernelSilent => "The image is in memory as it should be. Look at what it prints: lume console.",
        FlashError.ImageUnreadable => "Check the path. A kernel comes from: lume build.",
        FlashError.ImageWrong => "Give a RISC-V Linux-style Image (artifacts/kernel/image/BOARD/Image), or --force to send the bytes as they are.",
        FlashError.ImageTooBig => "Use a smaller image or another target (--to).",
        FlashError.StorageFailed => "The card or chip may be worn out, write protected or too small: try another.",
        FlashError.StorageMissing => "Insert the card; see what U-Boot finds with 'mmc list' or 'sf probe' in: lume console.",
        FlashError.HostDiskFull => "Free some space or name another place.",
        FlashError.DeviceNotRemovable => "Only removable disks are written. lsblk shows which one is the card.",
        FlashError.DeviceInUse => "Unmount it: umount DEVICE*.",
        FlashError.ReadBackMismatch => "Try another card or card reader.",
        FlashError.HostToolFailed => "Install or repair that program, then start again.",
        FlashError.ServerFailed => "Choose another port, or stop the server that has it.",
        FlashError.NetworkFetchFailed => "Check the network cable and that a firewall lets the board reach this machine.",
        FlashError.UsbDeviceMissing => "Start fastboot or DFU on the board, and look: lume devices.",
        FlashError.UsbNotPermitted => "Install the udev rule that is shown, then plug the device in again.",
        FlashError.UsbFailed => "Unplug and plug in the device, then start again.",
        FlashError.Interrupted => "Start again. A board in the middle of a transfer was brought back to its prompt, as far as it could be reached.",
        _ => "Start again.",
    };
}
