// Boots machines for figures. Under -icount a nanosecond is an instruction, so a run on any host gives the same.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Lume.Hil.Machines;

namespace Lume.Cli.Benchmarks;

/// <summary>Measures one kernel.</summary>
/// <param name="layout">The working copy.</param>
/// <param name="options">The machine; its initramfs is replaced.</param>
/// <param name="elf">The kernel with symbols, for the logs, or null.</param>
/// <param name="busyBox">The guest's shell.</param>
/// <param name="program">lumebench.</param>
internal sealed partial class BenchmarkRun(RepositoryLayout layout, MachineOptions options, string? elf, string busyBox, string program)
{
    private const int MostBoots = 12;

    // Counted time repeats exactly, so one loop of 50 ms says what many do.
    private const string Effort = "-t 50 -r 1";

    // lumebench itself ends a benchmark after 60 s of guest time; the rest is a slow host.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(240);
    private static readonly TimeSpan s_bootLimit = TimeSpan.FromSeconds(30);

    /// <summary>Runs benchmarks one after another. One that takes the kernel down is marked, and the rest goes on after a new boot.</summary>
    public async Task<IReadOnlyList<Figure>> RunAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        List<Figure> figures = [];
        List<string> left = [.. names];
        for (int boot = 1; boot <= MostBoots && left.Count > 0; boot++)
        {
            string lost = await RunOnceAsync(boot, left, figures, cancel).ConfigureAwait(false);
            left.RemoveAll(name => figures.Any(figure => figure.Name == name));
            if (left.Count > 0)
            {
                Say.Warn($"{left[0]}: {lost}");
                figures.Add(new Figure(left[0], "did not end", string.Empty));
                left.RemoveAt(0);
            }
        }

        return figures;
    }

    /// <summary>The smallest memory, in MiB, with which the prompt appears; null when not even the largest tried is enough.</summary>
    public async Task<int?> SmallestMemoryAsync(int largest, CancellationToken cancel)
    {
        string initrd = BenchmarkProgram.SaveInitramfs(layout, busyBox, program, commands: null);
        int low = 1;
        int high = largest;
        if (!await ReachesPromptAsync(initrd, high, cancel).ConfigureAwait(false))
        {
            return null;
        }

        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            bool enough = await ReachesPromptAsync(initrd, middle, cancel).ConfigureAwait(false);
            Say.Info(string.Create(CultureInfo.InvariantCulture, $"-m {middle}M: {(enough ? "reaches the prompt" : "does not")}"));
            (low, high) = enough ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>The same machine with so many harts and in host time, on its way to the prompt.</summary>
    public QemuMachine StartTimed(int harts)
    {
        string initrd = BenchmarkProgram.SaveInitramfs(layout, busyBox, program, commands: null);
        return QemuMachine.Start(options with { Initrd = initrd, InstructionCount = false, Smp = harts }, Log($"timed-{harts}"), elf);
    }

    private async Task<bool> ReachesPromptAsync(string initrd, int mebibytes, CancellationToken cancel)
    {
        MachineOptions machine = options with { Initrd = initrd, Memory = string.Create(CultureInfo.InvariantCulture, $"{mebibytes}M") };
        await using QemuMachine running = QemuMachine.Start(machine, Log($"memory-{mebibytes}"), elf);
        try
        {
            cancel.ThrowIfCancellationRequested();
            await running.Console.ExpectAsync(PromptPattern(), s_bootLimit).ConfigureAwait(false);
            return true;
        }
        catch (ConsoleTimeoutException)
        {
            return false;
        }
    }

    // Returns why it ended early; the figures that came are in the list.
    private async Task<string> RunOnceAsync(int boot, List<string> names, List<Figure> figures, CancellationToken cancel)
    {
        string[] commands = ["sleep 3", "lumebench mem", $"lumebench {Effort} {string.Join(' ', names)}", "lumebench mem"];
        string initrd = BenchmarkProgram.SaveInitramfs(layout, busyBox, program, commands);
        await using QemuMachine machine = QemuMachine.Start(options with { Initrd = initrd }, Log($"run-{boot}"), elf);
        try
        {
            return await Say.WhileAsync("measuring", async step =>
            {
                while (true)
                {
                    cancel.ThrowIfCancellationRequested();
                    Match line = await machine.Console.ExpectAsync(Line(), s_silence).ConfigureAwait(false);
                    string text = line.Groups["text"].Value;
                    if (text.Trim() == BenchmarkProgram.Done)
                    {
                        return "was not run";
                    }

                    if (Measurement.Parse(text) is { } figure)
                    {
                        Add(figures, figure);
                        step($"{figure.Name} {figure.Value} {figure.Unit}");
                    }
                }
            }).ConfigureAwait(false);
        }
        catch (ConsoleTimeoutException e)
        {
            return e.Message.Split('\n')[0];
        }
    }

    // Memory figures come twice: before and after.
    private static void Add(List<Figure> figures, Figure figure)
    {
        if (figure.Name.StartsWith("mem_", StringComparison.Ordinal) && figures.Any(known => known.Name == figure.Name))
        {
            figure = figure with { Name = figure.Name + "_end" };
            figures.RemoveAll(known => known.Name == figure.Name);
        }

        figures.Add(figure);
    }

    private string Log(string name) =>
        Path.Combine(layout.Artifacts, "bench", "logs", $"{(elf is null ? "linux-" : string.Empty)}{name}.log");

    [GeneratedRegex(@"(?<text>[^\n]*)\n")]
    private static partial Regex Line();

    [GeneratedRegex(@"lume# (\x1b\[6n)?$")]
    private static partial Regex PromptPattern();
}
