// Whole runs over a bench: four boards side by side, one behind ser2net, one that dies in the middle.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lume.Hil.Benches;
using Lume.Hil.Causes;
using Lume.Hil.Reports;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Benches;

public sealed class BenchRunTests
{
    private const int SharedTests = 20;

    // Unix socket paths have 107 characters at most, so the folder is a short one.
    private readonly string _folder = Directory.CreateTempSubdirectory("lume-bench-").FullName;

    // The test program of every board, built beside this one.
    private static string Program => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Lume.Hil.Boards", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Lume.Hil.Boards.dll"));

    [Fact]
    public async Task Four_boards_run_side_by_side_and_the_one_that_dies_is_told_apart_from_tests_that_fail()
    {
        await using OutsideBoard remote = await OutsideBoard.OnTerminalAsync(_folder, "remote");
        await using OutsideBoard doomed = await OutsideBoard.OnSocketAsync(_folder, "doomed");
        using Ser2Net server = await Ser2Net.StartAsync(_folder, remote.Port);
        Bench bench = WriteBench(
            $$"""
            version: 1
            boards:
              - { id: virt-a, board: qemu-virt, port: "qemu:virt", image: {{TestBench.Kernel}}, fixtures: [self-test] }
              - { id: virt-b, board: qemu-virt, port: "qemu:virt", image: {{TestBench.Kernel}}, qemu: { harts: 1, memory: 128M } }
              - id: remote
                board: qemu-virt
                port: rfc2217://127.0.0.1:{{server.Port}}
                image: {{TestBench.Kernel}}
                reset: {{remote.Reset}}
                fixtures: [self-test]
              - id: doomed
                board: qemu-virt
                port: {{doomed.Port}}
                reset: {{doomed.Reset}}
                retries: 1
            quarantine:
              - { test: "*", boards: [doomed], issue: "https://example.org/issues/1", until: 2020-01-31 }
              - { test: "*asked_to_fail*", boards: [remote], issue: "https://example.org/issues/2", until: 2999-12-31 }
            """);
        string results = Path.Combine(TestBench.Layout.TestResults, "hil-four-boards");
        Task<IReadOnlyList<BoardResults>> run = BenchRun.RunAsync(
            new BenchRunOptions(bench, bench.Boards, Program, results), cancel: TestContext.Current.CancellationToken);
        string done = Path.Combine(results, "doomed", "tests.jsonl");
        await OutsideBoard.UntilAsync(
            () => run.IsCompleted || (File.Exists(done) && File.ReadLines(done).Count(line => line.Contains("\"Passed\"", StringComparison.Ordinal)) >= 2),
            "the first tests of the doomed board",
            TimeSpan.FromMinutes(5));
        await doomed.KillAsync();
        Dictionary<string, BoardResults> boards = (await run).ToDictionary(board => board.Board.Id);

        foreach (string healthy in (string[])["virt-a", "virt-b", "remote"])
        {
            Assert.Null(boards[healthy].Died);
            Assert.Empty(boards[healthy].Tests.Where(test => test.Outcome == Outcome.Failed && !IsAskedToFail(test)).Select(test => $"{healthy}: {test.Test}: {test.Message}"));
            Assert.InRange(boards[healthy].Tests.Count(test => test.Outcome == Outcome.Passed), SharedTests, SharedTests + 1);
            Assert.StartsWith("Lume", boards[healthy].Board.Versions["kernel"], StringComparison.Ordinal);
        }

        TestRecord[] lost = [.. boards["doomed"].Tests.Where(test => test.Outcome == Outcome.Failed)];
        Assert.NotEmpty(lost);
        Assert.All(lost, test => Assert.All(test.Attempts, attempt => Assert.Equal(Cause.LineLost, attempt.Cause)));
        Assert.Contains(lost, test => test.Attempts.Count == 2);
        Assert.Single(boards.Values.SelectMany(board => board.Tests), test => test.Test.Contains("One_board_is_enough", StringComparison.Ordinal) && test.Attempts.Count > 0);
        Assert.All(lost, test => Assert.Contains("the quarantine ended on 2020-01-31", test.Quarantine, StringComparison.Ordinal));
        TestRecord counted = boards["virt-a"].Tests.Single(IsAskedToFail);
        Assert.Equal((Outcome.Failed, Cause.TestFailed, 1), (counted.Outcome, counted.Attempts[0].Cause, counted.Attempts.Count));
        Assert.Equal(Outcome.Quarantined, boards["remote"].Tests.Single(IsAskedToFail).Outcome);
        Assert.Equal(Outcome.Skipped, boards["virt-b"].Tests.Single(IsAskedToFail).Outcome);
        CheckReports(results, boards.Values);
    }

    [Fact]
    public async Task The_same_twenty_tests_pass_on_virt_on_virt_behind_U_Boot_and_on_sifive_u_from_its_card()
    {
        await TestBench.RequireSifiveCardAsync();
        Bench bench = WriteBench(
            $$"""
            version: 1
            boards:
              - { id: virt, board: qemu-virt, port: "qemu:virt", image: {{TestBench.Kernel}}, limits: { boot: 10m } }
              - { id: virt-uboot, board: qemu-virt, port: "qemu:virt-uboot", image: {{TestBench.Kernel}}, limits: { boot: 10m } }
              - { id: sifive-card, board: qemu-sifive-u, port: "qemu:sifive_u-sd", image: {{TestBench.Kernel}}, limits: { boot: 10m, command: 3m } }
            """);
        string results = Path.Combine(TestBench.Layout.TestResults, "hil-three-machines");
        IReadOnlyList<BoardResults> boards = await BenchRun.RunAsync(
            new BenchRunOptions(bench, bench.Boards, Program, results), cancel: TestContext.Current.CancellationToken);
        foreach (BoardResults board in boards)
        {
            Assert.Null(board.Died);
            Assert.Empty(board.Tests.Where(test => test.Outcome == Outcome.Failed).Select(test => $"{board.Board.Id}: {test.Test}: {test.Message}"));
        }

        string[][] passed = [.. boards.Select(board => board.Tests.Where(test => test.Outcome == Outcome.Passed && !test.Test.Contains("FixtureTests", StringComparison.Ordinal)).Select(test => test.Test).Order().ToArray())];
        Assert.All(passed, tests => Assert.Equal(SharedTests, tests.Length));
        Assert.All(passed, tests => Assert.Equal(passed[0], tests));
        // OpenSBI's own banner is not always among what the SPL's successor lets through.
        Assert.Empty(((string[])["SPL", "U-Boot", "kernel"]).Except(boards[2].Board.Versions.Keys));
        string page = File.ReadAllText(Path.Combine(results, "report.html"));
        Assert.Contains("<td>memory, MiB</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>U-Boot</td>", page, StringComparison.Ordinal);
    }

    private static bool IsAskedToFail(TestRecord test) => test.Test.EndsWith("A_board_that_is_asked_to_fail_fails", StringComparison.Ordinal);

    private static void CheckReports(string results, IEnumerable<BoardResults> boards)
    {
        string page = File.ReadAllText(Path.Combine(results, "report.html"));
        Assert.Contains("line lost", page, StringComparison.Ordinal);
        Assert.Contains("needs board visionfive2", page, StringComparison.Ordinal);
        foreach (BoardResults board in boards)
        {
            Assert.Contains($"id=\"{board.Board.Id}\"", page, StringComparison.Ordinal);
            Assert.Empty(ReportSchemas.ErrorsIn(Path.Combine(results, board.Board.Id, "junit.xml"), ReportSchemas.JUnit));
            Assert.Empty(ReportSchemas.ErrorsIn(Path.Combine(results, board.Board.Id, "results.trx"), ReportSchemas.Trx));
        }
    }

    private Bench WriteBench(string text)
    {
        string file = Path.Combine(_folder, "lume-bench.yaml");
        File.WriteAllText(file, text);
        return BenchReader.Read(file);
    }
}
