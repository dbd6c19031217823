// lume profile: where the kernel spends its time.
using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Building;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Lume.Hil.Machines;
using Lume.Hil.Profiling;

namespace Lume.Cli.Verbs;

/// <summary>Samples a machine that runs a command, and writes a flame graph.</summary>
internal static class ProfileVerb
{
    private const string Details =
        """
        Boots the kernel in QEMU, runs a command in the guest's shell and samples, meanwhile, where each hart is, with its stack:
        kernel methods by name (inlined ones too), [user] for programs, [firmware] for OpenSBI. Harts that wait for an interrupt
        are counted, but in no stack. Without a command the boot itself is sampled, up to the prompt.

        Samples are taken from outside through QEMU's debugger stub: the kernel is the one you ship, and code that runs with
        interrupts masked is seen like all other. See docs/profiling.md.

        The flame graph goes to artifacts/profile/profile.svg (any browser shows it), the list of functions to standard output and
        to artifacts/profile/profile.txt.

        Examples:
          lume profile -- 'dd if=/dev/zero of=/dev/null bs=1M count=20000'
          lume profile --icount -- 'for i in $(seq 300); do /bin/busybox true; done'
          lume profile --bench pipe_rtt           the benchmark program, one row
          lume profile                            the boot
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Option<string> board = CommonOptions.Board();
        Option<string?> busybox = CommonOptions.BusyBox();
        Option<bool> icount = new("--icount") { Description = "One hart, guest time counted in instructions; it stands still while a sample is taken." };
        Option<int> smp = new("--smp") { Description = "Number of harts.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        Option<int> frequency = new("--frequency", "-f") { Description = "Samples of each hart per second.", HelpName = "HZ", DefaultValueFactory = static _ => 400 };
        Option<int> seconds = new("--seconds", "-t") { Description = "Stop sampling after this time, when the command has not ended.", HelpName = "S", DefaultValueFactory = static _ => 20 };
        Option<string?> bench = new("--bench") { Description = "Sample this row of the benchmark program.", HelpName = "ROW" };
        Argument<string[]> command = new("command") { Description = "After --: what the guest's shell runs.", Arity = ArgumentArity.ZeroOrMore };
        frequency.Validators.Add(static result => Require(result.GetValueOrDefault<int>() is >= 1 and <= 5000, result, "--frequency takes a number from 1 to 5000."));
        seconds.Validators.Add(static result => Require(result.GetValueOrDefault<int>() is >= 1 and <= 3600, result, "--seconds takes a number from 1 to 3600."));
        smp.Validators.Add(static result => Require(result.GetValueOrDefault<int>() is >= 1 and <= 8, result, "--smp takes a number from 1 to 8."));
        Verb verb = new("profile", "See where the kernel spends its time: flame graph and list.", Details)
        {
            board, busybox, icount, smp, frequency, seconds, bench, command,
        };
        verb.SetAction((ParseResult parsed, CancellationToken cancel) =>
        {
            string[] words = parsed.GetValue(command) ?? [];
            MachineOptions machine = new()
            {
                Kernel = string.Empty,
                InstructionCount = parsed.GetValue(icount),
                Smp = parsed.GetValue(icount) ? 1 : parsed.GetValue(smp),
            };
            Wish wish = new(
                parsed.GetValue(board)!, parsed.GetValue(busybox), string.Join(' ', words), parsed.GetValue(bench),
                parsed.GetValue(frequency), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
            return ProfileAsync(wish, machine, cancel);
        });
        return verb;
    }

    private static void Require(bool good, System.CommandLine.Parsing.OptionResult result, string message)
    {
        if (!good)
        {
            result.AddError(message);
        }
    }

    private static async Task<int> ProfileAsync(Wish wish, MachineOptions options, CancellationToken cancel)
    {
        RepositoryLayout layout = RepositoryLayout.Find();
        string image = await new KernelImage(layout, wish.Board).EnsureAsync(force: false, cancel).ConfigureAwait(false);
        await Installer.EnsureAsync([.. HostTools.Running, HostTools.Symbolizer], cancel).ConfigureAwait(false);
        await HostTools.RequireVersionAsync(HostTools.Qemu, cancel).ConfigureAwait(false);
        string shell = await BusyBoxPackage.EnsureAsync(layout, wish.BusyBox, cancel).ConfigureAwait(false);
        string command = wish.Command;
        string initrd;
        if (wish.Row is null)
        {
            initrd = await DefaultInitramfs.EnsureAsync(layout, shell, cancel).ConfigureAwait(false);
        }
        else
        {
            string program = await Benchmarks.BenchmarkProgram.BuildAsync(layout, cancel).ConfigureAwait(false);
            initrd = Benchmarks.BenchmarkProgram.SaveInitramfs(layout, shell, program, commands: null);
            command = $"lumebench -t 5000 -r 1 {wish.Row}";
        }

        string folder = Path.Combine(layout.Artifacts, "profile");
        Directory.CreateDirectory(folder);
        MachineOptions machine = options with { Kernel = image, Initrd = initrd };
        Profile profile = await SampleAsync(layout, wish, machine, command, folder, cancel).ConfigureAwait(false);
        return Report(profile, command.Length == 0 ? "boot" : command, folder);
    }

    private static async Task<Profile> SampleAsync(
        RepositoryLayout layout, Wish wish, MachineOptions options, string command, string folder, CancellationToken cancel)
    {
        string socket = Path.Combine(Path.GetTempPath(), $"lume-profile-{Environment.ProcessId}.sock");
        string elf = layout.Elf(wish.Board);
        await using QemuMachine machine = QemuMachine.Start(
            options with { Extra = GdbConnection.QemuArguments(socket) }, Path.Combine(folder, "console.log"), elf);
        try
        {
            using StackSampler sampler = await StackSampler.StartAsync(socket, elf, cancel).ConfigureAwait(false);
            Shell shell = new(machine.Console);
            if (command.Length == 0)
            {
                await SampleWhileAsync(sampler, wish, shell.WaitUntilReadyAsync(wish.Limit), cancel).ConfigureAwait(false);
                return sampler.Profile;
            }

            await shell.WaitUntilReadyAsync().ConfigureAwait(false);
            await SampleWhileAsync(sampler, wish, RunAsync(shell, command, wish.Limit), cancel).ConfigureAwait(false);
            return sampler.Profile;
        }
        finally
        {
            File.Delete(socket);
        }
    }

    private static async Task RunAsync(Shell shell, string command, TimeSpan limit)
    {
        CommandResult result = await shell.RunAsync(command, limit).ConfigureAwait(false);
        Say.Raw(result.Output.TrimEnd());
        if (result.ExitCode != 0)
        {
            Say.Warn($"the command ended with status {result.ExitCode}");
        }
    }

    private static async Task SampleWhileAsync(StackSampler sampler, Wish wish, Task work, CancellationToken cancel)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task sampling = Task.Run(() => sampler.RunAsync(wish.Frequency, enough.Token), CancellationToken.None);
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (ConsoleTimeoutException) when (sampler.Profile.Busy > 0)
        {
            Say.Info($"stopped after {wish.Limit.TotalSeconds:0} s");
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
            await sampling.ConfigureAwait(false);
        }

        cancel.ThrowIfCancellationRequested();
    }

    private static int Report(Profile profile, string title, string folder)
    {
        if (profile.Busy == 0)
        {
            throw new LumeException("No sample met a busy hart: the command ended too soon. Let it work for a second or more.");
        }

        string picture = Path.Combine(folder, "profile.svg");
        using (StreamWriter writer = new(picture))
        {
            FlameGraph.Write(profile, title, writer);
        }

        using StringWriter list = new();
        profile.WriteTop(list);
        File.WriteAllText(Path.Combine(folder, "profile.txt"), list.ToString());
        Console.Write(list);
        Say.Done($"written: {picture}");
        return 0;
    }

    // What the user asks for, apart from the machine.
    private sealed record Wish(string Board, string? BusyBox, string Command, string? Row, int Frequency, TimeSpan Limit);
}
