// The kernel image of a board, built only when something it is made from changed.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Host;

namespace Lume.Cli.Building;

/// <summary>Builds the bootable image of one board.</summary>
internal sealed class KernelImage(RepositoryLayout layout, string board)
{
    // Everything that can change a byte of the image.
    private static readonly string[] s_inputs =
    [
        "kernel/abi", "kernel/runtime", "kernel/hal", "kernel/heap", "kernel/core", "kernel/fs", "kernel/net", "kernel/drivers",
        "kernel/syscalls", "kernel/Directory.Build.props", "kernel/Directory.Build.targets", "boards", "sdk/codegen", "sdk/bind", "sdk/Lume.Sdk",
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "version.json",
    ];

    /// <summary>The boards of this working copy.</summary>
    public static IReadOnlyList<string> Boards(RepositoryLayout layout)
    {
        string folder = Path.Combine(layout.Root, "boards");
        return Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Makes sure the image is there and up to date.</summary>
    /// <param name="force">Ask MSBuild even when no input changed.</param>
    /// <param name="cancel">Stops the build.</param>
    /// <returns>The path of the bootable image.</returns>
    /// <exception cref="LumeException">No such board, a missing tool, or the build failed.</exception>
    public async Task<string> EnsureAsync(bool force, CancellationToken cancel)
    {
        if (!Directory.Exists(layout.BoardFolder(board)))
        {
            throw new LumeException($"There is no board '{board}'. Boards: {string.Join(", ", Boards(layout))}.");
        }

        string stamp = Path.Combine(layout.ImageFolder(board), "inputs");
        string inputs = InputHash.Compute(layout.Root, s_inputs, await CommitAsync(cancel).ConfigureAwait(false));
        if (!force && IsCurrent(stamp, inputs))
        {
            return layout.Image(board);
        }

        await Installer.EnsureAsync(HostTools.Building, cancel).ConfigureAwait(false);
        foreach (HostTool tool in HostTools.Building)
        {
            await HostTools.RequireVersionAsync(tool, cancel).ConfigureAwait(false);
        }

        Directory.CreateDirectory(layout.ImageFolder(board));
        File.Delete(stamp);
        await MsBuild.BuildAsync(
            layout,
            $"building the {(layout.IsChecked ? "checked kernel" : "kernel")} for {board}",
            layout.BoardFolder(board),
            ["-c", "Release", "-p:LumeTarget=kernel", .. layout.IsChecked ? (string[])["-p:LumeChecked=true"] : []],
            (layout.IsChecked ? "checked-" : "kernel-") + board,
            cancel).ConfigureAwait(false);
        if (!File.Exists(layout.Image(board)))
        {
            throw new LumeException($"The build succeeded but left no image at {layout.Image(board)}.");
        }

        await File.WriteAllTextAsync(stamp, inputs, cancel).ConfigureAwait(false);
        Say.Info($"image: {Path.GetRelativePath(layout.Root, layout.Image(board))}, {new FileInfo(layout.Image(board)).Length / 1024.0 / 1024.0:0.00} MiB");
        return layout.Image(board);
    }

    private bool IsCurrent(string stamp, string inputs) =>
        File.Exists(stamp) && File.Exists(layout.Image(board)) && File.Exists(layout.Elf(board)) && File.ReadAllText(stamp) == inputs;

    // The version in the banner is counted from commits, so a commit is an input.
    private async Task<string> CommitAsync(CancellationToken cancel)
    {
        if (HostTools.FindInPath("git") is not { } git)
        {
            return "no git";
        }

        HostResult head = await HostProcess.RunAsync(git, ["-C", layout.Root, "rev-parse", "HEAD"], cancel: cancel).ConfigureAwait(false);
        return head.ExitCode == 0 ? head.Output.Trim() : "no commit";
    }
}
