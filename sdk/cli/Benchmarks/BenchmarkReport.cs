// docs/benchmarks.md: Lume's figures beside Linux's.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Lume.Cli.Benchmarks;

/// <summary>What was measured besides the rows.</summary>
/// <param name="Version">Version and commit of the kernel.</param>
/// <param name="Qemu">QEMU's version.</param>
/// <param name="Size">Size of the kernel.</param>
/// <param name="Causes">Why Lume is slower in a row, by name.</param>
internal sealed record BenchmarkFacts(string Version, string Qemu, KernelSize Size, IReadOnlyDictionary<string, string> Causes);

/// <summary>Writes the report.</summary>
internal static class BenchmarkReport
{
    // Alignment of code and data moves a figure by as much.
    private const double Equal = 0.995;

    private static readonly string[] s_notRows = ["rdtime", "wall_s", "boot_marker_wall_s"];

    /// <summary>The report as Markdown.</summary>
    /// <param name="facts">What was measured.</param>
    /// <param name="rows">Names and units of the rows, in order.</param>
    /// <param name="figures">Lume's figures.</param>
    /// <param name="linux">Linux's.</param>
    /// <param name="scaling">Rows of several processes at one and at two harts, or none.</param>
    public static string Write(
        BenchmarkFacts facts,
        IReadOnlyList<(string Name, string Unit)> rows,
        IReadOnlyList<Figure> figures,
        Yardstick linux,
        IReadOnlyList<ScalingRow> scaling)
    {
        StringBuilder text = new();
        text.AppendLine("# Benchmarks").AppendLine();
        text.AppendLine($"Written by `./lume bench`. Lume {facts.Version}, {facts.Qemu}, machine `virt`, `-smp 1 -m 256M -icount shift=0,sleep=off`:");
        text.AppendLine("one instruction is one nanosecond of guest time, so figures are instructions, the same on every host and in every run.");
        text.AppendLine($"Linux: {linux.Source}");
        text.AppendLine().AppendLine("## Boot, size, memory").AppendLine();
        text.AppendLine("| | Lume | Linux 6.12 | aim |").AppendLine("|---|---:|---:|---:|");
        text.AppendLine($"| guest time at the prompt, firmware included | {Shown(figures, "rdtime")} s | {linux.Values.GetValueOrDefault("rdtime", "-")} s | 0.2 s |");
        text.AppendLine($"| image as booted | {facts.Size.Image} | {linux.Size.Image} | 3 MiB |");
        text.AppendLine($"| the same, gzip | {facts.Size.Packed} | {linux.Size.Packed} | |");
        text.AppendLine($"| smallest `-m` that reaches the prompt | {facts.Size.Memory} | {linux.Size.Memory} | 24 MiB |");
        text.AppendLine().AppendLine("## The benchmark program").AppendLine();
        text.AppendLine("Latencies (ns) and memory (kB): smaller is better; bandwidths (MiB/s): larger is better. The last column is how many times better Lume is.");
        text.AppendLine("A word instead of a figure is the error that Lume answers: that call is not there yet.").AppendLine();
        text.AppendLine("| name | unit | Lume | Linux 6.12 | better by |").AppendLine("|---|---|---:|---:|---:|");
        (string Name, string Unit)[] shown = [.. rows.Where(row => !s_notRows.Contains(row.Name))];
        foreach ((string name, string unit) in shown)
        {
            string ratio = Ratio(figures, linux, name, unit)?.ToString("0.00", CultureInfo.InvariantCulture) ?? string.Empty;
            text.AppendLine($"| {name} | {unit} | {Shown(figures, name)} | {linux.Values.GetValueOrDefault(name, "-")} | {ratio} |");
        }

        text.AppendLine().AppendLine($"{figures.Count(figure => figure.Number is not null)} figures, {figures.Count(figure => figure.Number is null)} errors.");
        WriteSlower(text, facts, shown, figures, linux);
        ScalingRow.Write(text, scaling);
        return text.ToString().Replace("\r", string.Empty, StringComparison.Ordinal);
    }

    /// <summary>Rows in which Lume is slower, needs more, or has no figure.</summary>
    public static IReadOnlyList<string> Slower(IReadOnlyList<(string Name, string Unit)> rows, IReadOnlyList<Figure> figures, Yardstick linux) =>
    [
        .. rows.Where(row => Ratio(figures, linux, row.Name, row.Unit) is < Equal
                || (linux.Number(row.Name) is not null && Find(figures, row.Name) is { Number: null }))
            .Select(row => row.Name),
    ];

    private static void WriteSlower(
        StringBuilder text, BenchmarkFacts facts, IReadOnlyList<(string Name, string Unit)> rows, IReadOnlyList<Figure> figures, Yardstick linux)
    {
        IReadOnlyList<string> slower = Slower(rows, figures, linux);
        text.AppendLine().AppendLine("## Where Linux is better").AppendLine();
        if (slower.Count == 0)
        {
            text.AppendLine("Nowhere.");
            return;
        }

        text.AppendLine("| name | cause |").AppendLine("|---|---|");
        foreach (string name in slower)
        {
            text.AppendLine($"| {name} | {facts.Causes.GetValueOrDefault(name, "**not known**")} |");
        }
    }

    private static Figure? Find(IReadOnlyList<Figure> figures, string name) => figures.FirstOrDefault(figure => figure.Name == name);

    private static string Shown(IReadOnlyList<Figure> figures, string name) =>
        Find(figures, name) is { } figure ? figure.Number is { } number ? Measurement.Format(number) : figure.Value : "-";

    private static double? Ratio(IReadOnlyList<Figure> figures, Yardstick linux, string name, string unit)
    {
        if (Find(figures, name)?.Number is not { } ours || ours <= 0 || linux.Number(name) is not { } theirs || name.StartsWith("mem_total", StringComparison.Ordinal))
        {
            return null;
        }

        bool largerIsBetter = unit == "MiB/s" || name.StartsWith("mem_free", StringComparison.Ordinal) || name.StartsWith("mem_avail", StringComparison.Ordinal);
        return largerIsBetter ? ours / theirs : theirs / ours;
    }
}
