// A QEMU that stands for a board of its own: started beside the runner, reached through a port, reset through its monitor.
using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;

namespace Lume.Hil.Suites.Benches;

/// <summary>A board that the runner knows by its port and its reset command only.</summary>
internal sealed class OutsideBoard : IAsyncDisposable
{
    private readonly QemuMachine _machine;
    private readonly string _monitor;

    private bool _killed;

    private OutsideBoard(QemuMachine machine, string port, string monitor)
    {
        _machine = machine;
        Port = port;
        _monitor = monitor;
    }

    /// <summary>What the bench calls its port.</summary>
    public string Port { get; }

    /// <summary>The command that resets it: what a relay is to a real board.</summary>
    public string Reset => $"printf 'system_reset\\n' | socat -t 1 - unix-connect:{_monitor} > /dev/null";

    /// <summary>A board on a pseudo-terminal.</summary>
    public static async Task<OutsideBoard> OnTerminalAsync(string folder, string name)
    {
        (QemuMachine machine, string port) = await QemuMachine.StartWithPortAsync(Options(folder, name), Path.Combine(folder, name + ".qemu.log"));
        return new OutsideBoard(machine, port, Monitor(folder, name));
    }

    /// <summary>A board on a unix socket.</summary>
    public static async Task<OutsideBoard> OnSocketAsync(string folder, string name)
    {
        string socket = Path.Combine(folder, name + ".serial");
        QemuMachine machine = QemuMachine.Start(
            Options(folder, name) with { Serial = $"unix:{socket},server=on,wait=off" }, Path.Combine(folder, name + ".qemu.log"));
        await UntilAsync(() => File.Exists(socket), $"{socket} to appear");
        return new OutsideBoard(machine, "unix:" + socket, Monitor(folder, name));
    }

    /// <summary>Ends the board as a pulled plug does.</summary>
    public async Task KillAsync() => await DisposeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        bool first = !_killed;
        _killed = true;
        return first ? _machine.DisposeAsync() : ValueTask.CompletedTask;
    }

    /// <summary>Waits for something that other processes bring about.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        DateTime end = DateTime.UtcNow + (limit ?? TimeSpan.FromSeconds(60));
        while (!condition())
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"Waited in vain for {what}.");
            }

            await Task.Delay(100);
        }
    }

    /// <summary>A TCP port that nobody listens on.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static MachineOptions Options(string folder, string name) => TestBench.Options with
    {
        AllowReboot = true,
        Smp = 2,
        Extra = ["-chardev", $"socket,id=mon,path={Monitor(folder, name)},server=on,wait=off", "-mon", "chardev=mon"],
    };

    private static string Monitor(string folder, string name) => Path.Combine(folder, name + ".monitor");
}
