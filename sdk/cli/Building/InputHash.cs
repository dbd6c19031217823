// Did anything change since the last build? Asked before MSBuild, because MSBuild takes seconds to say no.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Lume.Cli.Building;

/// <summary>A digest over the names, sizes and modification times of a set of files.</summary>
internal static class InputHash
{
    private static readonly string[] s_ignoredFolders = ["bin", "obj", "artifacts", ".git", ".vs", ".vscode"];

    /// <summary>
    /// The digest of every file below <paramref name="inputs"/> (files or folders, relative to <paramref name="root"/>).
    /// Inputs that are not there count as such; <paramref name="extra"/> is mixed in as text.
    /// </summary>
    public static string Compute(string root, IEnumerable<string> inputs, params IEnumerable<string> extra)
    {
        List<string> lines = [];
        foreach (string input in inputs)
        {
            string path = Path.Combine(root, input);
            if (Directory.Exists(path))
            {
                lines.AddRange(FilesBelow(path).Select(file => Describe(root, file)));
            }
            else
            {
                lines.Add(File.Exists(path) ? Describe(root, new FileInfo(path)) : input + " absent");
            }
        }

        lines.Sort(StringComparer.Ordinal);
        lines.AddRange(extra);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    private static IEnumerable<FileInfo> FilesBelow(string folder)
    {
        DirectoryInfo info = new(folder);
        foreach (FileInfo file in info.EnumerateFiles())
        {
            yield return file;
        }

        foreach (DirectoryInfo below in info.EnumerateDirectories())
        {
            if (s_ignoredFolders.Contains(below.Name) || below.LinkTarget is not null)
            {
                continue;
            }

            foreach (FileInfo file in FilesBelow(below.FullName))
            {
                yield return file;
            }
        }
    }

    private static string Describe(string root, FileInfo file) =>
        $"{Path.GetRelativePath(root, file.FullName)} {file.Length} {file.LastWriteTimeUtc.Ticks}";
}
