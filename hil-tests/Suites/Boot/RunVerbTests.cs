// lume run as a person uses it: on a terminal, with every key going to the guest.
using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Boot;

public sealed class RunVerbTests
{
    [Fact]
    public async Task On_a_terminal_every_key_goes_to_the_guest()
    {
        Assert.SkipUnless(TestBench.IsLume, "lume run boots Lume");
        using Process session = StartOnTerminal();
        try
        {
            await using SerialConsole console = new(
                session.StandardInput.BaseStream,
                session.StandardOutput.BaseStream,
                new ConsoleLog(Path.Combine(TestBench.Layout.TestLogs, "run-verb.log"), null));
            await console.ExpectTextAsync("lume:~# ", TimeSpan.FromMinutes(3));

            await console.SendAsync("echo 6 times 7 is $((6*7))\n");
            await console.ExpectTextAsync("echo 6 times 7 is $((6*7))\r\n6 times 7 is 42\r\nroot@lume:~# ");

            await console.SendAsync("sh -c 'echo $((40+2)) sleeps; exec sleep 1000'\n");
            await console.ExpectTextAsync("42 sleeps\r\n");
            await console.SendAsync("\u0003");
            await console.ExpectTextAsync("root@lume:~# ");

            await console.SendAsync("edited\u0001\u0001echo \r"); // QEMU takes the first Ctrl-A; the guest's goes to the start of the line
            await console.ExpectTextAsync("\r\nedited\r\n");

            await console.SendAsync("\u0001x");
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
            await session.WaitForExitAsync(limit.Token);
            Assert.Equal(0, session.ExitCode);
        }
        finally
        {
            HostProcess.Kill(session);
        }
    }

    // script(1) gives its child a terminal of its own, whatever this process has.
    private static Process StartOnTerminal()
    {
        ProcessStartInfo start = new("script")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = TestBench.Layout.Root,
        };
        foreach (string argument in (string[])["--quiet", "--return", "--command", "./lume run", "/dev/null"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TERM"] = "dumb";
        return HostProcess.StartBound(start);
    }
}
