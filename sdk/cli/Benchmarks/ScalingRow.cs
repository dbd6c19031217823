// Four processes at once, on one hart and on two, in host time: does a second hart help as much as it helps Linux?
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Lume.Cli.Benchmarks;

/// <summary>What a second hart is worth to one kernel in one row.</summary>
/// <param name="One">Nanoseconds for an operation at one hart.</param>
/// <param name="Two">At two harts.</param>
/// <param name="Doubt">How far the speed-ups of the boots lie from each other, halved: what the host leaves open.</param>
internal sealed record Scaling(double One, double Two, double Doubt)
{
    /// <summary>How many times faster two harts are.</summary>
    public double SpeedUp => One / Two;

    /// <summary>
    /// Of the rounds that gave both figures; null when there are not two boots with such. What else the host does, and where a machine's memory happens
    /// to lie, can only add time: so a figure is the least of all.
    /// </summary>
    /// <param name="boots">For each boot its rounds: nanoseconds by machine.</param>
    /// <param name="first">The machine with one hart; the one with two follows it.</param>
    public static Scaling? Of(IEnumerable<IEnumerable<double?[]>> boots, int first)
    {
        (double One, double Two)[] least =
        [
            .. boots.Select(rounds => rounds.Where(figures => figures[first] > 0 && figures[first + 1] > 0).ToArray())
                .Where(static rounds => rounds.Length != 0)
                .Select(rounds => (rounds.Min(figures => figures[first]!.Value), rounds.Min(figures => figures[first + 1]!.Value))),
        ];
        if (least.Length < 2)
        {
            return null;
        }

        double[] speedUps = [.. least.Select(static boot => boot.One / boot.Two)];
        return new Scaling(least.Min(static boot => boot.One), least.Min(static boot => boot.Two), (speedUps.Max() - speedUps.Min()) / 2);
    }

    /// <summary>The speed-up and what is open of it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SpeedUp:0.00} ± {Doubt:0.00}");
}

/// <summary>One row of the benchmark program; null for a kernel that gave no figure.</summary>
internal sealed record ScalingRow(string Name, Scaling? Lume, Scaling? Linux)
{
    /// <summary>The rows that run four processes.</summary>
    public const string Prefix = "par4_";

    /// <summary>Writes the rows as a section of the report.</summary>
    public static void Write(StringBuilder text, IReadOnlyList<ScalingRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        text.AppendLine().AppendLine("## Four processes on two harts").AppendLine();
        text.AppendLine("Multi-threaded TCG, guest time = host time, wall time (ns) divided by the operations of all four: a second hart halves it at best.");
        text.AppendLine("These figures hang on the host, on what else it does and on where a machine's memory happens to lie, which can only add time. So four machines stand");
        text.AppendLine($"side by side, each row is measured on one after the other, {ScalingRun.Rounds} times, all is booted {ScalingRun.Boots} times, and a figure is the least of all. Behind ± is half");
        text.AppendLine("of what the speed-ups of the boots differ: a difference between the kernels that is not larger says nothing about them.").AppendLine();
        text.AppendLine("par4_cpu never enters the kernel: it gains what the host's second processor is worth to code that keeps one busy. Two threads of one core share it,");
        text.AppendLine("and code that waits more for memory gains more there. QEMU takes its one big lock at every trap, whichever kernel runs: the shorter the call,");
        text.AppendLine("the larger the part of it (ADR 9 has what it costs, measured).").AppendLine();
        text.AppendLine("QEMU before 8.1 empties its TLB at each change of `sstatus.SUM`, which Linux makes twice for each copy to or from a program (ADR 7). That costs its");
        text.AppendLine("machine with one hart many times the work itself and makes a second one look worth far more than 2: so `./lume bench` takes a later QEMU.").AppendLine();
        text.AppendLine("| name | Lume, 1 hart | 2 harts | speed-up | Linux, 1 hart | 2 harts | speed-up |").AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (ScalingRow row in rows)
        {
            text.AppendLine($"| {row.Name} | {Cells(row.Lume)} | {Cells(row.Linux)} |");
        }
    }

    private static string Cells(Scaling? scaling) =>
        scaling is null ? "- | - | -" : $"{Measurement.Format(scaling.One)} | {Measurement.Format(scaling.Two)} | {scaling}";
}
