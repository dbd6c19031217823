// lume hil: tests on the boards of a bench.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Building;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Cli.Testing;
using Lume.Hil.Benches;
using Lume.Hil.Boards;
using Lume.Hil.Causes;
using Lume.Hil.Host;
using Lume.Hil.Reports;

namespace Lume.Cli.Verbs;

/// <summary>Runs tests on boards, and looks at bench files.</summary>
internal static class HilVerb
{
    private const string StandardBench = "lume-bench.yaml";
    private const string StandardProject = "Lume.Hil.Boards";

    private const string RunDetails =
        """
        Runs a test program on every board of a bench, side by side, and ends with 'N passed, N failed'.

        A test runs on each board that has what it needs ([NeedsBoard], [NeedsFixture]), with [Once] on the first free one.
        artifacts/hil-results (or --results) gets report.html, and for each board junit.xml, results.trx and its console logs.
        docs/hil.md describes the bench file, the causes of failures, retries and quarantine.

        Exit status: 0 nothing that counts failed, 1 something did, 2 the bench file or the command line cannot be used.

        Examples:
          lume hil run                                  boards of lume-bench.yaml
          lume hil run --bench lab.yaml --boards vf2-a,vf2-b
          lume hil run --shard 2/3                      the second of three CI agents
          lume hil run --method '*Console*'             only tests whose full name matches
          lume hil run --program path/to/MyTests.dll    tests of your own
        """;

    private const string ListDetails =
        """
        Reads a bench file and lists its boards, or says what is wrong with it and where.

        Exit status: 0 the file is right, 2 it is not.
        """;

    /// <summary>The verb with those below it.</summary>
    public static Command Create() => new("hil", "Run tests on the boards of a bench.") { CreateRun(), CreateList() };

    private static Command CreateRun()
    {
        Option<string> bench = BenchOption();
        Option<string[]> boards = new("--boards") { Description = "Only these boards.", HelpName = "ID,ID", AllowMultipleArgumentsPerToken = false };
        Option<string?> shard = new("--shard") { Description = "Only this part of the boards, for one CI agent of several.", HelpName = "1/3" };
        Option<string?> method = new("--method") { Description = "Only tests whose full name matches; * stands for anything at either end.", HelpName = "PATTERN" };
        Option<string?> program = new("--program") { Description = "The test program; Lume's own tests for every board when none is given.", HelpName = "DLL" };
        Option<string?> results = new("--results") { Description = "Folder for reports and logs.", HelpName = "FOLDER" };
        Verb command = new("run", "Run tests on the boards of a bench.", RunDetails) { bench, boards, shard, method, program, results };
        command.SetAction((ParseResult parsed, CancellationToken cancel) => RunAsync(
            parsed.GetValue(bench)!,
            [.. (parsed.GetValue(boards) ?? []).SelectMany(ids => ids.Split(',', StringSplitOptions.RemoveEmptyEntries))],
            parsed.GetValue(shard),
            parsed.GetValue(method),
            parsed.GetValue(program),
            parsed.GetValue(results),
            cancel));
        return command;
    }

    private static Command CreateList()
    {
        Option<string> bench = BenchOption();
        Verb command = new("list", "List the boards of a bench; check its file.", ListDetails) { bench };
        command.SetAction((ParseResult parsed) => Reading(() =>
        {
            Bench read = Read(parsed.GetValue(bench)!);
            foreach (BoardSpec board in read.Boards)
            {
                Console.WriteLine($"{board.Id}\t{board.Board}\t{board.Port}\t{string.Join(',', board.Fixtures)}");
            }

            return 0;
        }));
        return command;
    }

    private static Option<string> BenchOption() => new("--bench")
    {
        Description = "The bench file.",
        HelpName = "FILE",
        DefaultValueFactory = static _ => StandardBench,
    };

    private static async Task<int> RunAsync(
        string benchFile, string[] ids, string? shard, string? method, string? program, string? resultsFolder, CancellationToken cancel)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        Bench? bench = null;
        IReadOnlyList<BoardSpec> boards = [];
        int status = Reading(() =>
        {
            bench = Read(benchFile);
            boards = Shard.Choose(bench, ids, shard);
            return 0;
        });
        if (status != 0)
        {
            return status;
        }

        string results = Path.GetFullPath(resultsFolder ?? Path.Combine(layout.Artifacts, "hil-results"));
        await PrepareAsync(layout, boards, cancel).ConfigureAwait(false);
        program = program is null ? await BuildTestsAsync(layout, cancel).ConfigureAwait(false) : Path.GetFullPath(program);
        if (!File.Exists(program))
        {
            throw new LumeException($"There is no test program {program}.");
        }

        Say.Info($"{boards.Count} boards: {string.Join(", ", boards.Select(board => board.Id))}");
        IReadOnlyList<BoardResults> all = await BenchRun.RunAsync(new BenchRunOptions(bench!, boards, program, results, method), Tell, cancel).ConfigureAwait(false);
        Say.Info($"report: {Path.Combine(results, "report.html")}");
        int failed = all.Sum(board => Count(board, Outcome.Failed) + (board.Died is null ? 0 : 1));
        Console.WriteLine($"{all.Sum(board => Count(board, Outcome.Passed))} passed, {failed} failed");
        return BenchRun.Passed(all) ? 0 : 1;
    }

    // What QEMU boards need beside the bench: the kernel, busybox for its initramfs, QEMU itself.
    private static async Task PrepareAsync(RepositoryLayout layout, IReadOnlyList<BoardSpec> boards, CancellationToken cancel)
    {
        if (boards.Any(board => board.IsQemu))
        {
            await Installer.EnsureAsync(HostTools.Running, cancel).ConfigureAwait(false);
            await BusyBoxPackage.EnsureAsync(layout, null, cancel).ConfigureAwait(false);
        }

        if (boards.Any(board => board.IsQemu && board.Image is null))
        {
            await new KernelImage(layout, CommonOptions.DefaultBoard).EnsureAsync(force: false, cancel).ConfigureAwait(false);
        }
    }

    private static async Task<string> BuildTestsAsync(RepositoryLayout layout, CancellationToken cancel)
    {
        TestProject project = TestProject.Discover(layout).Single(one => one.Name == StandardProject);
        await MsBuild.BuildAsync(layout, $"building {project.Name}", project.ProjectFile, ["-c", "Release"], "hil-" + project.Name, cancel).ConfigureAwait(false);
        return project.Program(layout);
    }

    private static void Tell(BoardResults board)
    {
        string line = $"{board.Board.Id}: {Count(board, Outcome.Passed)} passed, {Count(board, Outcome.Failed)} failed, {Count(board, Outcome.Skipped)} skipped, {Count(board, Outcome.Quarantined)} quarantined";
        if (board.Died is null && Count(board, Outcome.Failed) == 0)
        {
            Say.Done(line);
            return;
        }

        Say.Error(board.Died is null ? line : $"{line}; {board.Died}");
        foreach (TestRecord test in board.Tests.Where(test => test.Outcome == Outcome.Failed))
        {
            Say.Error($"  {test.Test}: {test.Attempts[^1].Cause?.Text()}: {test.Message.Split('\n')[0]}");
        }
    }

    private static int Count(BoardResults board, Outcome outcome) => board.Tests.Count(test => test.Outcome == outcome);

    private static Bench Read(string file) => File.Exists(file)
        ? BenchReader.Read(file)
        : throw new LumeException($"There is no bench file {file}. docs/hil.md shows how to write one; docs/lume-bench.example.yaml is one.");

    private static int Reading(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is BenchException or LumeException)
        {
            Say.Error(e.Message);
            return 2;
        }
    }
}
