// A disk that may be written: proved to be a whole removable disk that nobody uses, or refused with the reason.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Images;

/// <summary>A block device that passed every check of <see cref="BlockDevices.Prove"/>.</summary>
/// <param name="Path">Its node.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Description">Vendor, model and size, for the person who owns it.</param>
public sealed record BlockDevice(string Path, long Bytes, string Description);

/// <summary>Looks at block devices through sysfs (Linux's Documentation/ABI/stable/sysfs-block) and /proc.</summary>
/// <param name="root">The root of the file system: another one in tests.</param>
/// <param name="deviceNumber">The number "MAJOR:MINOR" of a block special file, or null for any other file.</param>
public sealed partial class BlockDevices(string root, Func<string, string?> deviceNumber)
{
    private const int SectorBytes = 512; // sysfs counts in these, whatever the disk's own sectors are

    /// <summary>This machine's.</summary>
    public static BlockDevices OfThisMachine { get; } = new("/", DeviceNumber);

    /// <summary>True when a path names a block device.</summary>
    public bool IsBlockDevice(string path) => deviceNumber(path) is not null;

    /// <summary>The size of a block device in bytes, or null for any other file.</summary>
    public long? SizeOf(string path) => deviceNumber(path) is { } number ? SizeOfFolder(SysFolder(number)) : null;

    /// <summary>True while the device is there.</summary>
    public bool IsThere(BlockDevice device) => deviceNumber(device.Path) is { } number && Directory.Exists(SysFolder(number)) && SizeOfFolder(SysFolder(number)) > 0;

    /// <summary>Proves that a device may be overwritten.</summary>
    /// <exception cref="FlashException">
    /// It may not: <see cref="FlashError.DeviceNotRemovable"/>, <see cref="FlashError.DeviceInUse"/>, or it cannot:
    /// <see cref="FlashError.StorageMissing"/>, <see cref="FlashError.StorageFailed"/>.
    /// </exception>
    public BlockDevice Prove(string path)
    {
        string number = deviceNumber(path) ?? throw new FlashException(FlashError.Usage, $"{path} is no block device.");
        if (!Directory.Exists(SysFolder(number)))
        {
            throw new FlashException(FlashError.StorageMissing, $"The system knows no disk behind {path}.");
        }

        string folder = Resolve(SysFolder(number));

        if (File.Exists(Path.Combine(folder, "partition")))
        {
            throw new FlashException(
                FlashError.DeviceNotRemovable, $"{path} is a partition, not a disk.", $"Name the whole disk: /dev/{Path.GetFileName(Path.GetDirectoryName(folder))}");
        }

        RequireRemovable(path, folder);
        long bytes = SizeOfFolder(folder);
        if (bytes == 0)
        {
            throw new FlashException(FlashError.StorageMissing, $"There is no card in {path}.", "Insert the card.");
        }

        if (Read(folder, "ro") == "1")
        {
            throw new FlashException(FlashError.StorageFailed, $"{path} is write protected.", "Slide the card's lock open.");
        }

        RequireUnused(path, folder);
        return new BlockDevice(path, bytes, Describe(folder, bytes));
    }

    // "sda": the node may have any name, the number says what it is.
    private static string? DeviceNumber(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        string[] told = HostProgram.Run("coreutils", "stat", ["-L", "-c", "%F|%t|%T", "--", path]).Trim().Split('|');
        return told is ["block special file", var major, var minor]
            ? string.Create(CultureInfo.InvariantCulture, $"{Convert.ToInt32(major, 16)}:{Convert.ToInt32(minor, 16)}")
            : null;
    }

    private string SysFolder(string number) => Path.Combine(root, "sys/dev/block", number);

    private static string Resolve(string folder) => new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;

    private static long SizeOfFolder(string folder) =>
        long.TryParse(Read(folder, "size"), NumberStyles.None, CultureInfo.InvariantCulture, out long sectors) ? sectors * SectorBytes : 0;

    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    // Removable by its own word, or behind USB, or an SD card (an eMMC says "MMC" and is soldered in).
    private static void RequireRemovable(string path, string folder)
    {
        bool removable = Read(folder, "removable") == "1"
            || UsbPath().IsMatch(folder)
            || (folder.Contains("/mmc_host/", StringComparison.Ordinal) && Read(folder, "device/type") == "SD");
        if (!removable)
        {
            throw new FlashException(FlashError.DeviceNotRemovable, $"{path} is no removable disk ({Describe(folder, SizeOfFolder(folder))}).");
        }
    }

    private void RequireUnused(string path, string folder)
    {
        string[] parts = [folder, .. Directory.GetDirectories(folder).Where(part => File.Exists(Path.Combine(part, "partition")))];
        Dictionary<string, string> names = parts.ToDictionary(part => Read(part, "dev"), part => Path.GetFileName(part));
        foreach (string mounts in (string[])["proc/self/mountinfo", "proc/1/mountinfo"])
        {
            foreach (string[] words in Lines(mounts).Select(line => line.Split(' ')).Where(words => words.Length > 5))
            {
                // Field 3 is the device's number, field 5 the mount point (proc(5)). Some file systems show a made-up number, so the source counts too.
                string source = words.SkipWhile(word => word != "-").Skip(2).FirstOrDefault() ?? string.Empty;
                if (names.ContainsKey(words[2]) || names.ContainsValue(source.StartsWith("/dev/", StringComparison.Ordinal) ? source[5..] : string.Empty))
                {
                    throw new FlashException(FlashError.DeviceInUse, $"{path} is mounted at {words[4]}.", $"Unmount it: sudo umount {words[4]}");
                }
            }
        }

        if (Lines("proc/swaps").FirstOrDefault(line => names.ContainsValue(Path.GetFileName(line.Split(' ', '\t')[0]))) is { } swap)
        {
            throw new FlashException(FlashError.DeviceInUse, $"{path} is used for swapping: {swap}", $"End that first: sudo swapoff {swap.Split(' ', '\t')[0]}");
        }

        if (parts.SelectMany(Holders).FirstOrDefault() is { } holder)
        {
            throw new FlashException(
                FlashError.DeviceInUse, $"{path} belongs to {holder} (RAID, LVM or an encrypted volume).", "Take it out of there first; lsblk shows how they hang together.");
        }
    }

    private static IEnumerable<string> Holders(string part)
    {
        string holders = Path.Combine(part, "holders");
        return Directory.Exists(holders) ? Directory.GetFileSystemEntries(holders).Select(one => Path.GetFileName(one)) : [];
    }

    private IEnumerable<string> Lines(string file)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(root, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without proc there is nothing to see; another user's process 1 may be out of sight.
            return [];
        }
    }

    private static string Describe(string folder, long bytes) => string.Create(
        CultureInfo.InvariantCulture, $"{$"{Read(folder, "device/vendor")} {Read(folder, "device/model")}{Read(folder, "device/name")}".Trim()}, {bytes / 1e9:0.0} GB").TrimStart(',', ' ');

    [GeneratedRegex(@"/usb\d+/")]
    private static partial Regex UsbPath();
}
