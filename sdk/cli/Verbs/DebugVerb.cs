// lume debug: a debugger on a kernel that `lume run --gdb` holds.
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Host;

namespace Lume.Cli.Verbs;

/// <summary>Attaches gdb-multiarch to QEMU's debugger stub.</summary>
internal static class DebugVerb
{
    private static readonly HostTool s_debugger = new("gdb-multiarch", ["gdb-multiarch"]);

    private const string Details =
        """
        Attaches gdb-multiarch, with the kernel's symbols, to a kernel started with 'lume run --gdb' in another terminal.

        Examples:
          lume run --gdb        in one terminal
          lume debug            in the other; then 'break lume_main' and 'continue'
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Option<string> board = CommonOptions.Board();
        Option<int> port = new("--port") { Description = "Port of the debugger stub.", HelpName = "N", DefaultValueFactory = static _ => 1234 };
        Verb command = new("debug", "Attach a debugger to a kernel that 'lume run --gdb' holds.", Details) { board, port };
        command.SetAction((ParseResult parsed, CancellationToken cancel) => DebugAsync(parsed.GetValue(board)!, parsed.GetValue(port), cancel));
        return command;
    }

    private static async Task<int> DebugAsync(string board, int port, CancellationToken cancel)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        string elf = layout.Elf(board);
        if (!File.Exists(elf))
        {
            throw new LumeException($"There is no kernel with symbols at {elf}. Build one: lume build");
        }

        await Installer.EnsureAsync([s_debugger], cancel).ConfigureAwait(false);
        string debugger = HostTools.FindInPath(s_debugger.Program)!;
        throw ProgramImage.Replace(
            debugger, ["-q", elf, "-ex", "set architecture riscv:rv64", "-ex", $"target remote 127.0.0.1:{port}"]);
    }
}
