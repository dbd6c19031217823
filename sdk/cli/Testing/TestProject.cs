// A test program of the working copy: which there are, where their builds are.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Lume.Hil.Host;

namespace Lume.Cli.Testing;

/// <summary>One xunit test program.</summary>
/// <param name="Name">Its assembly's name.</param>
/// <param name="ProjectFile">Its project file.</param>
/// <param name="NeedsMachine">True when it boots the kernel in QEMU.</param>
internal sealed record TestProject(string Name, string ProjectFile, bool NeedsMachine)
{
    private static readonly string[] s_machineFolders = ["hil-tests/Suites", "hil-tests/Boards"];
    private static readonly string[] s_ignoredFolders = ["artifacts", "bin", "obj", ".git", "templates"];

    /// <summary>Every project of the working copy that is an xunit program, host tests first.</summary>
    public static IReadOnlyList<TestProject> Discover(RepositoryLayout layout)
    {
        string[] machine = [.. s_machineFolders.Select(folder => Path.Combine(layout.Root, folder) + Path.DirectorySeparatorChar)];
        return [.. Projects(layout.Root)
            .Where(file => File.ReadAllText(file).Contains("Include=\"xunit.v3\"", StringComparison.Ordinal))
            .Select(file => new TestProject(
                Path.GetFileNameWithoutExtension(file), file, machine.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))))
            .OrderBy(project => project.NeedsMachine)
            .ThenBy(project => project.Name, StringComparer.Ordinal)];
    }

    /// <summary>The built program.</summary>
    public string Program(RepositoryLayout layout) =>
        Path.Combine(layout.Artifacts, "host", "bin", Name, "release", Name + ".dll");

    private static IEnumerable<string> Projects(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.csproj"))
        {
            yield return file;
        }

        foreach (string below in Directory.EnumerateDirectories(folder))
        {
            if (!s_ignoredFolders.Contains(Path.GetFileName(below)))
            {
                foreach (string file in Projects(below))
                {
                    yield return file;
                }
            }
        }
    }
}
