// Figures: one row of a benchmark, and reading them from a console and from the table of Linux.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Lume.Cli.Benchmarks;

/// <summary>One figure.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Value">Its figure, or the error that the kernel gave.</param>
/// <param name="Unit">Unit of the figure; empty for an error.</param>
internal sealed record Figure(string Name, string Value, string Unit)
{
    /// <summary>The figure as a number, or null.</summary>
    public double? Number =>
        Unit.Length > 0 && double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}

/// <summary>Reads figures.</summary>
internal static partial class Measurement
{
    /// <summary>The figure in a console line, or null when it is none: "name value unit" or "name error WHAT".</summary>
    public static Figure? Parse(string line)
    {
        string text = line.Trim();
        Match error = ErrorLine().Match(text);
        if (error.Success)
        {
            return new Figure(error.Groups[1].Value, error.Groups[2].Value, string.Empty);
        }

        Match value = ValueLine().Match(text);
        return value.Success ? new Figure(value.Groups[1].Value, value.Groups[2].Value, value.Groups[3].Value) : null;
    }

    /// <summary>A comma separated table: for each row, the columns by name, in order.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> ReadTable(string file)
    {
        string[] lines = [.. File.ReadAllLines(file).Where(line => line.Length > 0)];
        string[] names = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells =>
            names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))];
    }

    /// <summary>Figures beyond their limit, a line for each. A limit of a bandwidth (MiB/s) is the least, any other the most.</summary>
    /// <param name="limits">Rows with the columns "name" and "limit".</param>
    /// <param name="figures">What was measured; rows that were not are not looked at.</param>
    public static IReadOnlyList<string> Broken(IReadOnlyList<IReadOnlyDictionary<string, string>> limits, IReadOnlyList<Figure> figures)
    {
        List<string> broken = [];
        foreach (IReadOnlyDictionary<string, string> row in limits)
        {
            double limit = double.Parse(row["limit"], NumberStyles.Float, CultureInfo.InvariantCulture);
            if (figures.FirstOrDefault(figure => figure.Name == row["name"]) is { } figure
                && (figure.Number is not { } number || (figure.Unit == "MiB/s" ? number < limit : number > limit)))
            {
                broken.Add($"{figure.Name}: {figure.Value} {figure.Unit}, the limit is {row["limit"]} (bench/limits.csv)");
            }
        }

        return broken;
    }

    /// <summary>Four significant digits, without an exponent.</summary>
    public static string Format(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^([a-z][a-z0-9_]*) error (\S+)$")]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"^([a-z][a-z0-9_]*) ([0-9]+(?:\.[0-9]+)?) (ns|s|kB|MiB/s)$")]
    private static partial Regex ValueLine();
}
