// docs/benchmarks.md names every row in which Linux is better, with the cause or with the lack of one.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lume.Cli.Benchmarks;
using Lume.Hil.Host;
using Xunit;

namespace Lume.Cli.Tests;

public sealed class BenchmarkReportTests
{
    private static readonly (string Name, string Unit)[] s_rows =
        [("rdtime", "s"), ("mem_free", "kB"), ("quick", "ns"), ("slow", "ns"), ("same", "ns"), ("pipe_bw", "MiB/s"), ("missing", "ns")];

    private static readonly Figure[] s_figures =
    [
        new("rdtime", "0.02", "s"), new("mem_free", "50", "kB"), new("quick", "100", "ns"), new("slow", "210", "ns"), new("same", "1002", "ns"),
        new("pipe_bw", "90", "MiB/s"), new("missing", "ENOSYS", string.Empty),
    ];

    private static readonly Yardstick s_linux = Yardstick.FromRun("Linux 6.12", new KernelSize(1 << 20, 1 << 19, null),
        [new("mem_free", "40", "kB"), new("quick", "200", "ns"), new("slow", "200", "ns"), new("same", "1000", "ns"), new("pipe_bw", "100", "MiB/s"), new("missing", "7", "ns")]);

    [Fact]
    public void Slower_rows_are_those_with_a_larger_latency_a_smaller_bandwidth_or_no_figure() =>
        Assert.Equal(["slow", "pipe_bw", "missing"], BenchmarkReport.Slower(s_rows, s_figures, s_linux));

    [Fact]
    public void A_slower_row_stands_in_the_report_with_its_cause_or_as_not_known()
    {
        string report = Write(new Dictionary<string, string> { ["slow"] = "it thinks" }, []);
        Assert.Contains("| slow | it thinks |", report, StringComparison.Ordinal);
        Assert.Contains("| pipe_bw | **not known** |", report, StringComparison.Ordinal);
        Assert.Contains("| quick | ns | 100.0 | 200.0 | 2.00 |", report, StringComparison.Ordinal);
        Assert.Contains("| missing | ns | ENOSYS | 7.000 |  |", report, StringComparison.Ordinal);
        Assert.DoesNotContain("two harts", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_hart_is_worth_what_the_best_rounds_say_and_the_boots_say_how_surely()
    {
        // The second hart of the other kernel gave no figure once, and the second boot was a bad one for it.
        double?[][][] boots = [[[400, 150, 1200, 800], [200, 110, 600, null], [100, 60, 300, 150]], [[130, 70, 330, 220], [120, 50, 340, 240]]];
        IReadOnlyList<ScalingRow> rows = [new("par4_a", Scaling.Of(boots, 0), Scaling.Of(boots, 2)), new("par4_b", null, Scaling.Of([[[1, 1]]], 0))];
        string report = Write(new Dictionary<string, string>(), rows);
        Assert.Contains("| par4_a | 100.0 | 50.00 | 2.00 ± 0.37 | 300.0 | 150.0 | 2.00 ± 0.25 |", report, StringComparison.Ordinal);
        Assert.Contains("| par4_b | - | - | - | - | - | - |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_is_the_most_of_a_latency_the_least_of_a_bandwidth_and_broken_by_an_error()
    {
        (string Name, string Limit)[] limits = [("quick", "100"), ("slow", "209"), ("pipe_bw", "90.5"), ("missing", "9"), ("not measured", "1")];
        IReadOnlyList<string> broken = Measurement.Broken(
            [.. limits.Select(static limit => new Dictionary<string, string> { ["name"] = limit.Name, ["limit"] = limit.Limit })], s_figures);
        Assert.Equal(["slow", "pipe_bw", "missing"], broken.Select(static line => line.Split(':')[0]));
    }

    [Fact]
    public void Causes_and_limits_in_the_repository_belong_to_rows_that_exist()
    {
        string bench = Path.Combine(RepositoryLayout.Find().Root, "bench");
        string[] rows = [.. Measurement.ReadTable(Path.Combine(bench, "linux-6.12.csv")).Select(static row => row["name"])];
        Assert.All([.. Measurement.ReadTable(Path.Combine(bench, "causes.csv")), .. Measurement.ReadTable(Path.Combine(bench, "limits.csv"))], row => Assert.Contains(row["name"], rows));
    }

    private static string Write(IReadOnlyDictionary<string, string> causes, IReadOnlyList<ScalingRow> scaling) =>
        BenchmarkReport.Write(new BenchmarkFacts("1", "QEMU 7", new KernelSize(2 << 20, 1 << 20, 13), causes), s_rows, s_figures, s_linux, scaling);
}
