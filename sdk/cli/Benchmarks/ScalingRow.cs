// Four processes at once, on one hart and on two, in host time: does a second hart help as much as it helps Linux?
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Lume.Cli.Benchmarks;

/// <summary>One row of the benchmark program at one and at two harts, nanoseconds; null when it gave no figure.</summary>
internal sealed record ScalingRow(string Name, double? LumeOne, double? LumeTwo, double? LinuxOne, double? LinuxTwo)
{
    /// <summary>The rows that run four processes.</summary>
    public const string Prefix = "par4_";

    /// <summary>How often each machine is booted; the best figure counts, for what disturbs a run only ever slows it down.</summary>
    public const int Turns = 3;

    /// <summary>How often each boot measures each row.</summary>
    public const int Rounds = 5;

    // This row never enters the kernel: it tells how much of a second processor there was.
    private const string Witness = "par4_cpu";
    private const double LeastWitnessed = 1.7;
    private const double MostWitnessed = 2.2;

    private double? Lume => LumeOne / LumeTwo;

    private double? Linux => LinuxOne / LinuxTwo;

    /// <summary>Puts four machines side by side, each with the least of its figures of a name.</summary>
    public static IReadOnlyList<ScalingRow> Join(
        IReadOnlyList<string> names, IReadOnlyList<Figure> lumeOne, IReadOnlyList<Figure> lumeTwo, IReadOnlyList<Figure> linuxOne, IReadOnlyList<Figure> linuxTwo) =>
        [.. names.Select(name => new ScalingRow(name, Find(lumeOne, name), Find(lumeTwo, name), Find(linuxOne, name), Find(linuxTwo, name)))];

    /// <summary>Writes the rows as a section of the report.</summary>
    public static void Write(StringBuilder text, IReadOnlyList<ScalingRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        text.AppendLine().AppendLine("## Four processes on two harts").AppendLine();
        text.AppendLine("Multi-threaded TCG, guest time = host time, wall time (ns) divided by the operations of all four: a second hart halves it at best. These");
        text.AppendLine($"figures hang on the host and on what else it does; only figures of one run can be compared. Each is the best of {Turns} times {Rounds}:");
        text.AppendLine("several boots of the four machines in turn, and several short loops in each.").AppendLine();
        if (rows.FirstOrDefault(static row => row.Name == Witness) is { } witness && !(IsQuiet(witness.Lume) && IsQuiet(witness.Linux)))
        {
            text.AppendLine($"The host was busy: a second hart was worth {Factor(witness.Lume)} to Lume and {Factor(witness.Linux)} to Linux in {Witness}, which never enters the kernel and");
            text.AppendLine("should gain 2. So this run's figures say nothing about the kernels and are left out. Measure again on a quiet host.");
            return;
        }

        text.AppendLine("| name | Lume, 1 hart | 2 harts | speed-up | Linux, 1 hart | 2 harts | speed-up |").AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (ScalingRow row in rows)
        {
            text.AppendLine(
                $"| {row.Name} | {Shown(row.LumeOne)} | {Shown(row.LumeTwo)} | {Factor(row.Lume)} | {Shown(row.LinuxOne)} | {Shown(row.LinuxTwo)} | {Factor(row.Linux)} |");
        }
    }

    private static bool IsQuiet(double? factor) => factor is >= LeastWitnessed and <= MostWitnessed;

    private static double? Find(IReadOnlyList<Figure> figures, string name) => figures.Where(figure => figure.Name == name).Min(static figure => figure.Number);

    private static string Shown(double? value) => value is { } number ? Measurement.Format(number) : "-";

    private static string Factor(double? value) => value is { } number ? number.ToString("0.00", CultureInfo.InvariantCulture) : "-";
}
