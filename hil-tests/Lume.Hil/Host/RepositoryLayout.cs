// Where things are in a working copy, from its root.
using System;
using System.IO;

namespace Lume.Hil.Host;

/// <summary>The folders and files of one working copy of Lume. All paths are absolute.</summary>
public sealed class RepositoryLayout
{
    /// <summary>Environment variable by which <c>./lume</c> names the root to the programs it starts.</summary>
    public const string RootVariable = "LUME_ROOT";

    /// <summary>Environment variable by which <c>./lume test --checked</c> tells test programs which image is meant.</summary>
    public const string CheckedVariable = "LUME_CHECKED";

    /// <summary>Describes the working copy whose root is <paramref name="root"/>.</summary>
    /// <param name="root">The root.</param>
    /// <param name="isChecked">Whether the kernel that is meant is the one that checks its own rules.</param>
    public RepositoryLayout(string root, bool isChecked = false)
    {
        Root = Path.GetFullPath(root);
        IsChecked = isChecked;
    }

    /// <summary>The root: the folder of Lume.sln and version.json.</summary>
    public string Root { get; }

    /// <summary>Whether the kernel that is meant is the one that checks its own rules.</summary>
    public bool IsChecked { get; }

    /// <summary>Everything that is built, fetched or reported.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>Downloads and other things worth keeping between builds.</summary>
    public string Cache => Path.Combine(Artifacts, "cache");

    /// <summary>TRX and JUnit files of <c>./lume test</c>.</summary>
    public string TestResults => Path.Combine(Artifacts, "test-results");

    /// <summary>One console log per test.</summary>
    public string TestLogs => Path.Combine(TestResults, "logs");

    /// <summary>The busybox binary that the initramfs gets when the user names none.</summary>
    public string BusyBox => Path.Combine(Cache, "busybox");

    /// <summary>The folder of a board's image.</summary>
    public string ImageFolder(string board) => Path.Combine(Artifacts, IsChecked ? "kernel-checked" : "kernel", "image", board);

    /// <summary>The bootable image of a board.</summary>
    public string Image(string board) => Path.Combine(ImageFolder(board), "Image");

    /// <summary>The kernel of a board with symbols and line numbers.</summary>
    public string Elf(string board) => Path.Combine(ImageFolder(board), "lume.elf");

    /// <summary>A board's own folder (sources).</summary>
    public string BoardFolder(string board) => Path.Combine(Root, "boards", board);

    /// <summary>
    /// Finds the working copy: from <c>LUME_ROOT</c>, else upwards from <paramref name="start"/>, else upwards from this program.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">None of these is inside a working copy.</exception>
    public static RepositoryLayout Find(string? start = null)
    {
        string? named = Environment.GetEnvironmentVariable(RootVariable);
        if (named is not null && IsRoot(named))
        {
            return new RepositoryLayout(named, Environment.GetEnvironmentVariable(CheckedVariable) is "1");
        }

        return Upwards(start ?? Directory.GetCurrentDirectory())
            ?? Upwards(AppContext.BaseDirectory)
            ?? throw new DirectoryNotFoundException("This is not inside a working copy of Lume (no folder above has Lume.sln and version.json).");
    }

    /// <summary>The same working copy with the one kernel or the other.</summary>
    public RepositoryLayout WithChecks(bool isChecked) => new(Root, isChecked);

    private static RepositoryLayout? Upwards(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (IsRoot(folder.FullName))
            {
                return new RepositoryLayout(folder.FullName);
            }
        }

        return null;
    }

    private static bool IsRoot(string folder) =>
        File.Exists(Path.Combine(folder, "version.json")) && Directory.Exists(Path.Combine(folder, "kernel"));
}
