// lume console: a terminal on a board's serial port, for people and for scripts.
using System;
using System.CommandLine;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Flashing;
using Lume.Cli.Terminal;
using Lume.Flasher.Errors;
using Lume.Flasher.Ports;

namespace Lume.Cli.Verbs;

/// <summary>Talks to a board.</summary>
internal static class ConsoleVerb
{
    private const string Details =
        """
        Shows what a board prints and sends it what you type, Ctrl-C too; Ctrl-] leaves. When the line goes away (cable, power of an
        adapter) it waits and goes on when it is back. While 'lume flash' wants the port, the console gives it up and takes it back after.

        For scripts: --for and --max end it by themselves, input comes from standard input, --json prints what came as JSON lines.

        Exit status: 0 ended by Ctrl-], --for or --max; 20 the line was lost with --no-reconnect; others in docs/flashing.md.

        Examples:
          lume console --port /dev/ttyUSB0 --timestamps --log boot.log
          lume console --port tcp:127.0.0.1:4321 --for 30s --max 64K
          echo version | lume console --port /dev/ttyUSB0 --for 2s
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        FlashOptions common = new();
        Option<int> baud = new("--baud") { Description = "Rate of the console.", HelpName = "N", DefaultValueFactory = static _ => 115200 };
        Option<bool> timestamps = new("--timestamps", "-t") { Description = "Put the time before each line." };
        Option<string?> log = new("--log") { Description = "Also write it to a file, with timestamps; the file is added to.", HelpName = "FILE" };
        Option<string?> limit = new("--for") { Description = "End after this time: 500ms, 30s, 2m.", HelpName = "TIME" };
        Option<string?> most = new("--max") { Description = "End after this many bytes: 512, 64K, 1M.", HelpName = "BYTES" };
        Option<bool> noReconnect = new("--no-reconnect") { Description = "End when the line is lost." };
        Option<bool> noColor = new("--no-color") { Description = "Take colours and cursor movements out of what the board prints." };
        Verb command = new("console", "Talk to a board over its serial port.", Details)
        {
            common.Port, baud, timestamps, log, limit, most, noReconnect, noColor, common.Json,
        };
        command.SetAction((ParseResult parsed, CancellationToken cancel) => Task.Run(
            () =>
            {
                using FlashReport report = FlashReport.Create(parsed.GetValue(common.Json));
                return report.Guard(() =>
                {
                    ConsoleSettings settings = new()
                    {
                        Port = parsed.GetValue(common.Port) ?? PortList.Choose(new PortList().Read()),
                        BaudRate = parsed.GetValue(baud),
                        Timestamps = parsed.GetValue(timestamps),
                        Log = parsed.GetValue(log),
                        Limit = parsed.GetValue(limit) is { } time ? ParseTime(time) : null,
                        Most = parsed.GetValue(most) is { } bytes ? ParseSize(bytes) : null,
                        Reconnect = !parsed.GetValue(noReconnect),
                        Color = !parsed.GetValue(noColor),
                        Json = parsed.GetValue(common.Json),
                    };
                    using BoardConsole console = new(settings);
                    console.Run(cancel);
                });
            },
            CancellationToken.None));
        return command;
    }

    /// <summary>A time: a number with ms, s, m or h behind it; seconds without.</summary>
    /// <exception cref="FlashException">It is none.</exception>
    internal static TimeSpan ParseTime(string text)
    {
        (string unit, double seconds)[] units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), (string.Empty, 1)];
        foreach ((string unit, double seconds) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
                && number * seconds is > 0 and < 1e7)
            {
                return TimeSpan.FromSeconds(number * seconds);
            }
        }

        throw new FlashException(FlashError.Usage, $"'{text}' is no time such as 500ms, 30s or 2m.");
    }

    /// <summary>A number of bytes, with K or M for 1024 and 1024² of them.</summary>
    /// <exception cref="FlashException">It is none.</exception>
    internal static long ParseSize(string text)
    {
        int shift = text.EndsWith('K') ? 10 : text.EndsWith('M') ? 20 : 0;
        return long.TryParse(text.AsSpan(0, text.Length - (shift > 0 ? 1 : 0)), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number is > 0 and < 1L << 40
            ? number << shift
            : throw new FlashException(FlashError.Usage, $"'{text}' is no size such as 512, 64K or 1M.");
    }
}
