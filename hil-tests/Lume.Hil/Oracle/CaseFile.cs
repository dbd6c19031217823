// Cases in a text file: a command and what it prints.
//
//   ## name: what it shows
//   > command            (several such lines are one script)
//   ? 1                  (exit status, when it is not 0)
//   expected line
//   ~ regular expression that one line matches
//   ...                  (any lines)
//
// Empty lines between cases are not expected output.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Host;

namespace Lume.Hil.Oracle;

/// <summary>One case.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Command">The script to run.</param>
/// <param name="ExitCode">The exit status to see.</param>
/// <param name="Expected">The expected lines, as written in the file.</param>
public sealed record Case(string Name, string Command, int ExitCode, IReadOnlyList<string> Expected)
{
    private const string AnyLines = "...";
    private const string PatternMark = "~ ";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    /// <summary>Runs it in an empty folder.</summary>
    /// <exception cref="ConsoleTimeoutException">It did not end, or the kernel stopped.</exception>
    public Task<CommandResult> RunAsync(Shell shell) =>
        shell.RunAsync($"( rm -rf /tmp/case; mkdir -p /tmp/case; cd /tmp/case\n{Command}\n)", s_longest);

    /// <summary>The case with this result as its expectation.</summary>
    public Case WithResult(CommandResult result) =>
        this with { ExitCode = result.ExitCode, Expected = [.. result.Output.TrimEnd('\n').Split('\n')] };

    /// <summary>The case as its file has it.</summary>
    public string ToText()
    {
        string exit = ExitCode == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"? {ExitCode}\n");
        string expected = string.Concat(Expected.Select(line => line + "\n"));
        return $"## {Name}\n{string.Concat(Command.Split('\n').Select(line => $"> {line}\n"))}{exit}{(expected == "\n" ? string.Empty : expected)}";
    }

    /// <summary>Null when the result is as expected, else what differs.</summary>
    public string? Compare(CommandResult result)
    {
        string output = result.Output;
        string text = output.Length == 0 || output.EndsWith('\n') ? output : output + "\n";
        string pattern = @"\A" + string.Concat(Expected.Select(LinePattern)) + @"\z";
        return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant) && result.ExitCode == ExitCode
            ? null
            : $"Exit status {result.ExitCode}, expected {ExitCode}.\nCommand:\n{Indent(Command)}\nExpected:\n{Indent(string.Join('\n', Expected))}\nSeen:\n{Indent(text.TrimEnd())}";
    }

    // Every line of the text, the last one too, ends in \n by now.
    private static string LinePattern(string line)
    {
        if (line == AnyLines)
        {
            return @"(?:[^\n]*\n)*?";
        }

        string one = line.StartsWith(PatternMark, StringComparison.Ordinal) ? $"(?:{line[PatternMark.Length..]})" : Regex.Escape(line);
        return one + @"\n";
    }

    private static string Indent(string text) => "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);
}

/// <summary>Reads case files.</summary>
public static class CaseFile
{
    /// <summary>All case files of the working copy.</summary>
    public static IReadOnlyList<string> Find(RepositoryLayout layout) =>
    [
        .. Directory.GetFiles(Path.Combine(layout.Root, "hil-tests", "Suites"), "*.cases", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
    ];

    /// <summary>The cases of a file, by name, in order.</summary>
    /// <exception cref="InvalidDataException">The file is malformed.</exception>
    public static IReadOnlyDictionary<string, Case> Load(string file) => Parse(File.ReadAllText(file));

    /// <summary>Writes the cases of a file anew; what stands before the first one stays.</summary>
    public static void Save(string file, IEnumerable<Case> cases)
    {
        string head = File.ReadAllText(file).Split("\n## ")[0].TrimEnd();
        File.WriteAllText(file, $"{head}\n\n{string.Join('\n', cases.Select(one => one.ToText()))}");
    }

    /// <summary>Reads cases from text.</summary>
    /// <exception cref="InvalidDataException">A line stands outside of a case, a case has no command, or a name comes twice.</exception>
    public static IReadOnlyDictionary<string, Case> Parse(string text)
    {
        Dictionary<string, Case> cases = [];
        foreach (string block in ("\n" + text.Replace("\r", string.Empty, StringComparison.Ordinal)).Split("\n## ").Skip(1))
        {
            Case one = ParseBlock(block);
            if (!cases.TryAdd(one.Name, one))
            {
                throw new InvalidDataException($"Two cases are named '{one.Name}'.");
            }
        }

        return cases;
    }

    private static Case ParseBlock(string block)
    {
        List<string> lines = [.. block.Split('\n')];
        string name = lines[0].Trim();
        string[] command = [.. lines.Skip(1).TakeWhile(line => line.StartsWith('>')).Select(line => line.Length > 2 ? line[2..] : string.Empty)];
        if (command.Length == 0)
        {
            throw new InvalidDataException($"The case '{name}' has no command.");
        }

        List<string> rest = [.. lines.Skip(1 + command.Length)];
        int exitCode = 0;
        if (rest.Count > 0 && rest[0].StartsWith("? ", StringComparison.Ordinal))
        {
            exitCode = int.Parse(rest[0][2..], CultureInfo.InvariantCulture);
            rest.RemoveAt(0);
        }

        while (rest.Count > 0 && rest[^1].Length == 0)
        {
            rest.RemoveAt(rest.Count - 1);
        }

        return new Case(name, string.Join('\n', command), exitCode, rest);
    }
}
