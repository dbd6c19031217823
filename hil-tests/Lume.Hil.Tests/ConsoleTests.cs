// Expect and send, against pipes and a shell of the host.
using System;
using System.Diagnostics;
using System.IO;
using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Host;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class ConsoleTests
{
    private readonly Pipe _fromGuest = new();
    private readonly MemoryStream _toGuest = new();

    [Fact]
    public async Task An_expectation_is_met_by_text_that_comes_in_pieces()
    {
        await using SerialConsole console = Open();
        Task<string> wait = console.ExpectTextAsync("login: ");
        await ShowAsync("Welcome\r\nlog");
        await ShowAsync("in: ");
        Assert.Equal("Welcome\r\n", await wait);
        await EndAsync();
    }

    [Fact]
    public async Task What_was_matched_is_consumed()
    {
        await using SerialConsole console = Open();
        await ShowAsync("a=1 a=2 ");
        Assert.Equal("1", (await console.ExpectAsync(new Regex(@"a=(\d) "))).Groups[1].Value);
        Assert.Equal("2", (await console.ExpectAsync(new Regex(@"a=(\d) "))).Groups[1].Value);
        await Assert.ThrowsAsync<ConsoleTimeoutException>(() => console.ExpectTextAsync("a=", TimeSpan.FromMilliseconds(50)));
        await EndAsync();
    }

    [Fact]
    public async Task A_time_out_carries_the_last_screen()
    {
        await using SerialConsole console = Open();
        await ShowAsync("first line\r\nlast\u0007 line");
        ConsoleTimeoutException e = await Assert.ThrowsAsync<ConsoleTimeoutException>(() => console.ExpectTextAsync("never", TimeSpan.FromMilliseconds(100)));
        Assert.Contains("'never'", e.Message, StringComparison.Ordinal);
        Assert.Contains("first line", e.Screen, StringComparison.Ordinal);
        Assert.Contains("last<07> line", e.Screen, StringComparison.Ordinal);
        await EndAsync();
    }

    [Fact]
    public async Task The_end_of_the_machine_ends_a_wait_at_once()
    {
        await using SerialConsole console = Open();
        Task<string> wait = console.ExpectTextAsync("never", TimeSpan.FromMinutes(5));
        await EndAsync();
        ConsoleTimeoutException e = await Assert.ThrowsAsync<ConsoleTimeoutException>(() => wait);
        Assert.Contains("ended", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_panic_ends_a_wait_with_its_message()
    {
        await using SerialConsole console = Open();
        Task<string> wait = console.ExpectTextAsync("never", TimeSpan.FromMinutes(5));
        await ShowAsync("panic: out of ideas\r\n");
        ConsoleTimeoutException e = await Assert.ThrowsAsync<ConsoleTimeoutException>(() => wait);
        Assert.Contains("out of ideas", e.Message, StringComparison.Ordinal);
        await EndAsync();
    }

    [Fact]
    public async Task Characters_split_between_reads_stay_whole()
    {
        await using SerialConsole console = Open();
        byte[] bytes = Encoding.UTF8.GetBytes("grün!");
        await _fromGuest.Writer.WriteAsync(bytes.AsMemory(0, 3), TestContext.Current.CancellationToken);
        await Task.Delay(30, TestContext.Current.CancellationToken);
        await _fromGuest.Writer.WriteAsync(bytes.AsMemory(3), TestContext.Current.CancellationToken);
        Assert.Equal("grün", await console.ExpectTextAsync("!"));
        await EndAsync();
    }

    [Fact]
    public async Task What_is_sent_reaches_the_guest()
    {
        await using SerialConsole console = Open();
        await console.SendLineAsync("echo ä");
        Assert.Equal("echo ä\r", Encoding.UTF8.GetString(_toGuest.ToArray()));
        await EndAsync();
    }

    [Fact]
    public async Task The_log_has_what_was_shown()
    {
        string file = Path.GetTempFileName();
        await using (SerialConsole console = new(_toGuest, _fromGuest.Reader.AsStream(), new ConsoleLog(file, symbols: null)))
        {
            await ShowAsync("one\r\ntwo");
            await console.ExpectTextAsync("two");
            await EndAsync();
        }

        string[] lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Assert.EndsWith("] one", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("] two", lines[1], StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task A_shell_gives_output_and_status()
    {
        // A pseudo-terminal by script(1): echo, line buffering and \r\n as on a serial line.
        Assert.SkipWhen(HostTools.FindInPath("script") is null, "script is not installed");
        ProcessStartInfo start = new("script") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])["-qfec", "env -i PATH=/bin:/usr/bin PS1='$ ' sh -i", "/dev/null"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = HostProcess.StartBound(start);
        await using SerialConsole console = new(process.StandardInput.BaseStream, process.StandardOutput.BaseStream, log: null);
        Shell shell = new(console);
        try
        {
            await shell.WaitUntilReadyAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(new CommandResult("a b\n", 0), await shell.RunAsync("echo 'a b'"));
            Assert.Equal(new CommandResult("partial", 3), await shell.RunAsync("printf partial; (exit 3)"));
            Assert.Equal(new CommandResult(string.Empty, 1), await shell.RunAsync("false"));
            Assert.Equal(new CommandResult("1\n2\n", 0), await shell.RunAsync("for i in 1 2\ndo echo $i\ndone"));
        }
        finally
        {
            HostProcess.Kill(process);
        }
    }

    private SerialConsole Open() => new(_toGuest, _fromGuest.Reader.AsStream(), log: null);

    private async Task ShowAsync(string text)
    {
        await _fromGuest.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        await Task.Delay(30, TestContext.Current.CancellationToken);
    }

    private async Task EndAsync() => await _fromGuest.Writer.CompleteAsync();
}
