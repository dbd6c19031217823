// A remote port over ssh, with a stand-in for ssh that runs the remote command here: bytes both ways, and the end told.
using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Transports;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class SshTransportTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("lume-ssh-").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SshTransport.ProgramVariable, null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Bytes_go_both_ways_and_a_port_that_vanishes_is_a_lost_line()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/socat"), "socat is not installed");
        UseAsSsh("for command; do :; done\nexec sh -c \"$command\"\n");
        (string near, string far) = (Path.Combine(_folder, "near"), Path.Combine(_folder, "far"));
        using Process wire = Process.Start(new ProcessStartInfo("socat") { ArgumentList = { $"PTY,link={near},raw,echo=0", $"PTY,link={far},raw,echo=0" } })!;
        try
        {
            Assert.True(SpinWait.SpinUntil(() => File.Exists(near) && File.Exists(far), s_limit));
            using StreamTransport line = SshTransport.Open("user@lab" + near, 115200);
            using SerialTransport other = SerialTransport.Open(far, 115200);
            Thread.Sleep(500);
            line.Write("to the board"u8);
            Assert.Equal("to the board", Read(other, 12));
            other.Write("from the board"u8);
            Assert.Equal("from the board", Read(line, 14));
            wire.Kill();
            Assert.Throws<LineLostException>(() => Read(line, 1));
        }
        finally
        {
            wire.Kill();
        }
    }

    [Fact]
    public void What_ssh_complains_of_is_in_the_message()
    {
        UseAsSsh("echo 'Permission denied (publickey).' >&2; exit 255\n");
        using StreamTransport line = SshTransport.Open("lab/dev/ttyUSB0", 115200);
        Assert.Contains("Permission denied", Assert.Throws<LineLostException>(() => Read(line, 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-oProxyCommand=x/dev/ttyUSB0")]
    [InlineData("lab/dev/tty'; rm -rf x; '")]
    [InlineData("lab")]
    public void An_address_that_could_be_something_else_is_refused(string address) =>
        Assert.Equal(FlashError.Usage, Assert.Throws<FlashException>(() => SshTransport.Open(address, 115200)).Error);

    private static string Read(ITransport from, int count)
    {
        byte[] buffer = new byte[64];
        StringBuilder text = new();
        DateTime end = DateTime.UtcNow + s_limit;
        while (text.Length < count && DateTime.UtcNow < end)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, from.Read(buffer, TimeSpan.FromSeconds(1))));
        }

        return text.ToString();
    }

    private void UseAsSsh(string script)
    {
        string program = Path.Combine(_folder, "ssh");
        File.WriteAllText(program, "#!/bin/sh\n" + script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Environment.SetEnvironmentVariable(SshTransport.ProgramVariable, program);
    }
}
