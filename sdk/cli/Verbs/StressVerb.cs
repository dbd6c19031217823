// lume stress: Debian's stress-ng, on Lume and on Linux.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Building;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Endurance;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Lume.Hil.Packages;

namespace Lume.Cli.Verbs;

/// <summary>Stresses.</summary>
internal static class StressVerb
{
    private const string Details =
        """
        Boots the kernel with Debian's unmodified stress-ng and runs the stressors of hil-tests/Suites/Stress/stressors.txt one after another,
        each with one instance per hart. A stressor completes, is skipped (the kernel has not what it stresses), fails, or takes the kernel down.
        Outcomes are kept in hil-tests/Suites/Stress/records and shown in docs/stress-ng.md; a run of some changes only theirs.
        Lume must complete what Linux completes; anything else is an error. With --against linux the same runs on Debian's Linux first.

        The packages are fetched through apt once, signatures checked, into artifacts/cache.

        Examples:
          lume stress                                 every stressor, 20 s each: more than an hour
          lume stress --for 2s --class memory         the class memory, 2 s each
          lume stress --for 5s --against linux futex  this stressor, on both
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Argument<string[]> names = new("stressors") { Description = "Names of stressors; all when none is given.", Arity = ArgumentArity.ZeroOrMore };
        Option<string[]> classes = new("--class") { Description = "All stressors of this class; may come more than once.", HelpName = "NAME" };
        Option<string?> against = new("--against") { Description = "Run this kernel too: linux.", HelpName = "linux" };
        against.AcceptOnlyFromAmong("linux");
        Option<FileInfo?> kernel = new("--kernel") { Description = "Run this image instead of building one.", HelpName = "FILE" };
        Option<bool> dry = new("--no-record") { Description = "Change neither the records nor the document." };
        EnduranceOptions endurance = new("20s", "1G");
        Verb command = new("stress", "Debian's stress-ng, on Lume and on Linux.", Details) { names, classes, kernel, against, dry };
        endurance.AddTo(command);
        command.SetAction((ParseResult parsed, CancellationToken cancel) =>
        {
            RepositoryLayout layout = RepositoryLayout.Find();
            StressorList list = StressorList.Load(layout);
            IReadOnlyList<Stressor> chosen = list.Choose(parsed.GetValue(names) ?? [], parsed.GetValue(classes) ?? []);
            return StressAsync(
                layout, endurance.Read(parsed), list, chosen, parsed.GetValue(kernel)?.FullName, parsed.GetValue(against) is not null, parsed.GetValue(dry), cancel);
        });
        return command;
    }

    private static async Task<int> StressAsync(
        RepositoryLayout layout,
        EnduranceSettings settings,
        StressorList list,
        IReadOnlyList<Stressor> chosen,
        string? given,
        bool againstLinux,
        bool dry,
        CancellationToken cancel)
    {
        string kernel = given ?? await new KernelImage(layout, settings.Board).EnsureAsync(force: false, cancel).ConfigureAwait(false);
        await Installer.EnsureAsync([.. HostTools.Running, .. HostTools.Fetching, HostTools.Symbolizer], cancel).ConfigureAwait(false);
        await HostTools.RequireVersionAsync(HostTools.Qemu, cancel).ConfigureAwait(false);
        string initrd = await MakeInitramfsAsync(layout, settings, cancel).ConfigureAwait(false);
        StressRecord lume = StressRecord.OfLume(layout);
        StressRecord linux = StressRecord.OfLinux(layout);
        int seconds = (int)settings.Length.TotalSeconds;
        if (againstLinux)
        {
            string image = await LinuxPackage.EnsureAsync(layout, cancel).ConfigureAwait(false);
            await using StressRun rival = new(settings.Machine(image, initrd) with { Append = "console=ttyS0 quiet panic=-1" }, Log(layout, "stress-linux"), null);
            await RunAsync("Linux", rival, chosen, seconds, outcome => Keep(linux, outcome, dry), cancel).ConfigureAwait(false);
        }

        int wrong = 0;
        await using StressRun ours = new(settings.Machine(kernel, initrd), Log(layout, "stress"), layout.Elf(settings.Board));
        await RunAsync("Lume", ours, chosen, seconds, outcome => wrong += Take(outcome, lume, linux, dry), cancel).ConfigureAwait(false);
        if (!dry)
        {
            await File.WriteAllTextAsync(StressRecord.Document(layout), StressRecord.Write(list, lume, linux), cancel).ConfigureAwait(false);
            Say.Done($"written: {Path.GetRelativePath(layout.Root, StressRecord.Document(layout))}");
        }

        return wrong == 0 ? 0 : 1;
    }

    private static async Task RunAsync(
        string title, StressRun run, IReadOnlyList<Stressor> stressors, int seconds, Action<StressOutcome> take, CancellationToken cancel)
    {
        Console.WriteLine($"# {title}");
        foreach (Stressor stressor in stressors)
        {
            StressOutcome outcome = await run.RunAsync(stressor, seconds, cancel).ConfigureAwait(false);
            Console.WriteLine(outcome.ToLine());
            take(outcome);
        }
    }

    private static void Keep(StressRecord record, StressOutcome outcome, bool dry)
    {
        if (!dry)
        {
            record.Add(outcome);
        }
    }

    // 1 when it is not as on Linux.
    private static int Take(StressOutcome outcome, StressRecord lume, StressRecord linux, bool dry)
    {
        Keep(lume, outcome, dry);
        bool good = linux.Outcomes.TryGetValue(outcome.Name, out StressOutcome? theirs) ? StressRecord.IsAsLinux(outcome, theirs) : outcome.End == StressEnd.Completed;
        if (!good)
        {
            Say.Error($"{outcome.Name}: {outcome.End}, Linux: {(theirs is null ? "not recorded" : theirs.End.ToString())}. {outcome.Detail}");
        }

        return good ? 0 : 1;
    }

    private static async Task<string> MakeInitramfsAsync(RepositoryLayout layout, EnduranceSettings settings, CancellationToken cancel)
    {
        Initramfs image = Initramfs.ForBusyBox(await BusyBoxPackage.EnsureAsync(layout, settings.BusyBox, cancel).ConfigureAwait(false));
        await Say.WhileAsync("fetching stress-ng for riscv64", async step =>
        {
            await StressNgPackage.AddAsync(layout, image, step, cancel).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        string initrd = Path.Combine(layout.Artifacts, "endurance", "stress.cpio");
        image.Save(initrd);
        return initrd;
    }

    private static string Log(RepositoryLayout layout, string name) => Path.Combine(layout.Artifacts, "endurance", name + ".log");
}
