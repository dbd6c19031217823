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
/// <param name="LinuxColumn">Which column of Linux's table was measured with the nearest QEMU.</param>
/// <param name="ImageBytes">Size of the bootable image.</param>
/// <param name="PackedImageBytes">The same, gzip.</param>
/// <param name="SmallestMemory">Least memory in MiB that reaches the prompt; null when it was not found.</param>
internal sealed record BenchmarkFacts(string Version, string Qemu, string LinuxColumn, long ImageBytes, long PackedImageBytes, int? SmallestMemory);

/// <summary>Writes the report.</summary>
internal static class BenchmarkReport
{
    private const double Mebibyte = 1024 * 1024;

    // Linux's own: bench/linux-6.12.csv has the rows, these three stand in the text of the measurement.
    private const double LinuxImageMebibytes = 29.7;
    private const int LinuxSmallestMemory = 82;

    private static readonly string[] s_notRows = ["rdtime", "wall_s", "boot_marker_wall_s"];

    /// <summary>The report as Markdown.</summary>
    public static string Write(
        BenchmarkFacts facts, IReadOnlyList<Figure> figures, IReadOnlyList<IReadOnlyDictionary<string, string>> linux)
    {
        StringBuilder text = new();
        text.AppendLine("# Benchmarks").AppendLine();
        text.AppendLine($"Written by `./lume bench`. Lume {facts.Version}, {facts.Qemu}, machine `virt`, `-smp 1 -m 256M -icount shift=0,sleep=off`:");
        text.AppendLine("one instruction is one nanosecond of guest time, so figures are instructions, the same on every host and in every run.");
        text.AppendLine($"Linux: Debian trixie's 6.12 for riscv64, the same machine and the same binaries, column `{facts.LinuxColumn}` of [linux-6.12.csv](../bench/linux-6.12.csv).");
        text.AppendLine().AppendLine("## Boot, size, memory").AppendLine();
        text.AppendLine("| | Lume | Linux 6.12 | aim |").AppendLine("|---|---:|---:|---:|");
        Figure? boot = figures.FirstOrDefault(figure => figure.Name == "rdtime");
        string linuxBoot = Row(linux, "rdtime")?[facts.LinuxColumn] ?? "-";
        text.AppendLine($"| guest time at the prompt, firmware included | {(boot?.Number is { } s ? Measurement.Format(s) : boot?.Value ?? "-")} s | {linuxBoot} s | 0.2 s |");
        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"| image as booted | {facts.ImageBytes / Mebibyte:0.00} MiB | {LinuxImageMebibytes} MiB | 3 MiB |"));
        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"| the same, gzip | {facts.PackedImageBytes / Mebibyte:0.00} MiB | 9.9 MiB | |"));
        text.AppendLine($"| smallest `-m` that reaches the prompt | {(facts.SmallestMemory is { } m ? $"{m} MiB" : "-")} | {LinuxSmallestMemory} MiB | 24 MiB |");
        text.AppendLine().AppendLine("## The benchmark program").AppendLine();
        text.AppendLine("Latencies (ns) and memory (kB): smaller is better; bandwidths (MiB/s): larger is better. The last column is how many times better Lume is.");
        text.AppendLine("A word instead of a figure is the error that Lume answers: that call is not there yet.").AppendLine();
        text.AppendLine("| name | unit | Lume | Linux 6.12 | better by |").AppendLine("|---|---|---:|---:|---:|");
        foreach (IReadOnlyDictionary<string, string> row in linux.Where(row => !s_notRows.Contains(row["name"])))
        {
            Figure? figure = figures.FirstOrDefault(known => known.Name == row["name"]);
            text.AppendLine($"| {row["name"]} | {row["unit"]} | {(figure?.Number is { } n ? Measurement.Format(n) : figure?.Value ?? "-")} | {row[facts.LinuxColumn]} | {Ratio(figure, row, facts.LinuxColumn)} |");
        }

        text.AppendLine().AppendLine($"{figures.Count(figure => figure.Number is not null)} figures, {figures.Count(figure => figure.Number is null)} errors.");
        return text.ToString().Replace("\r", string.Empty, StringComparison.Ordinal);
    }

    private static IReadOnlyDictionary<string, string>? Row(IReadOnlyList<IReadOnlyDictionary<string, string>> linux, string name) =>
        linux.FirstOrDefault(row => row["name"] == name);

    private static string Ratio(Figure? figure, IReadOnlyDictionary<string, string> row, string column)
    {
        if (figure?.Number is not { } ours || ours <= 0 || row["name"].StartsWith("mem_total", StringComparison.Ordinal)
            || !double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double theirs))
        {
            return string.Empty;
        }

        bool largerIsBetter = row["unit"] == "MiB/s" || row["name"].StartsWith("mem_free", StringComparison.Ordinal) || row["name"].StartsWith("mem_avail", StringComparison.Ordinal);
        return (largerIsBetter ? ours / theirs : theirs / ours).ToString("0.00", CultureInfo.InvariantCulture);
    }
}
