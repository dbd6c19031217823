// A serial console to talk to: expect and send. What has been matched is consumed; the whole is kept for the log and for messages.
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Frames;

namespace Lume.Hil.Consoles;

/// <summary>Expect and send over a pair of streams. One caller at a time.</summary>
public sealed class SerialConsole : IAsyncDisposable
{
    private const int ScreenLines = 40;
    private const int KeptCharacters = 1 << 20;

    private static readonly TimeSpan s_standardTimeout = TimeSpan.FromSeconds(60);

    private readonly Stream _toGuest;
    private readonly Stream _fromGuest;
    private readonly ConsoleLog? _log;
    private readonly Task _reader;
    private readonly Lock _guard = new();
    private readonly StringBuilder _seen = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _consumed;
    private long _forgotten;
    private bool _ended;

    /// <summary>Starts to read at once.</summary>
    public SerialConsole(Stream toGuest, Stream fromGuest, ConsoleLog? log)
    {
        _toGuest = toGuest;
        _fromGuest = fromGuest;
        _log = log;
        _reader = Task.Run(ReadAsync);
    }

    /// <summary>How long an expectation waits when it says nothing else.</summary>
    public TimeSpan Timeout { get; set; } = s_standardTimeout;

    /// <summary>Ends every wait at once when it shows up: the kernel has stopped. Null to keep waiting.</summary>
    public Regex? Fatal { get; set; } = new(@"^.*(kernel panic|KERNEL PANIC|panic:|\*\*\* Lume stopped).*$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    /// <summary>Takes its frames out of what comes before anything else sees it. Null: everything is text.</summary>
    public FramePeer? Frames { get; set; }

    /// <summary>The file with everything that was shown, or null.</summary>
    public string? LogFile => _log?.File;

    /// <summary>True once the other side has closed: nothing more comes.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_guard)
            {
                return _ended;
            }
        }
    }

    /// <summary>Why the other side closed, as far as it said so.</summary>
    public string? EndReason { get; private set; }

    /// <summary>How many characters were shown so far.</summary>
    public long Position
    {
        get
        {
            lock (_guard)
            {
                return _forgotten + _seen.Length;
            }
        }
    }

    /// <summary>What was shown from a <see cref="Position"/> on; at most the last million characters.</summary>
    public string TextSince(long position)
    {
        lock (_guard)
        {
            int from = (int)Math.Clamp(position - _forgotten, 0, _seen.Length);
            return _seen.ToString(from, _seen.Length - from);
        }
    }

    /// <summary>The last lines that were shown.</summary>
    public string Screen()
    {
        string text;
        lock (_guard)
        {
            text = _seen.ToString();
        }

        string[] lines = text.Replace("\r", string.Empty, StringComparison.Ordinal).Split('\n');
        string screen = string.Join('\n', lines.TakeLast(ScreenLines).Select(line => "  | " + Printable(line)));
        return _log is null ? screen : $"{screen}\n(log: {_log.File})";
    }

    /// <summary>Waits for a text and consumes up to its end.</summary>
    /// <returns>What came before it.</returns>
    /// <exception cref="ConsoleTimeoutException">It did not come in time, the guest ended, or the kernel stopped.</exception>
    public async Task<string> ExpectTextAsync(string text, TimeSpan? timeout = null)
    {
        (string before, _) = await WaitAsync(
            seen => seen.IndexOf(text, StringComparison.Ordinal) is >= 0 and int at ? (at, text.Length, null) : null,
            $"'{Printable(text)}'",
            timeout).ConfigureAwait(false);
        return before;
    }

    /// <summary>Waits for a match and consumes up to its end.</summary>
    /// <returns>The match.</returns>
    /// <exception cref="ConsoleTimeoutException">It did not come in time, the guest ended, or the kernel stopped.</exception>
    public async Task<Match> ExpectAsync(Regex pattern, TimeSpan? timeout = null)
    {
        (_, Match? match) = await WaitAsync(
            seen => pattern.Match(seen) is { Success: true } found ? (found.Index, found.Length, found) : null,
            $"/{pattern}/",
            timeout).ConfigureAwait(false);
        return match!;
    }

    /// <summary>Sends text as it is. A terminal's Enter key is \r.</summary>
    public async Task SendAsync(string text)
    {
        await _toGuest.WriteAsync(Encoding.UTF8.GetBytes(text)).ConfigureAwait(false);
        await _toGuest.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Sends text and Enter.</summary>
    public Task SendLineAsync(string text) => SendAsync(text + "\r");

    /// <summary>Forgets what was shown so far, as far as expectations go.</summary>
    public void Discard()
    {
        lock (_guard)
        {
            _consumed = _seen.Length;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _reader.WaitAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A child of QEMU may hold the pipe open; the log is complete as far as we know.
        }

        _log?.Dispose();
    }

    /// <summary>Adds a line that comes from the host, not from the guest.</summary>
    internal void AddHostLine(string line) => Append($"[host] {line}\n");

    private async Task<(string Before, Match? Match)> WaitAsync(
        Func<string, (int Start, int Length, Match? Match)?> find, string what, TimeSpan? timeout)
    {
        TimeSpan limit = timeout ?? Timeout;
        DateTime end = DateTime.UtcNow + limit;
        while (true)
        {
            Task news;
            bool ended;
            string seen;
            lock (_guard)
            {
                news = _news.Task;
                ended = _ended;
                seen = _seen.ToString(_consumed, _seen.Length - _consumed);
            }

            if (find(seen) is { } found)
            {
                lock (_guard)
                {
                    _consumed += found.Start + found.Length;
                }

                return (seen[..found.Start], found.Match);
            }

            if (Fatal?.Match(seen) is { Success: true } fatal)
            {
                await Task.Delay(1000).ConfigureAwait(false);
                throw new ConsoleTimeoutException($"The kernel stopped while {what} was expected: {fatal.Value.Trim()}", Screen());
            }

            if (ended)
            {
                throw new ConsoleTimeoutException($"The machine ended while {what} was expected. {EndReason}".TrimEnd(), Screen());
            }

            TimeSpan left = end - DateTime.UtcNow;
            if (left <= TimeSpan.Zero || !await ComesAsync(news, left).ConfigureAwait(false))
            {
                throw new ConsoleTimeoutException(
                    string.Create(CultureInfo.InvariantCulture, $"{what} was expected but did not come within {limit.TotalSeconds:0.#} s."), Screen());
            }
        }
    }

    private static async Task<bool> ComesAsync(Task news, TimeSpan limit)
    {
        try
        {
            await news.WaitAsync(limit).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task ReadAsync()
    {
        byte[] bytes = new byte[16384];
        char[] characters = new char[16384 + 4];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        try
        {
            int length;
            while ((length = await _fromGuest.ReadAsync(bytes).ConfigureAwait(false)) > 0)
            {
                int count = decoder.GetChars(bytes.AsSpan(0, length), characters, flush: false);
                ReadOnlySpan<char> text = characters.AsSpan(0, count);
                Append(Frames is { } frames ? frames.Filter(text) : text);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            EndReason = e.Message;
        }

        lock (_guard)
        {
            _ended = true;
            _news.TrySetResult();
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        _log?.Write(text);
        lock (_guard)
        {
            _seen.Append(text);
            int excess = Math.Min(_seen.Length - KeptCharacters, _consumed);
            if (excess > KeptCharacters / 2)
            {
                _seen.Remove(0, excess);
                _forgotten += excess;
                _consumed -= excess;
            }

            _news.TrySetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_ended)
            {
                _news.TrySetResult();
            }
        }
    }

    private static string Printable(string text)
    {
        StringBuilder shown = new(text.Length);
        foreach (char c in text)
        {
            if (char.IsControl(c) && c != '\t')
            {
                shown.Append(CultureInfo.InvariantCulture, $"<{(int)c:x2}>");
            }
            else
            {
                shown.Append(c);
            }
        }

        return shown.ToString();
    }
}
