// Runs test programs and gathers their outcomes.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Hil.Host;

namespace Lume.Cli.Testing;

/// <summary>One run of test programs.</summary>
internal sealed class TestRun(RepositoryLayout layout, string? methodFilter)
{
    // The two figures that a run on a small machine has to agree with: programs at once, and the longest a program may take:
    // several times what the slowest takes, for a machine with other work is slow but not stuck.
    private const int HostProgramsAtOnce = 2;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(60);

    private readonly ConcurrentBag<TestOutcome> _outcomes = [];

    /// <summary>What was reported so far.</summary>
    public IReadOnlyList<TestOutcome> Outcomes => [.. _outcomes.OrderBy(outcome => outcome.Program, StringComparer.Ordinal)];

    /// <summary>Counts a step that is no test program as failed.</summary>
    public void AddFailedStep(string step, string message) => Report(TestReport.Step(step, message));

    /// <summary>Runs host programs side by side, then those that boot machines one after another.</summary>
    public async Task RunAsync(IReadOnlyList<TestProject> projects, CancellationToken cancel)
    {
        Directory.CreateDirectory(layout.TestResults);
        ParallelOptions options = new() { MaxDegreeOfParallelism = HostProgramsAtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(
            projects.Where(project => !project.NeedsMachine),
            options,
            async (project, token) => await RunAsync(project, token).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (TestProject project in projects.Where(project => project.NeedsMachine))
        {
            await RunAsync(project, cancel).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(TestProject project, CancellationToken cancel)
    {
        string junit = Path.Combine(layout.TestResults, project.Name + ".junit.xml");
        string trx = Path.Combine(layout.TestResults, project.Name + ".trx");
        File.Delete(junit);
        File.Delete(trx);
        List<string> arguments = ["exec", project.Program(layout), "-noColor", "-noLogo", "-result-junit", junit, "-result-trx", trx];
        if (methodFilter is not null)
        {
            arguments.AddRange(["-method", methodFilter]);
        }

        Stopwatch clock = Stopwatch.StartNew();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(s_longest);
        try
        {
            HostResult result = await HostProcess.RunAsync(
                "dotnet",
                arguments,
                new Dictionary<string, string>
                {
                    [RepositoryLayout.RootVariable] = layout.Root,
                    [RepositoryLayout.CheckedVariable] = layout.IsChecked ? "1" : "0",
                },
                folder: layout.Root,
                cancel: limit.Token).ConfigureAwait(false);
            Report(TestReport.Read(project.Name, junit, result.ExitCode, result.Output + result.Error, clock.Elapsed));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            Report(TestReport.Step(project.Name, $"It did not end within {s_longest.TotalMinutes:0} minutes and was stopped."));
        }
    }

    private void Report(TestOutcome outcome)
    {
        _outcomes.Add(outcome);
        string skipped = outcome.Skipped > 0 ? $", {outcome.Skipped} skipped" : string.Empty;
        string line = $"{outcome.Program}: {outcome.Passed} passed, {outcome.Failures.Count} failed{skipped} ({outcome.Duration.TotalSeconds:0.0} s)";
        if (outcome.Failures.Count == 0)
        {
            Say.Done(line);
        }
        else
        {
            Say.Error(line);
        }
    }
}
