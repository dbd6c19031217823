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

namespace Lume.Cli.Verbs;

/// <summary>Lists ports.</summary>
internal static class DevicesVerb
{
    private const string Details =
        """
        Lists the serial ports that have hardware behind them: device file, USB ids and name, the place where it is plugged in,
        the name that stays the same when others are plugged in, and why it cannot be opened, if so. A ttyS without a chip is hidden.
        Nothing is opened: some adapters reset their board when that happens.

        Exit status: 0 when there is a port, 10 when there is none. --json prints one object per port.

        Examples:
          lume devices
          lume devices --json
        """;

    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "One JSON object per port on standard output." };
        Verb command = new("devices", "List serial ports and what is behind them.", Details) { json };
        command.SetAction(parsed => List(new PortList().Read(), parsed.GetValue(json)));
        return command;
    }

    private static int List(IReadOnlyList<SerialPortInfo> ports, bool json)
    {
        using FlashReport report = FlashReport.Create(json);
        return report.Guard(() =>
        {
            foreach (SerialPortInfo port in ports)
            {
                Tell(port, json);
            }

            if (ports.Count == 0)
            {
                PortList.Choose(ports);
            }
        });
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
