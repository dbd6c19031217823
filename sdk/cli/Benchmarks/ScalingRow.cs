// Four processes at once, on one hart and on two, in host time: does a second hart help as much as it helps Linux?
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Lume.Cli.Benchmarks;

/// <summary>What a second hart is worth to one kernel in one row.</summary>
/// <param name="One">Nanoseconds for an operation at one hart.</param>
/// <param name="Two">At two harts.</param>
internal sealed record Scaling(double One, double Two)
{
    /// <summary>How many times faster two harts are.</summary>
    public double SpeedUp => One / Two;

    /// <summary>
    /// Of the rounds that gave both figures; null when none did. What else the host does can only add time, and to the machine with two harts
    /// twice as often: so a machine's figure is the one that a tenth of its rounds do not exceed.
    /// </summary>
    /// <param name="rounds">Nanoseconds by machine, for each round.</param>
    /// <param name="first">The machine with one hart; the one with two follows it.</param>
    public static Scaling? Of(IEnumerable<double?[]> rounds, int first)
    {
        double?[][] whole = [.. rounds.Where(figures => figures[first] > 0 && figures[first + 1] > 0)];
        return whole.Length == 0 ? null : new Scaling(Undisturbed(whole, first), Undisturbed(whole, first + 1));
    }

    private static double Undisturbed(double?[][] rounds, int machine) => rounds.Select(figures => figures[machine]!.Value).Order().ElementAt(rounds.Length / 10);
}

/// <summary>One row of the benchmark program; null for a kernel that gave no figure.</summary>
internal sealed record ScalingRow(string Name, Scaling? Lume, Scaling? Linux)
{
    /// <summary>The rows that run four processes.</summary>
    public const string Prefix = "par4_";

    // This row never enters the kernel: it tells how much of a second processor there was.
    private const string Witness = "par4_cpu";
    private const double LeastWitnessed = 1.7;
    private const double MostWitnessed = 2.5;

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
        text.AppendLine($"one after the other, {ScalingRun.Rounds} times, and a figure is the one that a tenth of its rounds do not exceed. What {Witness} gains is what the host gives.");
        text.AppendLine("QEMU before 8.1 empties its TLB at each change of `sstatus.SUM`, which Linux makes twice for each copy to or from a program (ADR 7). That costs its");
        text.AppendLine("machine with one hart many times the work itself and makes a second one look worth far more than 2: so `./lume bench` takes a later QEMU.").AppendLine();
        if (rows.FirstOrDefault(static row => row.Name == Witness) is { } witness && !(IsQuiet(witness.Lume) && IsQuiet(witness.Linux)))
        {
            text.AppendLine($"The host was busy: a second hart was worth {Factor(witness.Lume)} to Lume and {Factor(witness.Linux)} to Linux in {Witness}, which never enters the kernel and");
            text.AppendLine("should gain 2. So this run's figures say nothing about the kernels and are left out. Measure again on a quiet host.");
            return;
        }

        text.AppendLine("| name | Lume, 1 hart | 2 harts | speed-up | Linux, 1 hart | 2 harts | speed-up |").AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (ScalingRow row in rows)
        {
            text.AppendLine($"| {row.Name} | {Cells(row.Lume)} | {Cells(row.Linux)} |");
        }
    }

    private static bool IsQuiet(Scaling? scaling) => scaling?.SpeedUp is >= LeastWitnessed and <= MostWitnessed;

    private static string Cells(Scaling? scaling) =>
        scaling is null ? "- | - | -" : $"{Measurement.Format(scaling.One)} | {Measurement.Format(scaling.Two)} | {Factor(scaling)}";

    private static string Factor(Scaling? scaling) => scaling is null ? "-" : scaling.SpeedUp.ToString("0.00", CultureInfo.InvariantCulture);
}
