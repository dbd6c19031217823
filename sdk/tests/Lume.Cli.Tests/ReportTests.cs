// Reports of test programs and benchmarks are read as they are, a program that died counts as failed.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lume.Cli.Benchmarks;
using Lume.Cli.Testing;
using Xunit;

namespace Lume.Cli.Tests;

public sealed class TestReportTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Passed_failed_and_skipped_are_counted()
    {
        File.WriteAllText(_file, """
            <testsuites><testsuite><testcase name="N.T.A" classname="N.T" /><testcase name="B" classname="N.T"><failure message="no">stack</failure></testcase>
            <testcase name="N.T.C" classname="N.T"><skipped>later</skipped></testcase></testsuite></testsuites>
            """);
        TestOutcome outcome = TestReport.Read("P", _file, 1, "", TimeSpan.Zero);
        Assert.Equal((1, 1), (outcome.Passed, outcome.Skipped));
        TestFailure failure = Assert.Single(outcome.Failures);
        Assert.Equal(("N.T.B", "no\nstack"), (failure.Test, failure.Message));
        Assert.Equal("1 passed, 1 failed", TestReport.Summary([outcome]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<testsuites><testsu")]
    public void A_program_that_left_no_whole_report_has_failed(string content)
    {
        File.WriteAllText(_file, content);
        TestOutcome outcome = TestReport.Read("P", _file, 139, "last words", TimeSpan.Zero);
        Assert.Contains("139", Assert.Single(outcome.Failures).Message, StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", TestReport.Summary([outcome]));
    }

    [Fact]
    public void A_bad_exit_status_without_a_failed_test_is_a_failure()
    {
        File.WriteAllText(_file, "<testsuites><testsuite><testcase name=\"A\" classname=\"\" /></testsuite></testsuites>");
        Assert.Single(TestReport.Read("P", _file, 3, "crash", TimeSpan.Zero).Failures);
    }

    public void Dispose() => File.Delete(_file);
}

public sealed class MeasurementTests
{
    [Theory]
    [InlineData("null_syscall 443.07 ns\r", "null_syscall", "443.07", "ns")]
    [InlineData("mem_free 178516 kB", "mem_free", "178516", "kB")]
    [InlineData("tcp_rtt error EAFNOSUPPORT", "tcp_rtt", "EAFNOSUPPORT", "")]
    public void Figures_are_read(string line, string name, string value, string unit)
    {
        Assert.Equal(new Figure(name, value, unit), Measurement.Parse(line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello world")]
    [InlineData("[    1.2] pipe_rtt 5 ns")]
    [InlineData("name 5 parsecs")]
    public void Other_lines_are_not_figures(string line) => Assert.Null(Measurement.Parse(line));

    [Fact]
    public void The_report_puts_both_kernels_side_by_side()
    {
        List<IReadOnlyDictionary<string, string>> linux =
        [
            new Dictionary<string, string> { ["name"] = "null_syscall", ["unit"] = "ns", ["c"] = "443.0" },
            new Dictionary<string, string> { ["name"] = "pipe_bw", ["unit"] = "MiB/s", ["c"] = "800" },
            new Dictionary<string, string> { ["name"] = "tcp_rtt", ["unit"] = "ns", ["c"] = "37676" },
        ];
        Figure[] figures = [new("rdtime", "0.25", "s"), new("null_syscall", "221.5", "ns"), new("pipe_bw", "1600", "MiB/s"), new("tcp_rtt", "ENOSYS", "")];
        string report = BenchmarkReport.Write(
            new BenchmarkFacts("v", "QEMU 7.2", new KernelSize(3 << 20, 1 << 20, 20), new Dictionary<string, string>()),
            [.. linux.Select(static row => (row["name"], row["unit"]))], figures, Yardstick.FromTable(linux, "c"), []);
        Assert.Contains("| null_syscall | ns | 221.5 | 443.0 | 2.00 |", report, StringComparison.Ordinal);
        Assert.Contains("| pipe_bw | MiB/s | 1600 | 800 | 2.00 |", report, StringComparison.Ordinal);
        Assert.Contains("| tcp_rtt | ns | ENOSYS | 37676 |  |", report, StringComparison.Ordinal);
        Assert.Contains("| 20 MiB | 82 MiB |", report, StringComparison.Ordinal);
    }
}
