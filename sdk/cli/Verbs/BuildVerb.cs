// lume build: the kernel image of a board.
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Building;
using Lume.Cli.Terminal;
using Lume.Hil.Host;

namespace Lume.Cli.Verbs;

/// <summary>Builds without running.</summary>
internal static class BuildVerb
{
    private const string Details =
        """
        Builds the kernel image of a board and says where it is.

        The result is artifacts/kernel/image/BOARD/Image (what a boot loader or QEMU starts) and lume.elf beside it
        (the same kernel with symbols and line numbers, for a debugger and for 'lume symbolize').
        When nothing changed since the last build, nothing is done. The checked kernel goes to artifacts/kernel-checked.

        Examples:
          lume build
          lume build --board qemu-virt --force
          lume build --checked
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Option<string> board = CommonOptions.Board();
        Option<bool> force = new("--force") { Description = "Ask the build system even when no input changed." };
        Option<bool> isChecked = CommonOptions.Checked();
        Verb command = new("build", "Build the kernel image of a board.", Details) { board, force, isChecked };
        command.SetAction((ParseResult parsed, CancellationToken cancel) =>
            BuildAsync(parsed.GetRequiredValue(board), parsed.GetValue(force), parsed.GetValue(isChecked), cancel));
        return command;
    }

    private static async Task<int> BuildAsync(string board, bool force, bool isChecked, CancellationToken cancel)
    {
        RepositoryLayout layout = RepositoryLayout.Find().WithChecks(isChecked);
        string image = await new KernelImage(layout, board).EnsureAsync(force, cancel).ConfigureAwait(false);
        Say.Done($"up to date: {image}");
        return 0;
    }
}
