// lume oracle: what Linux answers, recorded, so that Lume can be compared with it where no Linux is.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Lume.Hil.Machines;
using Lume.Hil.Oracle;

namespace Lume.Cli.Verbs;

/// <summary>Records Linux's answers.</summary>
internal static class OracleVerb
{
    private const string Details =
        """
        Boots Debian trixie's Linux in the same QEMU with the same initramfs as Lume, runs there the C tests of kernel/tests/guest
        and the applet cases of hil-tests/Suites, and writes down what they print: kernel/tests/guest/records, and the cases themselves.
        'lume test' compares Lume with these records and needs no Linux. Each test runs twice, on two boots: one that does not print
        the same both times is refused, because nothing could be compared with it.

        The kernel package is fetched through apt once, into artifacts/cache; nothing of it comes into the repository.

        Examples:
          lume oracle                   record everything
          lume oracle files text.cases  this chapter of the C tests, this file of cases
          lume oracle --check           change nothing, fail when a record is not what Linux prints
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Argument<string[]> names = new("names") { Description = "Chapters and case files; all when none is given.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> check = new("--check") { Description = "Only compare the records with Linux." };
        Option<FileInfo?> kernel = new("--kernel") { Description = "The Linux image to ask, instead of Debian's.", HelpName = "FILE" };
        Option<string?> busybox = CommonOptions.BusyBox();
        Verb command = new("oracle", "Record what Linux answers, to compare Lume with.", Details) { names, check, kernel, busybox };
        command.SetAction((ParseResult parsed, CancellationToken cancel) => OracleAsync(
            parsed.GetValue(names) ?? [], parsed.GetValue(check), parsed.GetValue(kernel), parsed.GetValue(busybox), cancel));
        return command;
    }

    private static async Task<int> OracleAsync(string[] names, bool check, FileInfo? kernel, string? busybox, CancellationToken cancel)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        await Installer.EnsureAsync([.. HostTools.Running, .. HostTools.CompilingC], cancel).ConfigureAwait(false);
        string linux = kernel?.FullName ?? await LinuxPackage.EnsureAsync(layout, cancel).ConfigureAwait(false);
        string initrd = Path.Combine(layout.Artifacts, "hil", "oracle.cpio.gz");
        Initramfs.ForBusyBox(await BusyBoxPackage.EnsureAsync(layout, busybox, cancel).ConfigureAwait(false))
            .AddProgram(GuestTests.Program, await GuestTests.BuildAsync(layout, cancel).ConfigureAwait(false))
            .Save(initrd);

        string[] chapters = [.. GuestTests.Chapters(layout).Where(chapter => IsMeant(names, chapter))];
        string[] files = [.. CaseFile.Find(layout).Where(file => IsMeant(names, Path.GetFileName(file)))];
        if (chapters.Length + files.Length == 0)
        {
            throw new LumeException("No chapter and no case file has such a name.");
        }

        MachineOptions options = new() { Kernel = linux, Initrd = initrd, Append = "console=ttyS0 quiet" };
        LinuxRun run = new(layout, options, chapters, files);
        LinuxAnswers first = await AskAsync(run, "oracle.1", cancel).ConfigureAwait(false);
        LinuxAnswers second = await AskAsync(run, "oracle.2", cancel).ConfigureAwait(false);
        string[] told = [.. LinuxAnswers.Unstable(first, second), .. check ? first.Stale(layout) : []];
        foreach (string line in told)
        {
            Say.Error(line);
        }

        if (!check && told.Length == 0)
        {
            first.Save(layout, whole: names.Length == 0);
            await File.WriteAllTextAsync(AppletTable.File(layout), AppletTable.Generate(layout, layout.BusyBox), cancel).ConfigureAwait(false);
            Say.Done($"recorded {first.Tests} tests and {first.Cases} cases on {first.Kernel}");
        }

        return told.Length == 0 ? 0 : 1;
    }

    private static async Task<LinuxAnswers> AskAsync(LinuxRun run, string log, CancellationToken cancel)
    {
        try
        {
            return await Say.WhileAsync("asking Linux", _ => run.RunAsync(log, cancel)).ConfigureAwait(false);
        }
        catch (ConsoleTimeoutException e)
        {
            throw new LumeException($"Linux does not get through the tests: {e.Message}", e);
        }
    }

    private static bool IsMeant(string[] names, string name) => names.Length == 0 || names.Contains(name);
}
