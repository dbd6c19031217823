// lume run: build what changed, boot it in QEMU, give the user its console.
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Building;
using Lume.Cli.Packages;
using Lume.Cli.Terminal;
using Lume.Hil.Host;
using Lume.Hil.Machines;

namespace Lume.Cli.Verbs;

/// <summary>Boots the kernel in QEMU with the console on this terminal.</summary>
internal static class RunVerb
{
    private const int GdbPort = 1234;
    private const int MostHarts = 8; // QEMU's virt machine takes no more

    private const string Details =
        """
        Builds what changed, boots the kernel in QEMU and gives you a shell on its serial console.

        Missing programs (LLVM, QEMU) are installed through apt when that needs no password; otherwise the command to type is shown.
        The shell is the unmodified busybox of Debian trixie for riscv64; it is fetched once, into artifacts/cache.

        Keys: all go to Lume, Ctrl-C too. Ctrl-A X leaves QEMU, Ctrl-A H lists QEMU's other keys. 'poweroff' ends it from inside.

        Examples:
          lume run
          lume run --smp 1 --memory 64M
          lume run --initrd my.cpio.gz --append 'loglevel=7'
          lume run --gdb                      waits for a debugger on port 1234 (see 'lume debug')
          lume run -- -device virtio-rng-device   everything after -- goes to QEMU
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Option<string> board = CommonOptions.Board();
        Option<int> smp = new("--smp") { Description = "Number of harts (CPUs), 1 to 8.", HelpName = "N", DefaultValueFactory = static _ => 4 };
        smp.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostHarts)
            {
                result.AddError($"--smp takes a number from 1 to {MostHarts}.");
            }
        });
        Option<string> memory = new("--memory", "-m") { Description = "RAM, as 64M or 4G.", HelpName = "SIZE", DefaultValueFactory = static _ => "256M" };
        Option<string?> initrd = new("--initrd") { Description = "Boot this initramfs (cpio, or cpio.gz) instead of the standard one.", HelpName = "FILE" };
        Option<string> append = new("--append") { Description = "The kernel's command line.", HelpName = "TEXT", DefaultValueFactory = static _ => string.Empty };
        Option<bool> gdb = new("--gdb") { Description = $"Wait for a debugger on port {GdbPort} before the first instruction." };
        Option<bool> icount = new("--icount") { Description = "One hart, guest time counted in instructions: every run is the same." };
        Option<bool> isChecked = CommonOptions.Checked();
        Option<string?> busybox = CommonOptions.BusyBox();
        Argument<string[]> extra = new("qemu-args") { Description = "After --: further arguments for QEMU.", Arity = ArgumentArity.ZeroOrMore };
        Verb command = new("run", "Build the kernel, boot it in QEMU, get a shell.", Details)
        {
            board, smp, memory, initrd, append, gdb, icount, isChecked, busybox, extra,
        };
        command.SetAction((ParseResult parsed, CancellationToken cancel) =>
        {
            MachineOptions options = new()
            {
                Kernel = string.Empty,
                Initrd = parsed.GetValue(initrd),
                Smp = parsed.GetValue(icount) ? 1 : parsed.GetValue(smp),
                Memory = parsed.GetValue(memory)!,
                Append = parsed.GetValue(append)!,
                InstructionCount = parsed.GetValue(icount),
                GdbPort = parsed.GetValue(gdb) ? GdbPort : null,
                AllowReboot = true,
                Extra = parsed.GetValue(extra) ?? [],
            };
            return RunAsync(parsed.GetValue(board)!, options, parsed.GetValue(isChecked), parsed.GetValue(busybox), cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(string board, MachineOptions options, bool isChecked, string? busybox, CancellationToken cancel)
    {
        RepositoryLayout layout = RepositoryLayout.Find().WithChecks(isChecked);
        if (options.Initrd is not null && !File.Exists(options.Initrd))
        {
            throw new LumeException($"There is no initramfs {options.Initrd}.");
        }

        await Installer.EnsureAsync(HostTools.BuildingAndRunning, cancel).ConfigureAwait(false);
        string image = await new KernelImage(layout, board).EnsureAsync(force: false, cancel).ConfigureAwait(false);
        string initrd = options.Initrd ?? await DefaultInitramfs.EnsureAsync(layout, busybox, cancel).ConfigureAwait(false);
        await HostTools.RequireVersionAsync(HostTools.Qemu, cancel).ConfigureAwait(false);

        MachineOptions machine = options with { Kernel = image, Initrd = initrd };
        if (machine.GdbPort is { } port)
        {
            Say.Info($"waiting for a debugger on port {port}: lume debug, or gdb-multiarch {layout.Elf(board)} -ex 'target remote :{port}'");
        }

        Say.Info("Ctrl-A X leaves QEMU.");
        IEnumerable<string> arguments = [.. machine.ToArguments(), "-serial", "mon:stdio"];
        return await GuestSession.RunAsync(HostTools.FindInPath(HostTools.Qemu.Program)!, arguments, layout.Elf(board), cancel).ConfigureAwait(false);
    }
}
