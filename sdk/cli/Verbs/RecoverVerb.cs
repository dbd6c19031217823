// lume recover: a board with an empty or broken flash, back to U-Boot over the boot ROM's serial loader.
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Flashing;
using Lume.Cli.Terminal;
using Lume.Flasher.Boards;
using Lume.Flasher.Flashing;
using Lume.Flasher.Ports;
using Lume.Hil.Host;
using Lume.Hil.Packages;

namespace Lume.Cli.Verbs;

/// <summary>Recovers a board.</summary>
internal static class RecoverVerb
{
    private const string Details =
        """
        Starts a board whose flash is empty or broken over its boot ROM's serial loader: SPL by XMODEM, U-Boot by YMODEM; then it
        writes both into the SPI flash and has the board compute the checksum of what it reads back. The switches to set are shown;
        the tool waits until the board asks. If the ROM takes no more blocks, switch the power off and on: it goes on by itself.

        Without --spl and --uboot the loaders are those of Debian's u-boot-starfive, fetched once into artifacts/cache.

        Exit status: 0 proved on the board; each failure has its own, listed in docs/flashing.md.

        Examples:
          lume recover --port /dev/ttyUSB0
          lume recover --spl u-boot-spl.bin.normal.out --uboot u-boot.itb
          lume recover --no-write          only to U-Boot's prompt, the flash stays as it is
        """;

    private sealed record Options(Option<string> Board, Option<string?> Port, Option<string?> Spl, Option<string?> UBoot, Option<int> FastBaud, Option<bool> NoWrite, Option<bool> DryRun, Option<bool> Json);

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        FlashOptions common = new();
        Options options = new(
            common.Board,
            common.Port,
            new Option<string?>("--spl") { Description = "SPL with the boot ROM's header (u-boot-spl.bin.normal.out).", HelpName = "FILE" },
            new Option<string?>("--uboot") { Description = "OpenSBI and U-Boot (u-boot.itb).", HelpName = "FILE" },
            common.FastBaud,
            new Option<bool>("--no-write") { Description = "Stop at U-Boot's prompt; write nothing." },
            common.DryRun,
            common.Json);
        Verb command = new("recover", "Bring a board with a broken flash back over its boot ROM.", Details)
        {
            options.Board, options.Port, options.Spl, options.UBoot, options.FastBaud, options.NoWrite, options.DryRun, options.Json,
        };
        command.SetAction((ParseResult parsed, CancellationToken cancel) => Task.Run(() => Recover(options, parsed, cancel), CancellationToken.None));
        return command;
    }

    private static int Recover(Options options, ParseResult parsed, CancellationToken cancel)
    {
        using FlashReport report = FlashReport.Create(parsed.GetValue(options.Json));
        return report.Guard(() =>
        {
            (string? spl, string? uboot) = (parsed.GetValue(options.Spl), parsed.GetValue(options.UBoot));
            if (spl is null || uboot is null)
            {
                BoardFirmware debians = CardTools.Firmware(RepositoryLayout.Find(), KnownBoards.VisionFive2.Name, cancel)!;
                (spl, uboot) = (spl ?? debians.Spl, uboot ?? debians.UBoot);
            }

            RecoveryRequest request = new()
            {
                Spl = FlashImage.Load(spl),
                UBoot = FlashImage.Load(uboot),
                Board = KnownBoards.Find(parsed.GetValue(options.Board)!),
                Port = parsed.GetValue(options.Port) ?? PortList.Choose(new PortList().Read()),
                FastBaudRate = parsed.GetValue(options.FastBaud),
                Write = !parsed.GetValue(options.NoWrite),
            };
            IReadOnlyList<string> plan = BoardRecovery.Plan(request);
            if (parsed.GetValue(options.DryRun))
            {
                report.Plan(plan);
                return;
            }

            BoardRecovery recovery = new(static (address, baudRate) => PortHandover.Open(address, baudRate, "recover"));
            report.Result(recovery.Run(request, report, cancel));
            if (request.Write)
            {
                Say.Info($"now: {request.Board.NormalSwitches}");
            }
        });
    }
}
