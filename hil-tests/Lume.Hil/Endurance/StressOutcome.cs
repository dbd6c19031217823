// What became of a stressor, from what stress-ng prints and how it ends.
using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Lume.Hil.Consoles;

namespace Lume.Hil.Endurance;

/// <summary>How a stressor ended.</summary>
public enum StressEnd
{
    /// <summary>It ran for its time and found nothing wrong.</summary>
    Completed,

    /// <summary>It found that the kernel does not have what it stresses.</summary>
    Skipped,

    /// <summary>It found something wrong.</summary>
    Failed,

    /// <summary>The kernel reported an exception of its own meanwhile.</summary>
    Oops,

    /// <summary>It did not end.</summary>
    Hung,

    /// <summary>The kernel stopped.</summary>
    Panic,
}

/// <summary>What became of one stressor.</summary>
/// <param name="Name">The stressor.</param>
/// <param name="Seconds">How long it was to run.</param>
/// <param name="End">How it ended.</param>
/// <param name="Rate">Its operations a second, or null when it made none.</param>
/// <param name="Detail">Why it did not complete; empty when it did.</param>
public sealed partial record StressOutcome(string Name, int Seconds, StressEnd End, double? Rate, string Detail)
{
    private const int LongestDetail = 160;

    // stress-ng(1), EXIT STATUS: 3 is a lack of resources, 4 what is not implemented.
    private const int NoResource = 3;
    private const int NotImplemented = 4;

    /// <summary>Judges a run of stress-ng with <c>--metrics</c>.</summary>
    public static StressOutcome Judge(string name, int seconds, CommandResult result)
    {
        string[] lines = [.. result.Output.Split('\n').Select(static line => line.Trim())];
        double? rate = MetricsLine().Matches(result.Output).Select(static line => (double?)double.Parse(line.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture)).FirstOrDefault();
        bool ran = PassedLine().IsMatch(result.Output);
        StressEnd end = result.ExitCode switch
        {
            0 when ran => StressEnd.Completed,
            0 or NoResource or NotImplemented => StressEnd.Skipped,
            _ => StressEnd.Failed,
        };
        string detail = end switch
        {
            StressEnd.Completed => string.Empty,
            StressEnd.Skipped => First(lines, "disabled", "skip", "not supported", "not implemented", "cannot", "failed"),
            _ => First(lines, ": fail:", ": error:", "terminated", "untrustworthy: 1", "untrustworthy: 4", "stress-ng"),
        };
        return new StressOutcome(name, seconds, end, rate, end == StressEnd.Failed ? string.Create(CultureInfo.InvariantCulture, $"exit {result.ExitCode}: {detail}") : detail);
    }

    /// <summary>The line of a record: fields with tabs between them.</summary>
    public string ToLine() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}\t{Seconds}\t{End}\t{(Rate is { } rate ? rate.ToString("0.##", CultureInfo.InvariantCulture) : "-")}\t{Detail}");

    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static StressOutcome Parse(string line)
    {
        string[] fields = line.Split('\t');
        if (fields.Length != 5 || !Enum.TryParse(fields[2], out StressEnd end))
        {
            throw new FormatException($"No outcome of a stressor: '{line}'.");
        }

        return new StressOutcome(
            fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture), end,
            fields[3] == "-" ? null : double.Parse(fields[3], CultureInfo.InvariantCulture), fields[4]);
    }

    // The first line that has the first of these words that any line has, without stress-ng's own prefix and the number of the process.
    private static string First(string[] lines, params string[] words)
    {
        string? line = words.Select(word => lines.FirstOrDefault(line => line.Contains(word, StringComparison.OrdinalIgnoreCase) && !CountLine().IsMatch(line)))
            .FirstOrDefault(static line => line is not null);
        string text = LinePrefix().Replace(line ?? lines.LastOrDefault(static line => line.Length > 0) ?? string.Empty, string.Empty).Replace('\t', ' ');
        return text.Length <= LongestDetail ? text : text[..LongestDetail] + "...";
    }

    [GeneratedRegex(@"^stress-ng: \w+:\s+\[\d+\] ")]
    private static partial Regex LinePrefix();

    [GeneratedRegex(@"\] (skipped|passed|failed): ")]
    private static partial Regex CountLine();

    [GeneratedRegex(@"\] passed: [1-9]")]
    private static partial Regex PassedLine();

    // Name, operations, real, user and system time, then operations a second of real time.
    [GeneratedRegex(@"(?m)metrc?:?\s+\[\d+\] [a-z0-9-]+\s+\d+\s+[\d.]+\s+[\d.]+\s+[\d.]+\s+(?<rate>[\d.]+)")]
    private static partial Regex MetricsLine();
}
