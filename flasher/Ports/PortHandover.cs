// Who has a port, and how it changes hands: a lock file (flock) and, beside it, a socket on which a console gives the port up.
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Transports;

namespace Lume.Flasher.Ports;

/// <summary>
/// The lock of a port. A holder that serves hand-overs listens on <c>LOCK.sock</c>: to a client that sends <c>give</c> and a line end
/// it answers <c>given</c> once it has closed the port and released the lock, and takes both back when the client closes the socket.
/// The lock is released by the kernel when its holder dies; a socket that was left behind refuses connections.
/// </summary>
public sealed class PortHandover : IDisposable
{
    private static readonly TimeSpan s_giveLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _lock;
    private readonly string _owner;
    private readonly Socket? _giver;

    private PortHandover(FileStream file, string owner, Socket? giver)
    {
        _lock = file;
        _owner = owner;
        _giver = giver;
    }

    /// <summary>Where locks are, for every port of this machine and every program of the project.</summary>
    public static string Folder => Directory.Exists("/run/lock") ? "/run/lock" : Path.GetTempPath();

    /// <summary>The lock file of a port. A link and what it points to are one port.</summary>
    public static string LockOf(string address, string? folder = null)
    {
        string target = File.Exists(address) ? File.ResolveLinkTarget(address, returnFinalTarget: true)?.FullName ?? address : address;
        string name = string.Concat(target.Select(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-' ? one : '_'));
        return Path.Combine(folder ?? Folder, $"lume{name}.lock");
    }

    /// <summary>Takes a port, asking a console that holds it to give it up for the time being.</summary>
    /// <param name="address">The port.</param>
    /// <param name="purpose">What for: shown to others who want it.</param>
    /// <param name="folder">Where locks are; null for the usual place.</param>
    /// <exception cref="FlashException">Somebody holds it who does not give it up.</exception>
    public static PortHandover Take(string address, string purpose, string? folder = null)
    {
        string path = LockOf(address, folder);
        FileStream? file = TryLock(path, address);
        Socket? giver = file is null ? AskHolder(path) : null;
        for (Stopwatch clock = Stopwatch.StartNew(); file is null && giver is not null && clock.Elapsed < s_giveLimit; Thread.Sleep(s_pause))
        {
            file = TryLock(path, address);
        }

        if (file is null)
        {
            giver?.Dispose();
            throw new FlashException(FlashError.PortBusy, $"{address} is held by {ReadOwner(path)}.");
        }

        string owner = path + ".owner";
        WriteOwner(owner, $"pid {Environment.ProcessId} ({Environment.UserName}, {purpose})");
        return new PortHandover(file, owner, giver);
    }

    /// <summary>Opens a transport that holds its port's lock as long as it lives.</summary>
    /// <exception cref="FlashException">It cannot be opened, or another program, which knows nothing of locks, reads from it too: each would get half of what comes.</exception>
    public static ITransport Open(string address, int baudRate, string purpose)
    {
        PortHandover held = Take(address, purpose);
        try
        {
            if (PortAccess.Readers(address) is { Count: > 0 } holders)
            {
                throw new FlashException(FlashError.PortBusy, $"{address} is held by {string.Join(", ", holders)}.", "End that program first.");
            }

            return new HeldTransport(PortAddress.Open(address, baudRate), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_owner);
        _lock.Dispose();
        _giver?.Dispose(); // after the lock: the console takes it back now
    }

    private static FileStream? TryLock(string path, string address)
    {
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = (UnixFileMode)0x1B6; // rw for all: whoever shares the machine
            }

            return new FileStream(path, options);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FlashException(FlashError.PortNotPermitted, $"The lock of {address} belongs to another user: {e.Message}", $"When nobody uses the port, delete {path}.", e);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static Socket? AskHolder(string path)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.ReceiveTimeout = (int)s_giveLimit.TotalMilliseconds;
            socket.Connect(new UnixDomainSocketEndPoint(path + ".sock"));
            socket.Send("give\n"u8);
            byte[] answer = new byte[6];
            int length = 0;
            for (int got = 1; length < answer.Length && got > 0; length += got)
            {
                got = socket.Receive(answer, length, answer.Length - length, SocketFlags.None);
            }

            if (Encoding.ASCII.GetString(answer, 0, length) == "given\n")
            {
                return socket;
            }
        }
        catch (SocketException)
        {
            // Its holder is no console, or does not answer.
        }

        socket.Dispose();
        return null;
    }

    private static string ReadOwner(string path)
    {
        try
        {
            return File.ReadAllText(path + ".owner");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another program";
        }
    }

    private static void WriteOwner(string file, string text)
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

    private sealed class HeldTransport(ITransport inner, PortHandover held) : ITransport
    {
        public string Name => inner.Name;

        public TimeProvider Time => inner.Time;

        public int BaudRate => inner.BaudRate;

        public IModemLines? ModemLines => inner.ModemLines;

        public bool TrySetBaudRate(int baudRate) => inner.TrySetBaudRate(baudRate);

        public int Read(Span<byte> buffer, TimeSpan limit) => inner.Read(buffer, limit);

        public void Write(ReadOnlySpan<byte> bytes) => inner.Write(bytes);

        public void DiscardInput() => inner.DiscardInput();

        public void Pause(TimeSpan duration) => inner.Pause(duration);

        public void Dispose()
        {
            inner.Dispose();
            held.Dispose();
        }
    }
}
