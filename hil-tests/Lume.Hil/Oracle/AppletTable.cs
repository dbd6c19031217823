// The table of applets in docs/applets.md: which of busybox's programs have cases, and why the others have none.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Lume.Hil.Host;
using Lume.Hil.Images;

namespace Lume.Hil.Oracle;

/// <summary>Counts the cases of each applet.</summary>
public static class AppletTable
{
    // Where a command may stand: at the start, after a separator, after a word that takes a command.
    private const string Before =
        @"(?:^|[|;&({`!]|\$\(|\b(?:do|then|else|if|while|exec|busybox|xargs|env|time|timeout \S+|setsid|command|applet)\s)\s*(?:-\w+\s+)*(?:[A-Za-z_]+=\S*\s+)*(?:/bin/)?";

    private const string Header =
        """
        # Applets of BusyBox

        Made by `./lume oracle` from the cases in `hil-tests/Suites` and from `hil-tests/Suites/Applets/left-out.txt`; a test compares it.
        A case is a script whose output and exit status must be those of the same BusyBox (Debian's `busybox-static`) on Linux.


        """;

    /// <summary>The document.</summary>
    public static string File(RepositoryLayout layout) => Path.Combine(layout.Root, "docs", "applets.md");

    /// <summary>The names of the cases that run an applet, by applet; those of <paramref name="applets"/> only.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Covered(RepositoryLayout layout, IEnumerable<string> applets)
    {
        Case[] cases = [.. CaseFile.Find(layout).SelectMany(file => CaseFile.Load(file).Values)];
        Dictionary<string, IReadOnlyList<string>> covered = [];
        foreach (string applet in applets)
        {
            Regex command = new($@"{Before}{Regex.Escape(applet)}(?=[\s;|&)`}}]|$)", RegexOptions.Multiline | RegexOptions.CultureInvariant);
            string[] names = [.. cases.Where(one => command.IsMatch(one.Command)).Select(one => one.Name)];
            if (names.Length > 0)
            {
                covered[applet] = names;
            }
        }

        return covered;
    }

    /// <summary>The reasons for applets without a case, by applet. Lines are <c>NAME, NAME: reason</c>.</summary>
    /// <exception cref="InvalidDataException">A line has no reason, or an applet stands twice.</exception>
    public static IReadOnlyDictionary<string, string> LeftOut(RepositoryLayout layout)
    {
        Dictionary<string, string> reasons = [];
        foreach (string line in System.IO.File.ReadLines(Path.Combine(layout.Root, "hil-tests", "Suites", "Applets", "left-out.txt")))
        {
            string[] parts = line.Split(": ", 2);
            if (parts.Length < 2 || parts[0].Split(", ").Any(applet => !reasons.TryAdd(applet, parts[1])))
            {
                throw new InvalidDataException($"This line has no reason, or an applet that had one: {line}");
            }
        }

        return reasons;
    }

    /// <summary>The text of the document for a busybox binary.</summary>
    public static string Generate(RepositoryLayout layout, string busyBox)
    {
        IReadOnlyList<string> applets = AppletList.Read(System.IO.File.ReadAllBytes(busyBox));
        IReadOnlyDictionary<string, IReadOnlyList<string>> covered = Covered(layout, applets);
        IReadOnlyDictionary<string, string> reasons = LeftOut(layout);
        StringBuilder text = new(Header);
        text.Append(CultureInfo.InvariantCulture, $"{covered.Count} of {applets.Count} applets have cases.\n\n");
        text.Append("| Applet | Cases | First case, or why there is none |\n|---|---:|---|\n");
        foreach (string applet in applets)
        {
            IReadOnlyList<string> cases = covered.GetValueOrDefault(applet, []);
            string told = cases.Count > 0 ? cases[0] : reasons.GetValueOrDefault(applet, string.Empty);
            text.Append(CultureInfo.InvariantCulture, $"| `{applet}` | {cases.Count} | {told.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return text.ToString();
    }
}
