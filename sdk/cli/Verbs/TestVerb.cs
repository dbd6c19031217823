// lume test: every test, host and QEMU.
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
using Lume.Hil.Host;

namespace Lume.Cli.Verbs;

/// <summary>Runs tests and ends with <c>N passed, N failed</c>.</summary>
internal static class TestVerb
{
    private const string Details =
        """
        Runs every test: those of the kernel rooms and tools on this machine, and those that boot the kernel in QEMU.

        The last line is 'N passed, N failed'; the exit status is 0 when none failed. Each test program leaves a TRX and a
        JUnit file in artifacts/test-results, each test with a console leaves its log in artifacts/test-results/logs.

        Examples:
          lume test                       everything
          lume test --host                only what needs no QEMU
          lume test Kernel Hal            only test programs whose name contains one of these
          lume test --method '*Applets*'  only tests whose full name matches
          lume test Suites --checked      on the kernel that checks its rules
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Argument<string[]> names = new("names") { Description = "Parts of names of test programs; all when none is given.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> host = new("--host") { Description = "Leave out the tests that boot QEMU." };
        Option<string?> method = new("--method") { Description = "Only tests whose full name matches; * stands for anything at either end.", HelpName = "PATTERN" };
        method.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } pattern && pattern.Trim('*').Contains('*', StringComparison.Ordinal))
            {
                result.AddError($"--method {pattern}: * stands for anything at either end only.");
            }
        });
        Option<bool> isChecked = CommonOptions.Checked();
        Option<string?> busybox = CommonOptions.BusyBox();
        Verb command = new("test", "Run every test, on the host and in QEMU.", Details) { names, host, method, isChecked, busybox };
        command.SetAction((ParseResult parsed, CancellationToken cancel) => TestAsync(
            RepositoryLayout.Find().WithChecks(parsed.GetValue(isChecked)), parsed.GetValue(names) ?? [], parsed.GetValue(host), parsed.GetValue(method),
            parsed.GetValue(busybox), cancel));
        return command;
    }

    private static async Task<int> TestAsync(
        RepositoryLayout layout, string[] names, bool hostOnly, string? method, string? busybox, CancellationToken cancel)
    {
        TestProject[] projects = [.. TestProject.Discover(layout)
            .Where(project => !(hostOnly && project.NeedsMachine))
            .Where(project => names.Length == 0 || names.Any(name => project.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))];
        if (projects.Length == 0)
        {
            throw new LumeException("No test program has such a name. There are: " + string.Join(", ", TestProject.Discover(layout).Select(p => p.Name)));
        }

        TestRun run = new(layout, method);
        bool whole = names.Length == 0 && !hostOnly;
        if (await BuildAsync(layout, projects, whole, run, cancel).ConfigureAwait(false))
        {
            List<TestProject> ready = [.. projects];
            if (projects.Any(project => project.NeedsMachine) && !await PrepareMachineAsync(layout, busybox, run, cancel).ConfigureAwait(false))
            {
                ready.RemoveAll(project => project.NeedsMachine);
            }

            await run.RunAsync(ready, cancel).ConfigureAwait(false);
            if (method is not null && run.Outcomes.All(outcome => outcome is { Passed: 0, Skipped: 0, Failures.Count: 0 }))
            {
                throw new LumeException($"No test's full name matches '{method}'; * stands for anything at either end.");
            }
        }

        return Tell(layout, run.Outcomes);
    }

    private static async Task<bool> BuildAsync(
        RepositoryLayout layout, TestProject[] projects, bool whole, TestRun run, CancellationToken cancel)
    {
        string[] targets = whole ? [Path.Combine(layout.Root, "Lume.sln")] : [.. projects.Select(project => project.ProjectFile)];
        try
        {
            await Installer.EnsureAsync([.. HostTools.BuildingAndRunning, .. HostTools.CompilingC], cancel).ConfigureAwait(false);
            await Installer.TryEnsureAsync(HostTools.Peers, cancel).ConfigureAwait(false);
            foreach (string target in targets)
            {
                string name = Path.GetFileNameWithoutExtension(target);
                await MsBuild.BuildAsync(layout, $"building {name}", target, ["-c", "Release"], "test-" + name, cancel).ConfigureAwait(false);
            }

            return true;
        }
        catch (LumeException e)
        {
            run.AddFailedStep("build", e.Message);
            return false;
        }
    }

    private static async Task<bool> PrepareMachineAsync(RepositoryLayout layout, string? busybox, TestRun run, CancellationToken cancel)
    {
        try
        {
            await Installer.EnsureAsync([.. HostTools.Fetching, .. HostTools.MakingCards, .. HostTools.CheckingCards, .. HostTools.ServingPorts], cancel).ConfigureAwait(false);
            await HostTools.RequireVersionAsync(HostTools.Qemu, cancel).ConfigureAwait(false);
            await new KernelImage(layout, CommonOptions.DefaultBoard).EnsureAsync(force: false, cancel).ConfigureAwait(false);
            await BusyBoxPackage.EnsureAsync(layout, busybox, cancel).ConfigureAwait(false);
            return true;
        }
        catch (LumeException e)
        {
            run.AddFailedStep("kernel image and machine", e.Message);
            return false;
        }
    }

    private static int Tell(RepositoryLayout layout, IReadOnlyList<TestOutcome> outcomes)
    {
        foreach (TestFailure failure in outcomes.SelectMany(outcome => outcome.Failures))
        {
            Say.Error($"FAILED {failure.Program}: {failure.Test}");
            Say.Raw("    " + failure.Message.Replace("\n", "\n    ", StringComparison.Ordinal));
        }

        int skipped = outcomes.Sum(outcome => outcome.Skipped);
        if (skipped > 0)
        {
            Say.Warn($"{skipped} skipped");
        }

        Say.Info($"reports: {Path.GetRelativePath(layout.Root, layout.TestResults)}");
        Console.WriteLine(TestReport.Summary(outcomes));
        return outcomes.Any(outcome => outcome.Failures.Count > 0) ? 1 : 0;
    }
}
