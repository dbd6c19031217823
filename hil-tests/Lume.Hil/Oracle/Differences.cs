// The accepted differences between Linux and Lume, each with its reason.
//
//   == CHAPTER/TEST: reason
//   - a line as Linux prints it
//   + the line in its place on Lume
//
// "-" lines stand together in the record; "+" lines take their place. One test may have several entries, applied in order.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Lume.Hil.Oracle;

/// <summary>One accepted difference.</summary>
/// <param name="Test">The test whose output differs.</param>
/// <param name="Reason">Why this is right, or not worth changing.</param>
/// <param name="Linux">The lines of the record, each ended by a newline.</param>
/// <param name="Lume">What Lume prints instead.</param>
public sealed record Difference(string Test, string Reason, string Linux, string Lume);

/// <summary>Reads the file of differences and turns a record into what Lume should print.</summary>
public static class Differences
{
    private const string Mark = "== ";

    /// <summary>The entries of the file.</summary>
    /// <exception cref="InvalidDataException">An entry has no reason, or no lines on both sides together.</exception>
    public static IReadOnlyList<Difference> Parse(string text)
    {
        List<Difference> entries = [];
        foreach (string part in ("\n" + text.Replace("\r", string.Empty, StringComparison.Ordinal)).Split("\n" + Mark).Skip(1))
        {
            string[] lines = part.Split('\n');
            string[] head = lines[0].Split(": ", 2);
            string linux = Lines(lines, "- ");
            string lume = Lines(lines, "+ ");
            if (head.Length < 2 || head[1].Trim().Length == 0 || linux.Length == 0 || linux == lume)
            {
                throw new InvalidDataException($"This difference has no reason, or no '-' line to stand for: {lines[0]}");
            }

            entries.Add(new Difference(head[0], head[1].Trim(), linux, lume));
        }

        return entries;
    }

    /// <summary>What Lume should print for a test.</summary>
    /// <exception cref="InvalidDataException">An entry's lines are not in the record: it is out of date.</exception>
    public static string Apply(IEnumerable<Difference> entries, string test, string record)
    {
        string expected = "\n" + record;
        foreach (Difference entry in entries.Where(entry => entry.Test == test))
        {
            int at = expected.IndexOf("\n" + entry.Linux, StringComparison.Ordinal);
            if (at < 0)
            {
                throw new InvalidDataException($"The record of {test} does not have these lines of the differences file:\n{entry.Linux}");
            }

            expected = $"{expected[..(at + 1)]}{entry.Lume}{expected[(at + 1 + entry.Linux.Length)..]}";
        }

        return expected[1..];
    }

    private static string Lines(string[] lines, string mark) =>
        string.Concat(lines.Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => line[mark.Length..] + "\n"));
}
