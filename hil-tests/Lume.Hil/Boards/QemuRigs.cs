// The machines behind a bench's qemu: ports, each with the dialogue that brings its kernel up.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Images;
using Lume.Flasher.Progress;
using Lume.Hil.Benches;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Lume.Hil.Machines;
using Lume.Hil.Packages;

namespace Lume.Hil.Boards;

/// <summary>A machine ready to start.</summary>
/// <param name="Options">QEMU's settings.</param>
/// <param name="Image">The kernel that it boots in the end.</param>
/// <param name="Boot">What to say to its firmware.</param>
public sealed record QemuRig(MachineOptions Options, string Image, IReadOnlyList<BootStep> Boot);

/// <summary>Builds machines by name.</summary>
public static class QemuRigs
{
    private const string Virt = "virt", VirtUBoot = "virt-uboot", SifiveCard = "sifive_u-sd";

    // Where U-Boot on virt expects a kernel and a ramdisk (kernel_addr_r, ramdisk_addr_r); QEMU puts them there.
    private const ulong KernelAddress = 0x8400_0000, RamdiskAddress = 0x8C30_0000;

    /// <summary>The names, for messages.</summary>
    public static IReadOnlyList<string> Names { get; } = [Virt, VirtUBoot, SifiveCard];

    /// <summary>Prepares the machine of a board: fetches its firmware, makes its initramfs and card.</summary>
    /// <exception cref="LumeException">The machine is unknown, or a file that it needs is missing.</exception>
    public static async Task<QemuRig> PrepareAsync(BoardSpec spec, RepositoryLayout layout, string scratch, CancellationToken cancel)
    {
        string machine = spec.Port[BenchReader.QemuScheme.Length..];
        string image = spec.Image ?? layout.Image("qemu-virt");
        if (!File.Exists(image))
        {
            throw new LumeException($"There is no kernel at {image}. Type: ./lume build");
        }

        string initrd = spec.Qemu.Initrd ?? StandardInitramfs(layout, scratch);
        QemuRig rig = machine switch
        {
            Virt => new QemuRig(new MachineOptions { Kernel = image, Initrd = initrd, Append = spec.Qemu.Append }, image, []),
            VirtUBoot => await VirtUBootAsync(layout, image, initrd, spec.Qemu.Append, cancel).ConfigureAwait(false),
            SifiveCard => await SifiveCardAsync(layout, image, initrd, spec.Qemu.Append, scratch, cancel).ConfigureAwait(false),
            _ => throw new LumeException($"{spec.Id}: there is no machine '{machine}'. There are: {string.Join(", ", Names)}."),
        };
        return rig with
        {
            Options = rig.Options with
            {
                Smp = spec.Qemu.Harts ?? rig.Options.Smp,
                Memory = spec.Qemu.Memory ?? rig.Options.Memory,
                Extra = [.. rig.Options.Extra, .. spec.Qemu.Extra],
            },
            Boot = spec.Boot.Count > 0 ? spec.Boot : rig.Boot,
        };
    }

    /// <summary>The way from U-Boot's autoboot to a command of ours.</summary>
    internal static IReadOnlyList<BootStep> UBootSteps(params IEnumerable<string> commands)
    {
        List<BootStep> steps = [new(Pattern("Hit any key to stop autoboot"), " ", null)];
        steps.AddRange(commands.Select(command => new BootStep(Pattern("^=> $"), command + "\r", null)));
        return steps;
    }

    private static async Task<QemuRig> VirtUBootAsync(RepositoryLayout layout, string image, string initrd, string append, CancellationToken cancel)
    {
        MachineOptions options = await UBootMachines.VirtAsync(layout, cancel: cancel).ConfigureAwait(false);
        long size = new FileInfo(initrd).Length;
        return new QemuRig(
            options with
            {
                Extra =
                [
                    .. options.Extra,
                    "-device", string.Create(CultureInfo.InvariantCulture, $"loader,file={image},addr=0x{KernelAddress:x},force-raw=on"),
                    "-device", string.Create(CultureInfo.InvariantCulture, $"loader,file={initrd},addr=0x{RamdiskAddress:x},force-raw=on"),
                ],
            },
            image,
            UBootSteps(
                $"setenv bootargs '{append}'",
                string.Create(CultureInfo.InvariantCulture, $"booti 0x{KernelAddress:x} 0x{RamdiskAddress:x}:0x{size:x} ${{fdtcontroladdr}}")));
    }

    // From the SPL on: the card holds SPL, U-Boot and a boot menu that U-Boot follows by itself.
    private static async Task<QemuRig> SifiveCardAsync(
        RepositoryLayout layout, string image, string initrd, string append, string scratch, CancellationToken cancel)
    {
        const string Board = "qemu-sifive-u";
        BoardFirmware firmware = (await BoardFirmware.EnsureAsync(layout, Board, cancel).ConfigureAwait(false))!;
        string card = Path.Combine(scratch, "card.img");
        CardContents contents = new()
        {
            Layout = CardLayout.For(Board),
            Spl = FlashImage.Load(firmware.Spl),
            UBoot = FlashImage.Load(firmware.UBoot),
            Kernel = FlashImage.Load(image),
            Initrd = FlashImage.Load(initrd),
            CommandLine = append,
        };
        try
        {
            new CardImage(contents).Make(card, NoProgress.Instance, cancel);
        }
        catch (FlashException e)
        {
            throw new LumeException($"The card of {SifiveCard} cannot be made: {e.Message} {e.Remedy}", e);
        }

        MachineOptions options = await UBootMachines.SifiveAsync(layout, card, cancel: cancel).ConfigureAwait(false);
        return new QemuRig(options with { Extra = [.. options.Extra, .. UBootMachines.CpuOfLume] }, image, []);
    }

    private static string StandardInitramfs(RepositoryLayout layout, string scratch)
    {
        string file = Path.Combine(scratch, "initramfs.cpio.gz");
        if (!File.Exists(file))
        {
            if (!File.Exists(layout.BusyBox))
            {
                throw new LumeException($"There is no busybox at {layout.BusyBox}: start through ./lume, which fetches it.");
            }

            Initramfs.ForBusyBox(layout.BusyBox).Save(file);
        }

        return file;
    }

    private static Regex Pattern(string text) => new(text, RegexOptions.Multiline | RegexOptions.CultureInvariant);
}
