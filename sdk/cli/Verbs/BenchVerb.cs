// lume bench: how fast, how large, beside Linux.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Benchmarks;
using Lume.Cli.Building;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Host;
using Lume.Hil.Machines;

namespace Lume.Cli.Verbs;

/// <summary>Measures, and writes docs/benchmarks.md.</summary>
internal static class BenchVerb
{
    private const string Details =
        """
        Boots the kernel on one hart with guest time counted in instructions (QEMU -icount), runs the benchmark program of bench/
        and writes the figures beside those of Linux 6.12 into docs/benchmarks.md. The same kernel gives the same figures on every host.

        Measured: image size, guest time at the prompt, the smallest memory that reaches the prompt, and every row of the program.
        A whole run takes some minutes.

        Examples:
          lume bench                             everything
          lume bench null_syscall 'pipe_rtt'     these rows only, printed, no report written
        """;

    private const int LargestMemory = 256;
    private const int OldestQemuOfLinuxColumn = 10;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Argument<string[]> rows = new("rows") { Description = "Names of benchmarks; all when none is given.", Arity = ArgumentArity.ZeroOrMore };
        Option<string> board = CommonOptions.Board();
        Option<string?> busybox = CommonOptions.BusyBox();
        Option<FileInfo?> kernel = new("--kernel") { Description = "Measure this image instead of building one.", HelpName = "FILE" };
        Option<string> append = new("--append") { Description = "The kernel's command line.", HelpName = "TEXT", DefaultValueFactory = static _ => string.Empty };
        Verb command = new("bench", "Measure speed and size beside Linux.", Details) { rows, board, busybox, kernel, append };
        command.SetAction((ParseResult parsed, CancellationToken cancel) => BenchAsync(
            parsed.GetValue(rows) ?? [], parsed.GetValue(board)!, parsed.GetValue(busybox), parsed.GetValue(kernel), parsed.GetValue(append)!, cancel));
        return command;
    }

    private static async Task<int> BenchAsync(
        string[] rows, string board, string? busybox, FileInfo? kernel, string append, CancellationToken cancel)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        await Installer.EnsureAsync([.. HostTools.BuildingAndRunning, .. HostTools.CompilingC], cancel).ConfigureAwait(false);
        string image = kernel?.FullName ?? await new KernelImage(layout, board).EnsureAsync(force: false, cancel).ConfigureAwait(false);
        await HostTools.RequireVersionAsync(HostTools.Qemu, cancel).ConfigureAwait(false);
        string shell = await BusyBoxPackage.EnsureAsync(layout, busybox, cancel).ConfigureAwait(false);
        string program = await BenchmarkProgram.BuildAsync(layout, cancel).ConfigureAwait(false);
        MachineOptions options = new() { Kernel = image, Smp = 1, InstructionCount = true, Append = append };
        BenchmarkRun run = new(layout, options, layout.Elf(board), shell, program);

        IReadOnlyList<IReadOnlyDictionary<string, string>> linux = Measurement.ReadTable(Path.Combine(layout.Root, "bench", "linux-6.12.csv"));
        string[] names = rows.Length > 0 ? rows : [.. linux.Select(row => row["name"]).Where(IsBenchmark)];
        IReadOnlyList<Figure> figures = await run.RunAsync(names, cancel).ConfigureAwait(false);
        foreach (Figure figure in figures)
        {
            Console.WriteLine($"{figure.Name} {figure.Value} {figure.Unit}".TrimEnd());
        }

        if (rows.Length == 0)
        {
            await ReportAsync(layout, image, run, figures, linux, cancel).ConfigureAwait(false);
        }

        return figures.Any(figure => figure.Number is not null) ? 0 : 1;
    }

    // rdtime and the memory rows come with every run; wall times are the host's.
    private static bool IsBenchmark(string name) =>
        name != "rdtime" && !name.StartsWith("mem_", StringComparison.Ordinal) && !name.EndsWith("wall_s", StringComparison.Ordinal);

    private static async Task ReportAsync(
        RepositoryLayout layout,
        string image,
        BenchmarkRun run,
        IReadOnlyList<Figure> figures,
        IReadOnlyList<IReadOnlyDictionary<string, string>> linux,
        CancellationToken cancel)
    {
        int? smallest = await run.SmallestMemoryAsync(LargestMemory, cancel).ConfigureAwait(false);
        HostResult qemu = await HostProcess.RunAsync(HostTools.Qemu.Program, ["--version"], cancel: cancel).ConfigureAwait(false);
        Version version = HostTools.ParseVersion(qemu.Output) ?? new Version(0, 0);
        string column = version.Major < OldestQemuOfLinuxColumn ? "icount1_qemu7" : "icount1";
        HostResult commit = await HostProcess.RunAsync("git", ["-C", layout.Root, "describe", "--always", "--dirty"], cancel: cancel).ConfigureAwait(false);
        BenchmarkFacts facts = new(
            commit.Output.Trim(), $"QEMU {version}", column, new FileInfo(image).Length, Packed(image), smallest);
        string report = Path.Combine(layout.Root, "docs", "benchmarks.md");
        await File.WriteAllTextAsync(report, BenchmarkReport.Write(facts, figures, linux), cancel).ConfigureAwait(false);
        Say.Done($"written: {Path.GetRelativePath(layout.Root, report)}");
    }

    private static long Packed(string image)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(image));
        }

        return packed.Length;
    }
}
