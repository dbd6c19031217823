// lume flash: an image onto a board, and the proof that it arrived.
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using Lume.Cli.Flashing;
using Lume.Cli.Terminal;
using Lume.Flasher.Flashing;
using Lume.Flasher.Ports;

namespace Lume.Cli.Verbs;

/// <summary>Brings an image to a board's memory or storage.</summary>
internal static class FlashVerb
{
    private const string Details =
        """
        Brings an image to a board over the wire that --via names, has the board compute the checksum of what arrived, and
        says "done" only when that equals the file's. Without IMAGE it takes the kernel that was built last.

        With --to ram the image is started (--no-boot: left in memory). --dry-run prints the steps and touches nothing.
        --json prints one JSON object per event and the result on standard output. Ctrl-C leaves the board at its prompt.

        Exit status: 0 proved on the target; each failure has its own, listed in docs/flashing.md.

        Examples:
          lume flash --board visionfive2                         the kernel built last, into RAM, over the only port
          lume flash Image --board visionfive2 --port /dev/ttyUSB0 --to sd
          lume flash u-boot.itb --board visionfive2 --to spi --offset 0x100000
          lume flash Image --board qemu-virt --port unix:/tmp/uart --no-boot
          lume flash Image --board visionfive2 --via tftp --port /dev/ttyUSB0
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        FlashOptions options = new();
        Verb command = new("flash", "Bring an image to a board and prove that it arrived.", Details);
        options.AddTo(command);
        command.SetAction((ParseResult parsed, CancellationToken cancel) => Task.Run(() => Flash(options, parsed, cancel), CancellationToken.None));
        return command;
    }

    private static int Flash(FlashOptions options, ParseResult parsed, CancellationToken cancel)
    {
        using FlashReport report = FlashReport.Create(parsed.GetValue(options.Json));
        return report.Guard(() =>
        {
            FlashRequest request = options.ToRequest(parsed);
            IFlashRoute route = FlashRoutes.Find(request.Route);
            IReadOnlyList<string> plan = route.Plan(request);
            if (parsed.GetValue(options.DryRun))
            {
                report.Plan(plan);
                return;
            }

            if (request.Route is FlashRoute.Serial or FlashRoute.Tftp or FlashRoute.Http)
            {
                request = request with { Port = request.Port ?? PortList.Choose(new PortList().Read()) };
            }

            report.Result(route.Run(request, report, cancel));
        });
    }
}
