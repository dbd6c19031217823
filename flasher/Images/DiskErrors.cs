// What went wrong with a disk or a file, told from the system's error number.
using System;
using System.IO;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Images;

/// <summary>Turns failures of files and disks into failures the user can act on.</summary>
public static class DiskErrors
{
    private const int NoSuchAddress = 6; // ENXIO: the device behind the node is gone
    private const int NoDevice = 19; // ENODEV
    private const int NoSpace = 28; // ENOSPC
    private const int NoMedium = 123; // ENOMEDIUM
    private const int Quota = 122; // EDQUOT

    /// <summary>Does something with a file; its failures come out as <see cref="FlashException"/>.</summary>
    /// <param name="path">The file or block device, for the message.</param>
    /// <param name="work">What to do.</param>
    /// <exception cref="FlashException">The work failed.</exception>
    public static void Guard(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Translate(path, e);
        }
    }

    /// <summary>The failure that an exception of the file API means.</summary>
    public static FlashException Translate(string path, Exception e) => (e, e.HResult) switch
    {
        (UnauthorizedAccessException, _) => new FlashException(
            FlashError.StorageFailed, $"{path} may not be written: {e.Message}", $"Use sudo, or join the group that owns it: ls -l {path}", e),
        (_, NoSpace or Quota) => new FlashException(FlashError.HostDiskFull, $"The disk is full: {e.Message}", inner: e),
        (_, NoSuchAddress or NoDevice or NoMedium) => new LineLostException(path, "the card or its reader is gone.", e),
        (FileNotFoundException or DirectoryNotFoundException, _) => new FlashException(FlashError.ImageUnreadable, e.Message, inner: e),
        (EndOfStreamException, _) => new FlashException(FlashError.StorageFailed, $"{path} ends too early: {e.Message}", inner: e),
        _ => new FlashException(FlashError.StorageFailed, $"{path}: {e.Message}", inner: e),
    };
}
