// Four processes at once on four machines: two kernels, each with one hart and with two, in host time.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;

namespace Lume.Cli.Benchmarks;

/// <summary>
/// The machines run all the while, and only one works: each row is measured on one after the other within a second, round after round. A host that
/// becomes slower or faster meanwhile does so for all four. A machine that had bad luck with the host's memory has it until it ends: so all boot anew.
/// </summary>
internal static class ScalingRun
{
    /// <summary>How often each row is measured on each machine, each time it is booted.</summary>
    public const int Rounds = 20;

    /// <summary>How often the machines are booted.</summary>
    public const int Boots = 3;

    private const string Effort = "-t 60 -r 1";

    private static readonly TimeSpan s_rowLimit = TimeSpan.FromSeconds(90);

    /// <summary>Boots and measures.</summary>
    /// <param name="machines">A kernel's machine with one hart, with two, the other kernel's with one, with two; each ends at a prompt.</param>
    /// <param name="names">The rows.</param>
    /// <param name="cancel">Stops between two rows.</param>
    /// <exception cref="ConsoleTimeoutException">A machine does not answer.</exception>
    public static async Task<IReadOnlyList<ScalingRow>> RunAsync(IReadOnlyList<Func<QemuMachine>> machines, IReadOnlyList<string> names, CancellationToken cancel)
    {
        List<Dictionary<string, List<double?[]>>> boots = await Say.WhileAsync("measuring two kernels at one hart and at two", async step =>
        {
            List<Dictionary<string, List<double?[]>>> done = [];
            while (done.Count < Boots)
            {
                string boot = string.Create(CultureInfo.InvariantCulture, $"boot {done.Count + 1} of {Boots}");
                done.Add(await BootAsync(machines, names, round => step($"{boot}, {round}"), cancel).ConfigureAwait(false));
            }

            return done;
        }).ConfigureAwait(false);
        return
        [
            .. names.Select(name =>
            {
                IEnumerable<List<double?[]>> rounds = boots.Select(boot => boot[name]);
                return new ScalingRow(name, Scaling.Of(rounds, 0), Scaling.Of(rounds, 2));
            }),
        ];
    }

    private static async Task<Dictionary<string, List<double?[]>>> BootAsync(
        IReadOnlyList<Func<QemuMachine>> machines, IReadOnlyList<string> names, Action<string> step, CancellationToken cancel)
    {
        List<QemuMachine> running = [];
        try
        {
            running.AddRange(machines.Select(static start => start()));
            List<Shell> shells = [.. running.Select(static machine => new Shell(machine.Console))];
            foreach (Shell shell in shells)
            {
                await shell.WaitUntilReadyAsync().ConfigureAwait(false);
            }

            return await MeasureAsync(shells, names, step, cancel).ConfigureAwait(false);
        }
        finally
        {
            foreach (QemuMachine machine in running)
            {
                await machine.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // Every other round goes the other way round, so that a host which becomes slower favours nobody.
    private static async Task<Dictionary<string, List<double?[]>>> MeasureAsync(
        IReadOnlyList<Shell> shells, IReadOnlyList<string> names, Action<string> step, CancellationToken cancel)
    {
        Dictionary<string, List<double?[]>> rounds = names.ToDictionary(static name => name, static _ => new List<double?[]>());
        for (int round = 1; round <= Rounds; round++)
        {
            foreach (string name in names)
            {
                double?[] figures = new double?[shells.Count];
                for (int turn = 0; turn < figures.Length; turn++)
                {
                    int i = round % 2 == 0 ? turn : figures.Length - 1 - turn;
                    cancel.ThrowIfCancellationRequested();
                    CommandResult result = await shells[i].RunAsync($"lumebench {Effort} {name}", s_rowLimit).ConfigureAwait(false);
                    figures[i] = result.Output.Split('\n').Select(Measurement.Parse).FirstOrDefault(figure => figure?.Name == name)?.Number;
                }

                rounds[name].Add(figures);
                step(string.Create(CultureInfo.InvariantCulture, $"round {round} of {Rounds}, {name}"));
            }
        }

        return rounds;
    }
}
