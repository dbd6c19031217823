// The software board's network and USB: it is this machine's own host on the network, and a gadget that a test plays the host of.
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;

namespace Lume.SoftwareBoard;

/// <summary>Commands that bring bytes by other ways than the console.</summary>
internal sealed partial class UBootCommands
{
    private const int ControlC = 3;

    private async Task<int> MoreAsync(string[] words)
    {
        switch (words)
        {
            case ["help", "wget"] when board.Setup.HasNetwork:
                return Say("wget - boot image via network using HTTP/HTTPS protocol\r\n\r\nUsage:\r\nwget [loadAddress] url", 0);
            case ["help", string name] when name == board.Setup.UsbCommand:
                return Say($"{name} - run as a USB device", 0);
            case ["dhcp"] when board.Setup.HasNetwork:
                variables["ipaddr"] = "127.0.0.1";
                variables["netmask"] = "255.0.0.0";
                return Say("BOOTP broadcast 1\r\nDHCP client bound to address 127.0.0.1 (3 ms)", 0);
            case ["wget", string address, string url] when board.Setup.HasNetwork:
                return await FetchAsync(address, url);
            case ["fastboot", "-l", string address, "usb", "0"] when board.Setup.UsbCommand == "fastboot":
                return await GadgetAsync(Number(address));
            case ["dfu", "0", "ram", "0"] when board.Setup.UsbCommand == "dfu" && variables.GetValueOrDefault("dfu_alt_info")?.Split(' ') is [_, "ram", var address, _]:
                return await GadgetAsync(Number(address.Trim('\'')));
            default:
                return Say($"Unknown command '{words[0]}' - try 'help'", 1);
        }
    }

    private async Task<int> GadgetAsync(ulong? address)
    {
        board.GadgetAddress = address;
        while (await board.Uart.ReadAsync(TimeSpan.FromDays(1)) != ControlC)
        {
        }

        board.GadgetAddress = null;
        return Say("Operation aborted.", 0);
    }

    // Real HTTP: the host's server is the one under test. Virtual time stands still meanwhile.
    private async Task<int> FetchAsync(string address, string url)
    {
        byte[] bytes;
        try
        {
            using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(30) };
            using HttpResponseMessage answer = client.Send(new HttpRequestMessage(HttpMethod.Get, url));
            using System.IO.MemoryStream body = new();
            answer.EnsureSuccessStatusCode().Content.ReadAsStream().CopyTo(body);
            bytes = body.ToArray();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or UriFormatException or InvalidOperationException)
        {
            return Say($"HTTP client error: {e.Message}", 1);
        }

        if (Range(address, $"{bytes.Length:x}") is not { } place)
        {
            return Say("Wrong load address", 1);
        }

        await TakeAsync(bytes.Length, CardBytesPerSecond);
        board.Ram.Write(place.Offset, bytes);
        return Say($"{bytes.Length} bytes transferred", 0);
    }
}
