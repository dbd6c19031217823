// lume fuzz: random system calls until the kernel breaks, or the time is over.
using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Building;
using Lume.Cli.Terminal;
using Lume.Hil.Consoles;
using Lume.Hil.Endurance;
using Lume.Hil.Host;
using Lume.Hil.Machines;

namespace Lume.Cli.Verbs;

/// <summary>Fuzzes the system calls.</summary>
internal static class FuzzVerb
{
    private const string Details =
        """
        Boots the kernel and runs hil-tests/Suites/Programs/fuzz.c in it: processes and threads that share memory and descriptors make random
        system calls, with a grammar that makes most of them plausible. A panic, an oops, a process that cannot be killed or a machine that
        stops answering is a failure; the log with the last calls is artifacts/endurance/fuzz.log.

        The seed makes the calls; with --icount, on one hart, the same seed gives the same run to the instruction.

        Examples:
          lume fuzz                           ten minutes, any seed
          lume fuzz --for 30m --seed 17       half an hour, as before
          lume fuzz --for 20s --icount        a run that repeats exactly
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Option<uint?> seed = new("--seed") { Description = "The seed; without one it is drawn and printed.", HelpName = "N" };
        EnduranceOptions endurance = new("10m");
        Verb command = new("fuzz", "Random system calls against the kernel.", Details) { seed };
        endurance.AddTo(command);
        command.SetAction((ParseResult parsed, CancellationToken cancel) =>
            FuzzAsync(endurance.Read(parsed), parsed.GetValue(seed) ?? (uint)Random.Shared.Next(), cancel));
        return command;
    }

    private static async Task<int> FuzzAsync(EnduranceSettings settings, uint seed, CancellationToken cancel)
    {
        RepositoryLayout layout = RepositoryLayout.Find().WithChecks(settings.IsChecked);
        await using EnduranceMachine machine = await EnduranceMachine.StartAsync(layout, "fuzz", settings, FuzzRun.Programs, cancel).ConfigureAwait(false);
        Say.Info($"seed {seed}");
        string? found = await Say.WhileAsync(
            $"fuzzing for {settings.Length}", step => FuzzRun.RunAsync(machine.Shell, seed, settings.Length, step, cancel)).ConfigureAwait(false);
        if (found is not null)
        {
            Say.Error($"seed {seed}: {found}");
            Say.Info($"log: {Path.GetRelativePath(layout.Root, machine.Log)}");
            return 1;
        }

        Say.Done($"seed {seed}: nothing found in {settings.Length}");
        return 0;
    }
}
