// Every way in which flashing fails, with the exit status that scripts see. docs/flashing.md has the same table.
namespace Lume.Flasher.Errors;

/// <summary>Why a flash, recovery, console or image command failed. The value is the process's exit status.</summary>
public enum FlashError
{
    /// <summary>The command line asks for something that cannot be.</summary>
    Usage = 2,

    /// <summary>No serial port is there.</summary>
    NoPort = 10,

    /// <summary>Several ports could be meant and none was named.</summary>
    SeveralPorts = 11,

    /// <summary>The named port does not exist.</summary>
    PortNotFound = 12,

    /// <summary>The port may not be opened by this user.</summary>
    PortNotPermitted = 13,

    /// <summary>Another program holds the port.</summary>
    PortBusy = 14,

    /// <summary>The line went away in the middle: cable pulled, adapter gone, socket closed.</summary>
    LineLost = 20,

    /// <summary>Nothing at all came from the board.</summary>
    Silence = 21,

    /// <summary>Bytes come, but at another rate than ours.</summary>
    WrongBaudRate = 22,

    /// <summary>The board is in a state from which this cannot be done.</summary>
    WrongStage = 23,

    /// <summary>The board's boot ROM gave up.</summary>
    BootRomFailed = 24,

    /// <summary>The board was reset or crashed in the middle.</summary>
    BoardReset = 25,

    /// <summary>The board does not take what is sent.</summary>
    TransferFailed = 30,

    /// <summary>The board cancelled the transfer.</summary>
    TransferRefused = 31,

    /// <summary>The checksum on the board is not the one of the image.</summary>
    ChecksumMismatch = 32,

    /// <summary>A command on the board failed.</summary>
    CommandFailed = 33,

    /// <summary>The board's firmware lacks a command that is needed.</summary>
    CommandMissing = 34,

    /// <summary>The board did not answer a command in time.</summary>
    CommandTimeout = 35,

    /// <summary>The image was loaded and proved, but the kernel did not show up.</summary>
    KernelSilent = 36,

    /// <summary>The image file is not there or cannot be read.</summary>
    ImageUnreadable = 40,

    /// <summary>The image is not what the target can take.</summary>
    ImageWrong = 41,

    /// <summary>The image does not fit.</summary>
    ImageTooBig = 42,

    /// <summary>Storage on the board cannot be written or does not hold what was written.</summary>
    StorageFailed = 43,

    /// <summary>There is no such storage on the board.</summary>
    StorageMissing = 44,

    /// <summary>The disk of this machine is full.</summary>
    HostDiskFull = 50,

    /// <summary>The block device is not removable, or is the system's own.</summary>
    DeviceNotRemovable = 51,

    /// <summary>The block device is mounted or otherwise in use.</summary>
    DeviceInUse = 52,

    /// <summary>What was written to a disk or a file reads back differently.</summary>
    ReadBackMismatch = 53,

    /// <summary>A program of this machine that is needed is missing or failed.</summary>
    HostToolFailed = 54,

    /// <summary>The server inside the tool cannot listen.</summary>
    ServerFailed = 55,

    /// <summary>The board did not fetch the image over the network.</summary>
    NetworkFetchFailed = 56,

    /// <summary>No USB device in a mode that can be flashed.</summary>
    UsbDeviceMissing = 60,

    /// <summary>The USB device may not be opened by this user.</summary>
    UsbNotPermitted = 61,

    /// <summary>The USB device refused.</summary>
    UsbFailed = 62,

    /// <summary>The user stopped it.</summary>
    Interrupted = 130,
}
