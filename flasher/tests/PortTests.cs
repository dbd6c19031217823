// Which ports there are, and how one changes hands.
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Flasher.Errors;
using Lume.Flasher.Ports;
using Lume.Flasher.Transports;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class PortTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lume-ports").FullName;

    [Fact]
    public void A_USB_adapter_is_told_with_its_ids_and_place_and_dead_ports_are_hidden()
    {
        string usb = Make("sys/devices/pci/usb1/1-2", ("idVendor", "0403"), ("idProduct", "6001"), ("product", "FT232R USB UART"), ("manufacturer", "FTDI"), ("serial", "A1"));
        string tty = Make("sys/devices/pci/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0");
        string port = Make("sys/devices/pci/usb1/1-2/1-2:1.0/ttyUSB0");
        Make("sys/bus/ftdi_sio");
        Directory.CreateSymbolicLink(Path.Combine(port, "driver"), Path.Combine(_folder, "sys/bus/ftdi_sio"));
        Directory.CreateSymbolicLink(Path.Combine(tty, "device"), port);
        Directory.CreateDirectory(Path.Combine(_folder, "sys/class/tty"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "sys/class/tty/ttyUSB0"), tty);
        Make("sys/class/tty/ttyS3/device");
        Make("sys/class/tty/ttyS3", ("type", "0"));
        Make("sys/class/tty/tty0");
        SerialPortInfo found = Assert.Single(new PortList(Path.Combine(_folder, "sys"), Path.Combine(_folder, "dev")).Read());
        Assert.Equal(("0403:6001", "FTDI FT232R USB UART", "USB 1-2", "ftdi_sio", "A1"), (found.UsbId, found.Title, found.Place, found.Driver, found.Serial));
        Assert.Contains("missing", found.Trouble, StringComparison.Ordinal);
        Assert.True(Directory.Exists(usb));
    }

    [Fact]
    public void None_and_several_ports_are_refused_and_several_are_listed()
    {
        Assert.Equal(FlashError.NoPort, Assert.Throws<FlashException>(() => PortList.Choose([])).Error);
        SerialPortInfo one = new("/dev/ttyUSB0", "ftdi_sio", "USB 1-2");
        Assert.Equal("/dev/ttyUSB0", PortList.Choose([one]));
        FlashException e = Assert.Throws<FlashException>(() => PortList.Choose([one, one with { Path = "/dev/ttyUSB1" }]));
        Assert.Equal(FlashError.SeveralPorts, e.Error);
        Assert.Contains("/dev/ttyUSB1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_somebody_holds_is_refused_with_the_holders_name()
    {
        using PortHandover held = PortHandover.Take("/dev/ttyX", "a test", _folder);
        FlashException e = Assert.Throws<FlashException>(() => PortHandover.Take("/dev/ttyX", "another", _folder));
        Assert.Equal(FlashError.PortBusy, e.Error);
        Assert.Contains("a test", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_a_program_reads_which_knows_no_locks_is_refused_and_the_program_named()
    {
        string port = Path.Combine(_folder, "ttyUSB0");
        File.WriteAllText(port, string.Empty);
        Assert.Empty(PortAccess.Readers(port));
        using Process reader = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec 3<'{port}'; echo ready; exec sleep 600"]) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("ready", reader.StandardOutput.ReadLine());
            FlashException e = Assert.Throws<FlashException>(() => PortHandover.Open(port, 115200, "test"));
            Assert.Equal(FlashError.PortBusy, e.Error);
            Assert.Contains($"({reader.Id})", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            reader.Kill();
            File.Delete(PortHandover.LockOf(port));
        }
    }

    [Fact]
    public async Task A_console_gives_the_port_up_and_takes_it_back()
    {
        PortHandover console = PortHandover.Take("/dev/ttyY", "console", _folder);
        using HandoverServer server = new("/dev/ttyY", _folder);
        Task<PortHandover> flash = Task.Run(() => PortHandover.Take("/dev/ttyY", "flash", _folder), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => server.IsWanted, TimeSpan.FromSeconds(20)));
        console.Dispose();
        Task wait = Task.Run(() => server.GiveAndWait(CancellationToken.None), TestContext.Current.CancellationToken);
        PortHandover held = await flash;
        Assert.False(wait.IsCompleted);
        held.Dispose();
        await wait.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        PortHandover.Take("/dev/ttyY", "console", _folder).Dispose();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Make(string path, params (string Name, string Text)[] files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, path)).FullName;
        foreach ((string name, string text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text + "\n");
        }

        return folder;
    }
}
