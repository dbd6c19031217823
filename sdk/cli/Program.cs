// The lume command: hands over to the verbs and turns expected failures into one clear line.
using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Threading.Tasks;
using Lume.Cli.Terminal;
using Lume.Cli.Verbs;
using Lume.Hil.Host;

namespace Lume.Cli;

internal static class Program
{
    private const string Description =
        """
        Lume: a RISC-V operating system kernel in C#.

        First steps:
          lume run       build the kernel, boot it in QEMU, get a shell
          lume test      run every test, on the host and in QEMU
          lume VERB -h   what a verb does and its options
        """;

    private static async Task<int> Main(string[] arguments)
    {
        RootCommand root = new(Description)
        {
            RunVerb.Create(),
            BuildVerb.Create(),
            TestVerb.Create(),
            OracleVerb.Create(),
            HilVerb.Create(),
            FuzzVerb.Create(),
            SoakVerb.Create(),
            StressVerb.Create(),
            BenchVerb.Create(),
            ProfileVerb.Create(),
            SymbolizeVerb.Create(),
            DebugVerb.Create(),
            FlashVerb.Create(),
            RecoverVerb.Create(),
            DevicesVerb.Create(),
            ConsoleVerb.Create(),
            ImageVerb.Create(),
        };

        DetailedHelp.Install(root);
        try
        {
            // After Ctrl-C a board is brought back to its prompt, which takes its time.
            InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(40) };
            ParseResult parsed = root.Parse(arguments);
            return parsed.Action is ParseErrorAction
                ? CommandLine.Tell(parsed, arguments)
                : await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (LumeException e)
        {
            Say.Error(e.Message);
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, a file in use or not ours: the message names the file.
            Say.Error(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            Say.Error("stopped.");
            return 130;
        }
    }
}
