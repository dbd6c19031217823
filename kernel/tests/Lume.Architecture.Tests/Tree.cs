// The working copy as the tests see it: source files and projects, without anything built.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Lume.Architecture.Tests;

/// <summary>One project file, read as data.</summary>
/// <param name="Path">Relative to the root, with slashes.</param>
/// <param name="Xml">Its content.</param>
internal sealed record ProjectFile(string Path, XDocument Xml)
{
    /// <summary>Folder relative to the root.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The assembly's name by the project's file name.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Referenced projects, relative to the root.</summary>
    public IEnumerable<string> References => Xml.Descendants("ProjectReference")
        .Select(reference => (string?)reference.Attribute("Include"))
        .OfType<string>()
        .Select(include => Tree.Relative(System.IO.Path.GetFullPath(System.IO.Path.Combine(
            Tree.Root, Folder, include.Replace("$(LumeRoot)", Tree.Root + "/", StringComparison.Ordinal)))));

    /// <summary>True when the project sets AllowUnsafeBlocks.</summary>
    public bool AllowsUnsafe => Xml.Descendants("AllowUnsafeBlocks").Any(element => element.Value == "true");
}

/// <summary>Files of the working copy.</summary>
internal static class Tree
{
    private static readonly string[] s_ignoredFolders = ["artifacts", "bin", "obj", ".git", ".vs", ".vscode"];

    /// <summary>The root of the working copy.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All project files, templates excepted (they are text until someone instantiates them).</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files("*.csproj").Where(path => !path.StartsWith("sdk/templates/", StringComparison.Ordinal))
            .Select(path => new ProjectFile(path, XDocument.Load(System.IO.Path.Combine(Root, path))))];

    /// <summary>Files by pattern, relative to the root.</summary>
    public static IEnumerable<string> Files(string pattern) => Below(Root, pattern).Select(Relative).Order(StringComparer.Ordinal);

    /// <summary>A path relative to the root, with slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Below(string folder, string pattern)
    {
        foreach (string file in Directory.EnumerateFiles(folder, pattern))
        {
            yield return file;
        }

        foreach (string below in Directory.EnumerateDirectories(folder))
        {
            if (!s_ignoredFolders.Contains(Path.GetFileName(below)))
            {
                foreach (string file in Below(below, pattern))
                {
                    yield return file;
                }
            }
        }
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        string?[] starts = [Environment.GetEnvironmentVariable("LUME_ROOT"), AppContext.BaseDirectory, Path.GetDirectoryName(here)];
        foreach (string start in starts.OfType<string>().Where(Directory.Exists))
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "version.json")) && Directory.Exists(Path.Combine(folder.FullName, "kernel")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new DirectoryNotFoundException("The tests do not run inside a working copy.");
    }
}
