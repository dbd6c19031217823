// Why a port cannot be opened: no right to it, or another program has it.
using System;
using System.Collections.Generic;
using System.IO;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Transports;

/// <summary>Explains failures to open a port.</summary>
public static class PortAccess
{
    /// <summary>The failure in the user's terms.</summary>
    public static FlashException Explain(string path, Exception e)
    {
        IReadOnlyList<string> holders = Holders(path);
        if (holders.Count > 0)
        {
            return new FlashException(FlashError.PortBusy, $"{path} is held by {string.Join(", ", holders)}.", inner: e);
        }

        return e is UnauthorizedAccessException && !MayOpen(path)
            ? new FlashException(FlashError.PortNotPermitted, $"You may not open {path}.", inner: e)
            : new FlashException(FlashError.PortBusy, $"{path} cannot be opened: {e.Message}", inner: e);
    }

    /// <summary>The programs that have a file open, as <c>name (pid)</c>; those of other users are visible to root only.</summary>
    public static IReadOnlyList<string> Holders(string path)
    {
        string real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        List<string> holders = [];
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), out int id) || id == Environment.ProcessId)
            {
                continue;
            }

            if (HasOpen(process, real))
            {
                holders.Add($"{ReadName(process)} ({id})");
            }
        }

        return holders;
    }

    private static bool MayOpen(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true; // busy, or not seekable: permitted all the same
        }
    }

    private static bool HasOpen(string process, string real)
    {
        try
        {
            foreach (string descriptor in Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")))
            {
                if (new FileInfo(descriptor).LinkTarget == real)
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to somebody else.
        }

        return false;
    }

    private static string ReadName(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (IOException)
        {
            return "a program that just ended";
        }
    }
}
