// A transport with what every protocol here needs: single bytes with limits, cancellation, and the memory of what the board printed.
using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Transports;

namespace Lume.Flasher.Protocols;

/// <summary>A conversation with a board over one transport.</summary>
public sealed class Line(ITransport transport, CancellationToken cancel)
{
    /// <summary>No byte came in time.</summary>
    public const int Nothing = -1;

    private const int KeptCharacters = 64 * 1024;

    // Cancellation is noticed within one slice.
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(50);

    private readonly byte[] _buffer = new byte[4096];
    private readonly StringBuilder _seen = new();
    private int _start;
    private int _end;
    private bool _mayCancel = true;

    /// <summary>The wire.</summary>
    public ITransport Transport => transport;

    /// <summary>Bytes that came since the line was opened.</summary>
    public long BytesSeen { get; private set; }

    /// <summary>The last text that the board printed, unprintable bytes as dots; for messages.</summary>
    public string Transcript => _seen.ToString();

    /// <summary>A moment to measure from, on the transport's clock.</summary>
    public long Now => transport.Time.GetTimestamp();

    /// <summary>Time since a moment.</summary>
    public TimeSpan Since(long moment) => transport.Time.GetElapsedTime(moment);

    /// <summary>The next byte, or <see cref="Nothing"/> when none came within <paramref name="limit"/>.</summary>
    /// <exception cref="OperationCanceledException">The user stops it.</exception>
    public int ReadByte(TimeSpan limit)
    {
        long begin = Now;
        while (_start == _end)
        {
            ThrowIfCancelled();
            TimeSpan left = limit - Since(begin);
            if (left <= TimeSpan.Zero && limit > TimeSpan.Zero)
            {
                return Nothing;
            }

            (_start, _end) = (0, transport.Read(_buffer, left < s_slice ? left : s_slice));
            if (_end == 0 && limit <= TimeSpan.Zero)
            {
                return Nothing;
            }

            Remember(_buffer.AsSpan(0, _end));
        }

        return _buffer[_start++];
    }

    /// <summary>Sends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        ThrowIfCancelled();
        transport.Write(bytes);
    }

    /// <summary>Forgets input until the line has been quiet for <paramref name="quiet"/>, at most ten times that long.</summary>
    public void DiscardUntilQuiet(TimeSpan quiet)
    {
        long begin = Now;
        while (ReadByte(quiet) != Nothing && Since(begin) < 10 * quiet)
        {
        }
    }

    /// <summary>Lets time pass, input is kept.</summary>
    public void Pause(TimeSpan duration)
    {
        ThrowIfCancelled();
        transport.Pause(duration);
    }

    /// <summary>Runs the work that has to be done even though the user has stopped: leaving the board usable.</summary>
    public void WithoutCancellation(Action work)
    {
        bool before = _mayCancel;
        _mayCancel = false;
        try
        {
            work();
        }
        finally
        {
            _mayCancel = before;
        }
    }

    /// <summary>The last lines of the transcript, for a message.</summary>
    public string LastWords(int lines = 6)
    {
        string[] all = Transcript.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return all.Length == 0 ? "The board printed nothing." : "The board's last words:\n  | " + string.Join("\n  | ", all[Math.Max(0, all.Length - lines)..]);
    }

    /// <summary>Fails with the board's last words in the message.</summary>
    [DoesNotReturn]
    public void Fail(FlashError error, string message, string? remedy = null) =>
        throw new FlashException(error, $"{message}\n{LastWords()}", remedy);

    private void ThrowIfCancelled()
    {
        if (_mayCancel)
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        BytesSeen += bytes.Length;
        foreach (byte one in bytes)
        {
            _seen.Append(one is (byte)'\n' or (>= 32 and < 127) ? (char)one : one == '\r' ? ' ' : '.');
        }

        if (_seen.Length > KeptCharacters)
        {
            _seen.Remove(0, _seen.Length - (KeptCharacters / 2));
        }
    }
}
