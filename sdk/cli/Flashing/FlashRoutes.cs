// The ways to a board that this tool has.
using System.Collections.Generic;
using System.Linq;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Images;
using Lume.Flasher.Ports;
using Lume.Flasher.Usb;

namespace Lume.Cli.Flashing;

/// <summary>The explicit list of ways.</summary>
internal static class FlashRoutes
{
    private static readonly OpenTransport s_open = static (address, baudRate) => PortHandover.Open(address, baudRate, "flash");

    private static readonly IFlashRoute[] s_routes =
    [
        new SerialRoute(s_open),
        new SdCardRoute(CardOptions.Complete, BlockDevices.OfThisMachine),
        new NetworkRoute(FlashRoute.Tftp, s_open),
        new NetworkRoute(FlashRoute.Http, s_open),
        new UsbRoute(s_open, static protocol => new UsbBoards().Require(protocol, null), Libusb.Open),
    ];

    /// <summary>The one for a request.</summary>
    /// <exception cref="FlashException">This tool has none.</exception>
    public static IFlashRoute Find(FlashRoute route) => s_routes.FirstOrDefault(one => one.Route == route)
        ?? throw new FlashException(FlashError.Usage, $"This build of the tool cannot flash via {route.ToString().ToLowerInvariant()}.");
}
