// Runs a test program on the boards of a bench: one process for each board, side by side, then one report.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;
using Lume.Hil.Reports;

namespace Lume.Hil.Benches;

/// <summary>What a run is about.</summary>
/// <param name="Bench">The bench.</param>
/// <param name="Boards">Its boards that take part.</param>
/// <param name="Program">The xunit test program (a .dll).</param>
/// <param name="Results">The folder for everything it leaves; what is in it from an earlier run goes.</param>
/// <param name="MethodFilter">xunit's <c>-method</c> filter, or null.</param>
public sealed record BenchRunOptions(Bench Bench, IReadOnlyList<BoardSpec> Boards, string Program, string Results, string? MethodFilter = null);

/// <summary>Runs tests on a bench.</summary>
public static class BenchRun
{
    /// <summary>Environment variable: the bench file.</summary>
    public const string BenchVariable = "LUME_HIL_BENCH";

    /// <summary>Environment variable: the id of the process's board.</summary>
    public const string BoardVariable = "LUME_HIL_BOARD";

    /// <summary>Environment variable: the folder for results.</summary>
    public const string ResultsVariable = "LUME_HIL_RESULTS";

    private const int ReportTail = 40;

    /// <summary>Runs to the end and writes <c>report.html</c>, and for each board <c>ID/junit.xml</c>, <c>ID/results.trx</c> and console logs.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="onBoardDone">Called as each board ends.</param>
    /// <param name="cancel">Stops all boards.</param>
    /// <returns>What each board left, in the bench's order.</returns>
    public static async Task<IReadOnlyList<BoardResults>> RunAsync(BenchRunOptions options, Action<BoardResults>? onBoardDone = null, CancellationToken cancel = default)
    {
        if (Directory.Exists(options.Results))
        {
            Clear(options.Results);
        }

        Stopwatch clock = Stopwatch.StartNew();
        DateTime began = DateTime.UtcNow;
        IReadOnlyList<BoardResults> results = await Task.WhenAll(options.Boards.Select(async board =>
        {
            BoardResults one = await RunBoardAsync(options, board, cancel).ConfigureAwait(false);
            onBoardDone?.Invoke(one);
            return one;
        })).ConfigureAwait(false);
        await File.WriteAllTextAsync(
            Path.Combine(options.Results, "report.html"), HtmlReport.Write(options.Bench.File, began, clock.Elapsed, results), cancel).ConfigureAwait(false);
        return results;
    }

    /// <summary>True when nothing that counts failed.</summary>
    public static bool Passed(IEnumerable<BoardResults> results) =>
        results.All(board => board.Died is null && board.Tests.All(test => test.Outcome != Outcome.Failed));

    private static async Task<BoardResults> RunBoardAsync(BenchRunOptions options, BoardSpec board, CancellationToken cancel)
    {
        string folder = Path.Combine(options.Results, board.Id);
        Directory.CreateDirectory(folder);
        List<string> arguments =
        [
            "exec", options.Program, "-noColor", "-noLogo",
            "-result-junit", Path.Combine(folder, "junit.xml"), "-result-trx", Path.Combine(folder, "results.trx"),
        ];
        if (options.MethodFilter is not null)
        {
            arguments.AddRange(["-method", options.MethodFilter]);
        }

        Dictionary<string, string> environment = new()
        {
            [BenchVariable] = Path.GetFullPath(options.Bench.File),
            [BoardVariable] = board.Id,
            [ResultsVariable] = Path.GetFullPath(options.Results),
        };
        HostResult result = await HostProcess.RunAsync("dotnet", arguments, environment, bound: true, cancel: cancel).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, "program.log"), result.Output + result.Error, cancel).ConfigureAwait(false);
        BoardResults left = BoardRecorder.Read(folder)
            ?? new BoardResults(new BoardRecord(board.Id, board.Board, board.Port, Environment.MachineName, board.Fixtures, board.Image, null, new Dictionary<string, string>()), [], null);
        // A status other than 0 that no failed test explains: the program itself came to grief.
        bool explained = result.ExitCode == 0 || left.Tests.Any(test => test.Outcome == Outcome.Failed);
        return explained ? left : left with { Died = string.Create(CultureInfo.InvariantCulture, $"The test program ended with status {result.ExitCode}:\n{Tail(result)}") };
    }

    private static string Tail(HostResult result) => string.Join('\n', (result.Output + result.Error).TrimEnd().Split('\n').TakeLast(ReportTail));

    // Only what a run makes is deleted: a results folder may be somebody's home by a slip.
    private static void Clear(string folder)
    {
        File.Delete(Path.Combine(folder, "report.html"));
        string once = Path.Combine(folder, "once");
        foreach (string old in Directory.GetDirectories(folder).Where(below => File.Exists(Path.Combine(below, "program.log"))).Append(once).Where(Directory.Exists))
        {
            Directory.Delete(old, recursive: true);
        }
    }
}
