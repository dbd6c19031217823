// Why a port cannot be opened: no right to it, or another program has it.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Transports;

/// <summary>Explains failures to open a port.</summary>
public static class PortAccess
{
    private const int ReadAndWrite = 6; // R_OK | W_OK

    /// <summary>The failure in the user's terms.</summary>
    public static FlashException Explain(string path, Exception e)
    {
        if (e is UnauthorizedAccessException && !MayOpen(path))
        {
            string group = GroupOf(path) ?? "dialout";
            return new FlashException(FlashError.PortNotPermitted, $"You may not open {path}.", $"Join its group and log in again: sudo usermod -aG {group} $USER", e);
        }

        IReadOnlyList<string> holders = Holders(path);
        string who = holders.Count > 0 ? $"{path} is held by {string.Join(", ", holders)}." : $"{path} cannot be opened: {e.Message}";
        return new FlashException(FlashError.PortBusy, who, inner: e);
    }

    /// <summary>Why a port cannot be opened now, with the remedy, or null. Does not open it: some adapters reset their board then.</summary>
    public static string? Trouble(string path)
    {
        if (Access(path, ReadAndWrite) != 0)
        {
            return File.Exists(path) ? $"no permission: sudo usermod -aG {GroupOf(path) ?? "dialout"} $USER, then log in again" : "its device file is missing";
        }

        IReadOnlyList<string> holders = Holders(path);
        return holders.Count > 0 ? $"held by {string.Join(", ", holders)}" : null;
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

    /// <summary>The programs that read from a serial port, as far as this user may see them. Of a pseudo-terminal none: who made it may keep it open.</summary>
    public static IReadOnlyList<string> Readers(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        string real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        return real.StartsWith("/dev/pts/", StringComparison.Ordinal) ? [] : Holders(real);
    }

    private static bool MayOpen(string path) => Access(path, ReadAndWrite) == 0;

    // The name of the file's group, from stat(1): .NET has no call for it.
    private static string? GroupOf(string path)
    {
        try
        {
            using Process? stat = Process.Start(new ProcessStartInfo("stat", ["-L", "-c", "%G", path]) { RedirectStandardOutput = true, RedirectStandardError = true });
            string? group = stat?.StandardOutput.ReadToEnd().Trim();
            return group is { Length: > 0 } and not "UNKNOWN" and not "root" ? group : null;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "access", CharSet = CharSet.Ansi)]
    private static extern int Access(string path, int mode);

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
