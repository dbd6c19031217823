// Which of stress-ng's stressors are run, in which class, and why others are not: hil-tests/Suites/Stress/stressors.txt.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lume.Hil.Host;

namespace Lume.Hil.Endurance;

/// <summary>One stressor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">What it stresses.</param>
/// <param name="Options">Options of stress-ng that go with it; empty for none.</param>
/// <param name="AsUser">Whether it runs as an ordinary user; those that refuse root do.</param>
public sealed record Stressor(string Name, string Class, string Options, bool AsUser = false);

/// <summary>The list. A line is <c>NAME CLASS [as-user] [OPTIONS]</c>, or <c>NAME - REASON</c> for one that is left out; # starts a remark.</summary>
/// <param name="Run">Those to run, in order.</param>
/// <param name="LeftOut">Reasons by name.</param>
public sealed record StressorList(IReadOnlyList<Stressor> Run, IReadOnlyDictionary<string, string> LeftOut)
{
    private const string NoClass = "-";
    private const string AsUser = "as-user";

    /// <summary>Reads the list.</summary>
    /// <exception cref="InvalidDataException">A line has no class, one that is left out no reason, or a stressor stands twice.</exception>
    public static StressorList Load(RepositoryLayout layout) =>
        Parse(File.ReadAllLines(Path.Combine(layout.Root, "hil-tests", "Suites", "Stress", "stressors.txt")));

    /// <summary>Reads the lines of a list.</summary>
    /// <exception cref="InvalidDataException">See <see cref="Load"/>.</exception>
    public static StressorList Parse(IEnumerable<string> lines)
    {
        List<Stressor> run = [];
        Dictionary<string, string> leftOut = [];
        HashSet<string> names = [];
        foreach (string line in lines.Select(static line => line.Split('#')[0].Trim()).Where(static line => line.Length > 0))
        {
            string[] parts = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || (parts[1] == NoClass && parts.Length < 3) || !names.Add(parts[0]))
            {
                throw new InvalidDataException($"No stressor with a class, or a stressor that stands twice: '{line}'.");
            }

            string rest = parts.Length > 2 ? parts[2] : string.Empty;
            if (parts[1] == NoClass)
            {
                leftOut.Add(parts[0], rest);
            }
            else
            {
                bool asUser = rest.StartsWith(AsUser, StringComparison.Ordinal);
                run.Add(new Stressor(parts[0], parts[1], asUser ? rest[AsUser.Length..].Trim() : rest, asUser));
            }
        }

        return new StressorList(run, leftOut);
    }

    /// <summary>Those that a user names, and those of the classes that he names; all when he names nothing.</summary>
    /// <exception cref="LumeException">There is no such stressor or class.</exception>
    public IReadOnlyList<Stressor> Choose(IReadOnlyList<string> names, IReadOnlyList<string> classes)
    {
        if (names.FirstOrDefault(name => Run.All(one => one.Name != name)) is { } missing)
        {
            throw new LumeException(LeftOut.TryGetValue(missing, out string? reason)
                ? $"The stressor {missing} is left out: {reason}."
                : $"There is no stressor {missing} in hil-tests/Suites/Stress/stressors.txt.");
        }

        if (classes.FirstOrDefault(name => Run.All(one => one.Class != name)) is { } unknown)
        {
            throw new LumeException($"There is no class {unknown}. There are: {string.Join(", ", Run.Select(static one => one.Class).Distinct())}.");
        }

        return names.Count + classes.Count == 0 ? Run : [.. Run.Where(one => names.Contains(one.Name) || classes.Contains(one.Class))];
    }
}
