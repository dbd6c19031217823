// The outcomes that are kept, one file per kernel, and the document made of them.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Lume.Hil.Host;

namespace Lume.Hil.Endurance;

/// <summary>Outcomes of one kernel by stressor. A run adds to them, so that a part can be run anew.</summary>
/// <param name="file">Where they are kept.</param>
public sealed class StressRecord(string file)
{
    private const string Header =
        """
        # stress-ng

        Made by `./lume stress` from `hil-tests/Suites/Stress`: Debian's unmodified stress-ng, every stressor with four instances on four harts in QEMU, with
        `--verify`. Rates are operations a second of the guest's time on the machine that ran them, so they compare in order of magnitude only.


        """;

    private readonly SortedDictionary<string, StressOutcome> _outcomes = Read(file);

    /// <summary>The outcomes by stressor.</summary>
    public IReadOnlyDictionary<string, StressOutcome> Outcomes => _outcomes;

    /// <summary>The document.</summary>
    public static string Document(RepositoryLayout layout) => Path.Combine(layout.Root, "docs", "stress-ng.md");

    /// <summary>The record of Lume.</summary>
    public static StressRecord OfLume(RepositoryLayout layout) => new(InTree(layout, "lume"));

    /// <summary>The record of Linux.</summary>
    public static StressRecord OfLinux(RepositoryLayout layout) => new(InTree(layout, "linux"));

    /// <summary>Takes an outcome and writes the file.</summary>
    public void Add(StressOutcome outcome)
    {
        _outcomes[outcome.Name] = outcome;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, string.Concat(_outcomes.Values.Select(static one => one.ToLine() + "\n")));
    }

    /// <summary>True when Lume does what it should: what Linux completes it completes; what Linux skips it may do or skip.</summary>
    public static bool IsAsLinux(StressOutcome lume, StressOutcome linux) =>
        lume.End == StressEnd.Completed
        || (lume.End == StressEnd.Skipped && linux.End == StressEnd.Skipped)
        || (lume.End == StressEnd.Failed && linux.End == StressEnd.Failed);

    /// <summary>The table of all stressors of the list.</summary>
    public static string Write(StressorList list, StressRecord lume, StressRecord linux)
    {
        StringBuilder text = new(Header);
        (Stressor Stressor, StressOutcome? Lume, StressOutcome? Linux)[] rows =
            [.. list.Run.Select(one => (one, lume.Outcomes.GetValueOrDefault(one.Name), linux.Outcomes.GetValueOrDefault(one.Name)))];
        int both = rows.Count(static row => row is { Lume: not null, Linux: not null });
        int asLinux = rows.Count(static row => row is { Lume: { } ours, Linux: { } theirs } && IsAsLinux(ours, theirs));
        text.AppendLine(CultureInfo.InvariantCulture, $"{asLinux} of {both} complete or skip as on Linux 6.12; {rows.Length - both} of the list have not run on both.").AppendLine();
        text.AppendLine("| class | stressor | s | Lume | Linux 6.12 | a second | on Linux | |").AppendLine("|---|---|---:|---|---|---:|---:|---|");
        foreach ((Stressor stressor, StressOutcome? ours, StressOutcome? theirs) in rows)
        {
            string note = ours is { Detail.Length: > 0 } ? ours.Detail : theirs is { Detail.Length: > 0 } ? "Linux: " + theirs.Detail : string.Empty;
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {stressor.Class} | {stressor.Name} | {ours?.Seconds} | {Word(ours)} | {Word(theirs)} | {Figure(ours)} | {Figure(theirs)} | {note.Replace("|", "\\|", StringComparison.Ordinal)} |");
        }

        text.AppendLine().AppendLine("## Left out").AppendLine().AppendLine("| stressor | why |").AppendLine("|---|---|");
        foreach ((string name, string reason) in list.LeftOut.OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {reason} |");
        }

        return text.ToString().Replace("\r", string.Empty, StringComparison.Ordinal);
    }

    private static string InTree(RepositoryLayout layout, string kernel) =>
        Path.Combine(layout.Root, "hil-tests", "Suites", "Stress", "records", kernel + ".txt");

    private static SortedDictionary<string, StressOutcome> Read(string file)
    {
        SortedDictionary<string, StressOutcome> outcomes = new(StringComparer.Ordinal);
        foreach (StressOutcome outcome in File.Exists(file) ? File.ReadLines(file).Select(StressOutcome.Parse) : [])
        {
            outcomes[outcome.Name] = outcome;
        }

        return outcomes;
    }

    private static string Word(StressOutcome? outcome) => outcome is null ? "not run" : outcome.End.ToString().ToLowerInvariant();

    private static string Figure(StressOutcome? outcome) => outcome?.Rate is { } rate ? rate.ToString("0.#", CultureInfo.InvariantCulture) : string.Empty;
}
