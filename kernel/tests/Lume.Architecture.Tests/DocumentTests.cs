// Documents and sources that a newcomer relies on: links lead somewhere, files stay readable.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Lume.Architecture.Tests;

public sealed partial class DocumentTests
{
    private const int LongestFile = 600;
    private static readonly string[] s_sources = ["*.cs", "*.S", "*.c", "*.h"];

    [Fact]
    public void Every_relative_link_in_a_document_leads_to_a_file()
    {
        List<string> broken = [];
        foreach (string document in Tree.Files("*.md"))
        {
            string folder = Path.GetDirectoryName(Path.Combine(Tree.Root, document))!;
            string text = WithoutCode(File.ReadAllText(Path.Combine(Tree.Root, document)));
            broken.AddRange(Link().Matches(text)
                .Select(match => match.Groups["target"].Value.Split('#')[0])
                .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
                .Where(target => !Path.Exists(Path.Combine(folder, target)))
                .Select(target => $"{document}: {target}"));
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void No_source_file_is_longer_than_six_hundred_lines()
    {
        string[] tooLong = [.. s_sources.SelectMany(Tree.Files)
            .Where(IsHandWritten)
            .Select(path => (Path: path, Lines: File.ReadLines(Path.Combine(Tree.Root, path)).Count()))
            .Where(file => file.Lines > LongestFile)
            .Select(file => $"{file.Path}: {file.Lines} lines")];
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Every_source_file_opens_with_a_line_that_says_what_it_is()
    {
        string[] silent = [.. Tree.Files("*.cs")
            .Where(IsHandWritten)
            .Where(path => !path.Contains("/tests/", StringComparison.Ordinal) && !path.Contains(".Tests/", StringComparison.Ordinal))
            .Where(path => !path.StartsWith("sdk/conformance/", StringComparison.Ordinal))
            .Where(path => File.ReadLines(Path.Combine(Tree.Root, path)).FirstOrDefault() is not { } line || !line.StartsWith("//", StringComparison.Ordinal))];
        Assert.Empty(silent);
    }

    // Generated tables and sources taken over whole are exempt from the length rule.
    private static bool IsHandWritten(string path) =>
        !path.Contains("/Generated/", StringComparison.Ordinal)
        && !path.EndsWith(".g.cs", StringComparison.Ordinal)
        && !path.StartsWith("bench/src/", StringComparison.Ordinal)
        && !path.StartsWith("sdk/templates/", StringComparison.Ordinal);

    private static string WithoutCode(string text) => Code().Replace(text, string.Empty);

    [GeneratedRegex(@"\[[^\]\n]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
