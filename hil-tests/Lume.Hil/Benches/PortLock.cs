// Who holds a port: a lock file that the kernel releases when its holder dies, with the holder's name beside it.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Ports;
using Lume.Hil.Host;

namespace Lume.Hil.Benches;

/// <summary>
/// A held lock, the same that the console and flashing take. .NET takes <c>flock(2)</c> for <see cref="FileShare.None"/>, so a holder that was killed holds nothing, and a
/// file that was left behind stops nobody.
/// </summary>
public sealed class PortLock : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _file;
    private readonly string _ownerFile;

    private PortLock(FileStream file, string ownerFile)
    {
        _file = file;
        _ownerFile = ownerFile;
    }

    /// <summary>Takes a port, waiting for whoever holds it.</summary>
    /// <param name="port">The port as the bench names it. A link and what it points to are one port.</param>
    /// <param name="purpose">What for, shown to those who wait.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="folder">Where lock files are; null for the system's place.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="LumeException">It is still held after <paramref name="limit"/>; the message names the holder.</exception>
    public static async Task<PortLock> TakeAsync(string port, string purpose, TimeSpan limit, string? folder = null, CancellationToken cancel = default)
    {
        string path = PortHandover.LockOf(port, folder);
        Stopwatch clock = Stopwatch.StartNew();
        while (true)
        {
            if (TryOpen(path) is { } file)
            {
                string owner = path + ".owner";
                Write(owner, string.Create(CultureInfo.InvariantCulture, $"pid {Environment.ProcessId} ({Environment.UserName}, {purpose}, since {DateTime.UtcNow:HH:mm:ss} UTC)"));
                return new PortLock(file, owner);
            }

            if (clock.Elapsed >= limit)
            {
                throw new LumeException(string.Create(
                    CultureInfo.InvariantCulture, $"{port} is held by {Owner(path)}; waited {limit.TotalSeconds:0} s. End that process, or raise the board's limit 'lock'. (lock: {path})"));
            }

            await Task.Delay(s_pause, cancel).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The name goes first: while the lock is held nobody else writes it.
        File.Delete(_ownerFile);
        _file.Dispose();
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = (UnixFileMode)0x1B6; // for whoever shares the bench
            }

            return new FileStream(path, options);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LumeException($"The lock {path} belongs to another user: {e.Message} Delete it when nobody uses the port.", e);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static void Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The name is a service to those who wait; the lock holds without it.
        }
    }

    private static string Owner(string path)
    {
        try
        {
            return File.ReadAllText(path + ".owner");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
