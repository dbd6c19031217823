// lume devices: the serial ports of this machine, where they hang, and why one cannot be opened.
using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Lume.Cli.Flashing;
using Lume.Cli.Terminal;
using Lume.Flasher.Errors;
using Lume.Flasher.Ports;
using Lume.Flasher.Usb;

namespace Lume.Cli.Verbs;

/// <summary>Lists ports.</summary>
internal static class DevicesVerb
{
    private const string Details =
        """
        Lists the serial ports that have hardware behind them: device file, USB ids and name, the place where it is plugged in,
        the name that stays the same when others are plugged in, and why it cannot be opened, if so. A ttyS without a chip is hidden.
        Below them the USB devices that wait to be flashed (fastboot, DFU). --udev-rule prints the rule that lets you open those.
        Nothing is opened: some adapters reset their board when that happens.

        Exit status: 0 when there is a port or a device, 10 when there is none. --json prints one object per port.

        Examples:
          lume devices
          lume devices --json
          lume devices --udev-rule | sudo tee /etc/udev/rules.d/70-lume.rules
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "One JSON object per port on standard output." };
        Option<bool> rule = new("--udev-rule") { Description = "Print the udev rule that lets you open USB devices that wait to be flashed." };
        Verb command = new("devices", "List serial ports and what is behind them.", Details) { json, rule };
        command.SetAction(parsed => parsed.GetValue(rule) ? PrintRule() : List(new PortList().Read(), new UsbBoards().Find(), parsed.GetValue(json)));
        return command;
    }

    private static int PrintRule()
    {
        Console.Write(UsbBoards.UdevRule);
        return 0;
    }

    private static int List(IReadOnlyList<SerialPortInfo> ports, IReadOnlyList<UsbBoard> boards, bool json)
    {
        using FlashReport report = FlashReport.Create(json);
        return report.Guard(() =>
        {
            foreach (SerialPortInfo port in ports)
            {
                Tell(port, json);
            }

            foreach (UsbBoard board in boards)
            {
                Tell(board, json);
            }

            if (ports.Count == 0 && boards.Count == 0)
            {
                PortList.Choose(ports);
            }
        });
    }

    private static void Tell(UsbBoard board, bool json)
    {
        string protocol = board.Interface.Protocol.ToString().ToLowerInvariant();
        if (json)
        {
            JsonReport.Write(new JsonObject
            {
                ["usbDevice"] = board.Node, ["protocol"] = protocol, ["place"] = board.Location, ["usb"] = board.Id, ["title"] = board.Title, ["serial"] = board.Serial,
            });
        }
        else
        {
            Console.WriteLine($"{board.Node}  {protocol}, {string.Join(", ", ((string[])[board.Title, board.Id, board.Location, board.Serial]).Where(text => text.Length > 0))}");
        }
    }

    private static void Tell(SerialPortInfo port, bool json)
    {
        if (json)
        {
            JsonReport.Write(new JsonObject
            {
                ["port"] = port.Path,
                ["driver"] = port.Driver,
                ["place"] = port.Place,
                ["usb"] = port.UsbId,
                ["title"] = port.Title,
                ["serial"] = port.Serial,
                ["stable"] = port.StablePath,
                ["trouble"] = port.Trouble,
            });
            return;
        }

        Console.WriteLine($"{port.Path}  {string.Join(", ", ((string?[])[port.Title, port.UsbId, port.Place, $"driver {port.Driver}"]).Where(text => text is { Length: > 0 }))}");
        if (port.StablePath is not null)
        {
            Console.WriteLine($"    also {port.StablePath}");
        }

        if (port.Trouble is not null)
        {
            Say.Warn($"{port.Path}: {port.Trouble}");
        }
    }
}
