// Programs of this machine that make and check file systems: mtools, dosfstools, e2fsprogs.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Images;

/// <summary>Runs programs of this machine to their end.</summary>
internal static class HostProgram
{
    private const long LeastFree = 4096;

    // Debian keeps what makes file systems out of an ordinary user's PATH.
    private static readonly string[] s_systemFolders = ["/usr/sbin", "/sbin"];

    /// <summary>Runs a program and returns what it printed.</summary>
    /// <param name="package">The Debian package that brings it.</param>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments, unquoted.</param>
    /// <param name="cancel">Kills it.</param>
    /// <exception cref="FlashException">It is missing, or it failed: its last words are in the message.</exception>
    public static string Run(string package, string program, IEnumerable<string> arguments, CancellationToken cancel = default)
    {
        ProcessStartInfo start = new(Find(program) ?? program)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = "C";
        start.Environment["MTOOLS_SKIP_CHECK"] = "1";
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Start(start, package, program);
        using CancellationTokenRegistration registration = cancel.Register(() => Kill(process));
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancel.ThrowIfCancellationRequested();
        string told = error.GetAwaiter().GetResult().Trim();
        return process.ExitCode == 0 ? output
            : told.Contains("No space left", StringComparison.Ordinal) || start.ArgumentList.Any(IsOnFullDisk) ? throw new FlashException(FlashError.HostDiskFull, $"The disk is full: {program} could not write.")
            : throw new FlashException(FlashError.HostToolFailed, $"{program} failed with status {process.ExitCode}: {(told.Length > 0 ? told : output.Trim())}");
    }

    // Not every program says why it could not write: mkfs.fat does not.
    private static bool IsOnFullDisk(string argument) => File.Exists(argument) && new DriveInfo(Path.GetFullPath(argument)).AvailableFreeSpace < LeastFree;

    private static string? Find(string program) =>
        s_systemFolders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static Process Start(ProcessStartInfo start, string package, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new FlashException(
                FlashError.HostToolFailed, $"The program {program} is missing: {e.Message}", $"Install it: sudo apt-get install {package}", e);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in between.
        }
    }
}
