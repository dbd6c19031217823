// The real ser2net in front of a serial port.
using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using Lume.Hil.Host;

namespace Lume.Hil.Suites.Benches;

/// <summary>A running ser2net that serves one port over RFC 2217.</summary>
internal sealed class Ser2Net : IDisposable
{
    private readonly Process _process;

    private Ser2Net(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Starts it.</summary>
    /// <exception cref="LumeException">It is not installed, or does not come up.</exception>
    public static async Task<Ser2Net> StartAsync(string folder, string device)
    {
        string program = HostTools.FindInPath("ser2net") ?? throw new LumeException("ser2net is missing. Type: sudo apt-get install ser2net");
        int port = OutsideBoard.FreePort();
        string configuration = Path.Combine(folder, $"ser2net-{port}.yaml");
        await File.WriteAllTextAsync(configuration, $"connection: &board\n  accepter: telnet(rfc2217),tcp,127.0.0.1,{port}\n  connector: serialdev,{device},115200n81,local\n");
        ProcessStartInfo start = new(program) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (string argument in (string[])["-d", "-u", "-c", configuration])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = HostProcess.StartBound(start);
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        await OutsideBoard.UntilAsync(() => Listens(port) || process.HasExited, "ser2net to listen");
        return process.HasExited ? throw new LumeException($"ser2net ended with status {process.ExitCode}.") : new Ser2Net(process, port);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        HostProcess.Kill(_process);
        _process.Dispose();
    }

    private static bool Listens(int port)
    {
        try
        {
            using TcpClient client = new("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
