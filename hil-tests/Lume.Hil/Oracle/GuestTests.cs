// The C tests of kernel/tests/guest: one static program, many tests, run chapter by chapter in one shell.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Host;

namespace Lume.Hil.Oracle;

/// <summary>Compiles the guest tests and runs them.</summary>
public static class GuestTests
{
    /// <summary>Where the initramfs has the program.</summary>
    public const string Program = "test/guest";

    private const string Compiler = "riscv64-linux-gnu-gcc";
    private const string Runner = "runner";

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(8);

    /// <summary>The folder of the sources, the records and the differences.</summary>
    public static string Folder(RepositoryLayout layout) => Path.Combine(layout.Root, "kernel", "tests", "guest");

    /// <summary>What Linux printed, per chapter.</summary>
    public static string Record(RepositoryLayout layout, string chapter) => Path.Combine(Folder(layout), "records", chapter + ".txt");

    /// <summary>The chapters: names of source files up to the first dash.</summary>
    public static IReadOnlyList<string> Chapters(RepositoryLayout layout) =>
        [.. Sources(layout).Select(file => Path.GetFileNameWithoutExtension(file).Split('-')[0]).Where(name => name != Runner).Distinct()];

    /// <summary>Compiles the program when a source is newer.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="LumeException">The compiler is missing or refuses a source.</exception>
    public static async Task<string> BuildAsync(RepositoryLayout layout, CancellationToken cancel)
    {
        string program = Path.Combine(layout.Artifacts, "hil", "guest");
        string[] sources = [.. Sources(layout)];
        DateTime newest = Directory.GetFiles(Folder(layout), "*.?").Max(File.GetLastWriteTimeUtc);
        if (File.Exists(program) && File.GetLastWriteTimeUtc(program) > newest)
        {
            return program;
        }

        string compiler = HostTools.FindInPath(Compiler)
            ?? throw new LumeException($"{Compiler} is missing. Type: sudo apt-get install gcc-riscv64-linux-gnu libc6-dev-riscv64-cross");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        string partial = $"{program}.{Environment.ProcessId}.partial";
        string[] options = ["-std=gnu11", "-O1", "-fno-toplevel-reorder", "-Wall", "-Wextra", "-Werror", "-static", "-pthread", "-s"];
        HostResult result = await HostProcess.RunAsync(compiler, [.. options, "-o", partial, .. sources], cancel: cancel).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new LumeException($"The guest tests do not compile:\n{result.Error}");
        }

        File.Move(partial, program, overwrite: true);
        return program;
    }

    /// <summary>Runs the tests of a chapter.</summary>
    /// <returns>What each printed, by its name (CHAPTER/TEST).</returns>
    /// <exception cref="ConsoleTimeoutException">They did not end, or the kernel stopped.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> RunAsync(Shell shell, string chapter)
    {
        // Through a file: the tests do not wait for the serial line, and nothing of the kernel's log gets between their lines.
        CommandResult result = await shell.RunAsync($"/{Program} {chapter} >/tmp/{chapter}.out 2>&1; cat /tmp/{chapter}.out", s_longest).ConfigureAwait(false);
        return GuestRecord.Parse(result.Output);
    }

    private static IEnumerable<string> Sources(RepositoryLayout layout) => Directory.GetFiles(Folder(layout), "*.c").Order(StringComparer.Ordinal);
}
