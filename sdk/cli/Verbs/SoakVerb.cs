// lume soak: a system at work for long, and nothing left behind.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Building;
using Lume.Cli.Terminal;
using Lume.Hil.Endurance;
using Lume.Hil.Host;

namespace Lume.Cli.Verbs;

/// <summary>Soaks.</summary>
internal static class SoakVerb
{
    private const string Details =
        """
        Boots the kernel and lets four shells work: pipelines, tar, gzip, find, sort, processes, threads, signals, timers, mounts
        (hil-tests/Suites/Programs/soak.sh). At the end, after a collection and with empty caches, free pages, objects of the kernel by
        type, descriptors and processes must be what they were at the start.

        Examples:
          lume soak               half an hour on four harts and 128 MiB
          lume soak --for 2m      what 'lume test' does
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        EnduranceOptions endurance = new("30m");
        Verb command = new("soak", "Work for long, and look for leaks.", Details);
        endurance.AddTo(command);
        command.SetAction((ParseResult parsed, CancellationToken cancel) => SoakAsync(endurance.Read(parsed), cancel));
        return command;
    }

    private static async Task<int> SoakAsync(EnduranceSettings settings, CancellationToken cancel)
    {
        RepositoryLayout layout = RepositoryLayout.Find().WithChecks(settings.IsChecked);
        await using EnduranceMachine machine = await EnduranceMachine.StartAsync(layout, "soak", settings, SoakRun.Programs, cancel).ConfigureAwait(false);
        IReadOnlyList<string> wrong = await Say.WhileAsync(
            $"soaking for {settings.Length}", step => SoakRun.RunAsync(machine.Shell, settings.Length, step, cancel)).ConfigureAwait(false);
        foreach (string line in wrong)
        {
            Say.Error(line);
        }

        Say.Info($"log: {Path.GetRelativePath(layout.Root, machine.Log)}");
        return wrong.Count == 0 ? 0 : 1;
    }
}
