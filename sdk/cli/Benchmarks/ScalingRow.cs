// Four processes at once, on one hart and on two, in host time: does a second hart help as much as it helps Linux?
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Lume.Cli.Benchmarks;

/// <summary>What a second hart is worth to one kernel in one row.</summary>
/// <param name="One">Nanoseconds for an operation at one hart, the median of all rounds.</param>
/// <param name="Two">At two harts.</param>
/// <param name="SpeedUp">The median of what the rounds say, each of its own two figures.</param>
internal sealed record Scaling(double One, double Two, double SpeedUp)
{
    /// <summary>Of the rounds that gave both figures; null when none did.</summary>
    /// <param name="rounds">Nanoseconds by machine, for each round.</param>
    /// <param name="first">The machine with one hart; the one with two follows it.</param>
    public static Scaling? Of(IEnumerable<double?[]> rounds, int first)
    {
        (double One, double Two)[] pairs =
            [.. rounds.Where(figures => figures[first] > 0 && figures[first + 1] > 0).Select(figures => (figures[first]!.Value, figures[first + 1]!.Value))];
        return pairs.Length == 0 ? null
            : new Scaling(Median(pairs.Select(static pair => pair.One)), Median(pairs.Select(static pair => pair.Two)), Median(pairs.Select(static pair => pair.One / pair.Two)));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>One row of the benchmark program; null for a kernel that gave no figure.</summary>
internal sealed record ScalingRow(string Name, Scaling? Lume, Scaling? Linux)
{
    /// <summary>The rows that run four processes.</summary>
    public const string Prefix = "par4_";

    // This row never enters the kernel: it tells how much of a second processor there was.
    private const string Witness = "par4_cpu";
    private const double LeastWitnessed = 1.7;
    private const double MostWitnessed = 2.2;

    /// <summary>Writes the rows as a section of the report.</summary>
    public static void Write(StringBuilder text, IReadOnlyList<ScalingRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        text.AppendLine().AppendLine("## Four processes on two harts").AppendLine();
        text.AppendLine("Multi-threaded TCG, guest time = host time, wall time (ns) divided by the operations of all four: a second hart halves it at best. These");
        text.AppendLine("figures hang on the host and on what else it does. So four machines stand side by side and each row is measured on one after the other,");
        text.AppendLine($"{ScalingRun.Rounds} times; times are medians, and a speed-up is the median of the rounds' own. What {Witness} gains is what the host gives; more than 2");
        text.AppendLine("means that the machine with one hart lost time to more than its work.").AppendLine();
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
