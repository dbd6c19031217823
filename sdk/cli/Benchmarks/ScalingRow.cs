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
/// <param name="Doubt">How far the speed-up of the even rounds is from that of the odd ones, halved: what the host leaves open.</param>
internal sealed record Scaling(double One, double Two, double Doubt)
{
    /// <summary>How many times faster two harts are.</summary>
    public double SpeedUp => One / Two;

    /// <summary>
    /// Of the rounds that gave both figures; null when there are not two of them. What else the host does can only add time: so a machine's figure
    /// is the least of its rounds.
    /// </summary>
    /// <param name="rounds">Nanoseconds by machine, for each round.</param>
    /// <param name="first">The machine with one hart; the one with two follows it.</param>
    public static Scaling? Of(IEnumerable<double?[]> rounds, int first)
    {
        double?[][] whole = [.. rounds.Where(figures => figures[first] > 0 && figures[first + 1] > 0)];
        if (whole.Length < 2)
        {
            return null;
        }

        double Least(int machine, int start, int step) => whole.Skip(start).Where((_, i) => i % step == 0).Min(figures => figures[machine]!.Value);
        double SpeedUpOfHalf(int start) => Least(first, start, 2) / Least(first + 1, start, 2);
        return new Scaling(Least(first, 0, 1), Least(first + 1, 0, 1), Math.Abs(SpeedUpOfHalf(0) - SpeedUpOfHalf(1)) / 2);
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
        text.AppendLine("These figures hang on the host and on what else it does, which can only add time. So four machines stand side by side, each row is measured on");
        text.AppendLine($"one after the other, {ScalingRun.Rounds} times, and a figure is the least of its rounds. Behind ± is half of what the speed-ups of the even and of the odd");
        text.AppendLine("rounds differ: a difference between the kernels that is not larger says nothing about them.").AppendLine();
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
