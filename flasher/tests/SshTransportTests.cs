// A remote port over ssh: over the real ssh and sshd, and with a stand-in that runs the remote command here. Bytes both ways, and the end told.
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
        UseAsSsh("for command; do :; done\nexec sh -c \"$command\"\n");
        BytesGoBothWaysUntilThePortVanishes();
    }

    [Fact]
    public void The_same_goes_through_the_real_ssh_and_sshd()
    {
        UseRealSsh();
        BytesGoBothWaysUntilThePortVanishes();
    }

    private void BytesGoBothWaysUntilThePortVanishes()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/socat"), "socat is not installed");
        (string near, string far) = (Path.Combine(_folder, "near"), Path.Combine(_folder, "far"));
        using Process wire = Process.Start(new ProcessStartInfo("socat") { ArgumentList = { $"PTY,link={near},raw,echo=0", $"PTY,link={far},raw,echo=0" } })!;
        try
        {
            Assert.True(SpinWait.SpinUntil(() => File.Exists(near) && File.Exists(far), s_limit));
            using StreamTransport line = SshTransport.Open("lab" + near, 115200);
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

    // A server of this test's own, on ssh's standard input instead of a TCP port; its keys, and a client that knows no others.
    private void UseRealSsh()
    {
        const string Server = "/usr/sbin/sshd";
        Assert.SkipUnless(File.Exists(Server), "openssh-server is not installed (./lume test does not install it: it starts a service)");
        Assert.SkipUnless(File.Exists("/usr/bin/ssh"), "openssh-client is not installed");
        if (Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory("/run/sshd"); // its privilege separation wants that
        }

        Assert.Equal((0, string.Empty), Run("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-f", Path.Combine(_folder, "host")));
        Assert.Equal((0, string.Empty), Run("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-f", Path.Combine(_folder, "user")));
        File.WriteAllText(Path.Combine(_folder, "known"), "lab " + File.ReadAllText(Path.Combine(_folder, "host.pub")));
        string server = Path.Combine(_folder, "sshd_config");
        File.WriteAllText(server, $"HostKey {_folder}/host\nAuthorizedKeysFile {_folder}/user.pub\nStrictModes no\nUsePAM no\nPidFile none\nPermitRootLogin prohibit-password\n");
        string client = Path.Combine(_folder, "ssh_config");
        File.WriteAllText(
            client, $"Host lab\nUser {Environment.UserName}\nIdentityFile {_folder}/user\nIdentitiesOnly yes\nUserKnownHostsFile {_folder}/known\nProxyCommand {Server} -i -f {server}\n");
        UseAsSsh($"exec /usr/bin/ssh -F {client} \"$@\"\n");
        (int status, string complaint) = Run(Path.Combine(_folder, "ssh"), "-o", "BatchMode=yes", "lab", "true");
        Assert.SkipUnless(status == 0, $"sshd lets nobody in on this machine: {complaint}");
    }

    private static (int Status, string Error) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.Trim());
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
