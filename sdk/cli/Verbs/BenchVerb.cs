// lume bench: how fast, how large, beside Linux.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Benchmarks;
using Lume.Cli.Building;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Host;
using Lume.Hil.Machines;
using Lume.Hil.Packages;

namespace Lume.Cli.Verbs;

/// <summary>Measures, and writes docs/benchmarks.md.</summary>
internal static class BenchVerb
{
    private const string Details =
        """
        Boots the kernel on one hart with guest time counted in instructions (QEMU -icount), runs the benchmark program of bench/
        and writes the figures beside those of Linux 6.12 into docs/benchmarks.md. The same kernel gives the same figures on every host.
        Linux's figures are those kept in bench/; with --against linux Debian's kernel is fetched and measured now. Both then run on
        QEMU 8.1 or later, from Debian's backports where the installed one is older: before, Linux lost its TLB at each copy.

        Measured: image size, guest time at the prompt, the smallest memory that reaches the prompt, and every row of the program.
        A whole run takes some minutes. A figure beyond its limit in bench/limits.csv fails the run.

        Examples:
          lume bench                             everything
          lume bench null_syscall 'pipe_rtt'     these rows only, printed, no report written
          lume bench --against linux             Linux too, in the same run, and the par4 rows of both at one hart and at two in host time
          lume bench par4_cpu par4_fork --against linux   these only
        """;

    private const int LargestMemory = 256;
    private const string LinuxCommandLine = "console=ttyS0 quiet panic=-1";
    private const int OldestQemuOfLinuxColumn = 10;

    // The first that keeps its TLB when a kernel opens user memory and closes it again, as Linux does for each copy.
    private static readonly Version s_fairToLinux = new(8, 1);

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Argument<string[]> rows = new("rows") { Description = "Names of benchmarks; all when none is given.", Arity = ArgumentArity.ZeroOrMore };
        Option<string> board = CommonOptions.Board();
        Option<string?> busybox = CommonOptions.BusyBox();
        Option<FileInfo?> kernel = new("--kernel") { Description = "Measure this image instead of building one.", HelpName = "FILE" };
        Option<string> append = new("--append") { Description = "The kernel's command line.", HelpName = "TEXT", DefaultValueFactory = static _ => string.Empty };
        Option<string?> against = new("--against") { Description = "Measure this kernel too: linux.", HelpName = "linux" };
        against.AcceptOnlyFromAmong("linux");
        Option<FileInfo?> linux = new("--linux") { Description = "The Linux image for --against, instead of Debian's.", HelpName = "FILE" };
        Verb command = new("bench", "Measure speed and size beside Linux.", Details) { rows, board, busybox, kernel, append, against, linux };
        command.SetAction(async (ParseResult parsed, CancellationToken cancel) =>
        {
            RepositoryLayout layout = RepositoryLayout.Find();
            string? rival = parsed.GetValue(against) is null
                ? null
                : parsed.GetValue(linux)?.FullName ?? await LinuxPackage.EnsureAsync(layout, cancel).ConfigureAwait(false);
            return await BenchAsync(
                layout, parsed.GetValue(rows) ?? [], parsed.GetValue(board)!, parsed.GetValue(busybox), parsed.GetValue(kernel),
                parsed.GetValue(append)!, rival, cancel).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> BenchAsync(
        RepositoryLayout layout, string[] rows, string board, string? busybox, FileInfo? kernel, string append, string? rival, CancellationToken cancel)
    {
        string image = kernel?.FullName ?? await new KernelImage(layout, board).EnsureAsync(force: false, cancel).ConfigureAwait(false);
        await Installer.EnsureAsync([.. HostTools.Running, HostTools.Symbolizer], cancel).ConfigureAwait(false);
        await HostTools.RequireVersionAsync(HostTools.Qemu, cancel).ConfigureAwait(false);
        string shell = await BusyBoxPackage.EnsureAsync(layout, busybox, cancel).ConfigureAwait(false);
        string program = await BenchmarkProgram.BuildAsync(layout, cancel).ConfigureAwait(false);
        MachineOptions options = new() { Kernel = image, Smp = 1, InstructionCount = true, Append = append };
        options = rival is null ? options : await OnQemuFairToLinuxAsync(layout, options, cancel).ConfigureAwait(false);
        Contender lume = new(layout, options, layout.Elf(board), shell, program);
        Contender? linux = rival is null ? null : new(layout, options with { Kernel = rival, Append = LinuxCommandLine }, null, shell, program);

        IReadOnlyList<IReadOnlyDictionary<string, string>> kept = Measurement.ReadTable(Path.Combine(layout.Root, "bench", "linux-6.12.csv"));
        string[] names = rows.Length > 0 ? rows : [.. kept.Select(row => row["name"]).Where(IsBenchmark)];
        IReadOnlyList<Figure> figures = await MeasureAsync("Lume", lume, names, cancel).ConfigureAwait(false);
        IReadOnlyList<Figure>? theirs = linux is null ? null : await MeasureAsync("Linux", linux, names, cancel).ConfigureAwait(false);
        IReadOnlyList<ScalingRow> scaling = linux is null ? [] : await ScalingAsync(lume, linux, names, cancel).ConfigureAwait(false);
        if (rows.Length == 0)
        {
            await ReportAsync(layout, lume, linux, figures, theirs, kept, scaling, cancel).ConfigureAwait(false);
        }

        IReadOnlyList<string> broken = Measurement.Broken(Measurement.ReadTable(Path.Combine(layout.Root, "bench", "limits.csv")), figures);
        foreach (string line in broken)
        {
            Say.Error(line);
        }

        return broken.Count == 0 && figures.Any(figure => figure.Number is not null) ? 0 : 1;
    }

    private static async Task<MachineOptions> OnQemuFairToLinuxAsync(RepositoryLayout layout, MachineOptions options, CancellationToken cancel)
    {
        if (await HostTools.VersionOfAsync(HostTools.Qemu, cancel).ConfigureAwait(false) is not { } installed || installed >= s_fairToLinux)
        {
            return options;
        }

        try
        {
            await Installer.EnsureAsync(HostTools.Fetching, cancel).ConfigureAwait(false);
            BackportedQemu newer = await Say.WhileAsync(
                "fetching a newer QEMU from Debian's backports", step => BackportedQemu.EnsureAsync(layout, step, cancel)).ConfigureAwait(false);
            return options with { Program = newer.Program, Bios = newer.Firmware };
        }
        catch (LumeException e)
        {
            Say.Warn($"{e.Message}\nWith QEMU {installed} Linux's figures in host time are worth little (docs/adr/0007-user-memory-stays-open.md).");
            return options;
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(string title, Contender contender, IReadOnlyList<string> names, CancellationToken cancel)
    {
        Console.WriteLine($"# {title}, one hart");
        IReadOnlyList<Figure> figures = await contender.Run.RunAsync(names, cancel).ConfigureAwait(false);
        foreach (Figure figure in figures)
        {
            Console.WriteLine($"{figure.Name} {figure.Value} {figure.Unit}".TrimEnd());
        }

        return figures;
    }

    // rdtime and the memory rows come with every run; wall times are the host's.
    private static bool IsBenchmark(string name) =>
        name != "rdtime" && !name.StartsWith("mem_", StringComparison.Ordinal) && !name.EndsWith("wall_s", StringComparison.Ordinal);

    private static async Task ReportAsync(
        RepositoryLayout layout,
        Contender lume,
        Contender? linux,
        IReadOnlyList<Figure> figures,
        IReadOnlyList<Figure>? theirs,
        IReadOnlyList<IReadOnlyDictionary<string, string>> kept,
        IReadOnlyList<ScalingRow> scaling,
        CancellationToken cancel)
    {
        HostTool qemu = HostTools.Qemu with { Program = lume.Options.Program ?? HostTools.Qemu.Program };
        Version version = await HostTools.VersionOfAsync(qemu, cancel).ConfigureAwait(false) ?? new Version(0, 0);
        Yardstick yardstick = linux is null
            ? Yardstick.FromTable(kept, version.Major < OldestQemuOfLinuxColumn ? "icount1_qemu7" : "icount1")
            : Yardstick.FromRun(VersionOf(linux.Options.Kernel!), await linux.SizeAsync(cancel).ConfigureAwait(false), theirs!);
        HostResult commit = await HostProcess.RunAsync("git", ["-C", layout.Root, "describe", "--always", "--dirty"], cancel: cancel).ConfigureAwait(false);
        Dictionary<string, string> causes = Measurement.ReadTable(Path.Combine(layout.Root, "bench", "causes.csv"))
            .ToDictionary(row => row["name"], row => row["cause"], StringComparer.Ordinal);
        BenchmarkFacts facts = new(commit.Output.Trim(), $"QEMU {version}", await lume.SizeAsync(cancel).ConfigureAwait(false), causes);
        (string Name, string Unit)[] rows = [.. kept.Select(row => (row["name"], row["unit"]))];
        string report = Path.Combine(layout.Root, "docs", "benchmarks.md");
        await File.WriteAllTextAsync(report, BenchmarkReport.Write(facts, rows, figures, yardstick, scaling), cancel).ConfigureAwait(false);
        foreach (string name in BenchmarkReport.Slower(rows, figures, yardstick).Where(name => !causes.ContainsKey(name)))
        {
            Say.Warn($"{name} is slower than on Linux and bench/causes.csv does not say why");
        }

        Say.Done($"written: {Path.GetRelativePath(layout.Root, report)}");
    }

    private static async Task<IReadOnlyList<ScalingRow>> ScalingAsync(
        Contender lume, Contender linux, IReadOnlyList<string> names, CancellationToken cancel)
    {
        string[] parallel = [.. names.Where(static name => name.StartsWith(ScalingRow.Prefix, StringComparison.Ordinal))];
        if (parallel.Length == 0)
        {
            return [];
        }

        IReadOnlyList<ScalingRow> rows = await ScalingRun.RunAsync(
            [() => lume.StartTimed(1), () => lume.StartTimed(2), () => linux.StartTimed(1), () => linux.StartTimed(2)], parallel, cancel).ConfigureAwait(false);
        foreach (ScalingRow row in rows)
        {
            Console.WriteLine($"{row.Name}: Lume {Told(row.Lume)}; Linux {Told(row.Linux)}");
        }

        return rows;
    }

    private static string Told(Scaling? scaling) => scaling is null ? "no figure"
        : string.Create(CultureInfo.InvariantCulture, $"{scaling.One:0} ns, at two harts {scaling.Two:0} ns, {scaling} times as fast");

    // The banner in the image: "Linux version 6.12.107+deb13-riscv64 (...".
    private static string VersionOf(string image)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(image);
        ReadOnlySpan<byte> banner = "Linux version "u8;
        int at = bytes.IndexOf(banner);
        int length = at < 0 ? -1 : bytes[(at + banner.Length)..].IndexOf((byte)' ');
        return length < 0 ? "Linux" : $"Linux {Encoding.ASCII.GetString(bytes.Slice(at + banner.Length, length))}";
    }

    // One kernel on one kind of machine.
    private sealed record Contender(RepositoryLayout Layout, MachineOptions Options, string? Elf, string Shell, string Program)
    {
        public BenchmarkRun Run => new(Layout, Options, Elf, Shell, Program);

        public QemuMachine StartTimed(int harts) => Run.StartTimed(harts);

        public async Task<KernelSize> SizeAsync(CancellationToken cancel) =>
            KernelSize.Of(Options.Kernel!, await Run.SmallestMemoryAsync(LargestMemory, cancel).ConfigureAwait(false));
    }
}
