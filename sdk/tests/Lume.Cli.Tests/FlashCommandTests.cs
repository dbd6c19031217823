// The flashing commands as a new user tries them: each mistake has its exit status and its remedy, as text and as JSON.
using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Lume.Cli.Verbs;
using Lume.Flasher.Errors;
using Xunit;

namespace Lume.Cli.Tests;

public sealed class FlashCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lume-flash").FullName;

    [Theory]
    [InlineData(FlashError.ImageUnreadable, "flash", "/nonesuch", "--port", "/dev/nonesuch")]
    [InlineData(FlashError.ImageWrong, "flash", "ELF", "--port", "/dev/nonesuch")]
    [InlineData(FlashError.ImageWrong, "flash", "GZIP", "--port", "/dev/nonesuch")]
    [InlineData(FlashError.PortNotFound, "flash", "IMAGE", "--port", "/dev/nonesuch")]
    [InlineData(FlashError.PortNotFound, "flash", "IMAGE", "--port", "unix:/nonesuch")]
    [InlineData(FlashError.Usage, "flash", "IMAGE", "--port", "tcp:nohost", "--address", "0x40200000")]
    [InlineData(FlashError.Usage, "flash", "IMAGE", "--address", "zero")]
    [InlineData(FlashError.ImageTooBig, "flash", "IMAGE", "--address", "0xbffff000")]
    [InlineData(FlashError.ImageWrong, "flash", "IMAGE", "--to", "sd")]
    [InlineData(FlashError.StorageMissing, "flash", "IMAGE", "--to", "emmc", "--board", "qemu-virt")]
    [InlineData(FlashError.Usage, "flash", "IMAGE", "--board", "toaster")]
    [InlineData(FlashError.ImageWrong, "recover", "--spl", "IMAGE", "--uboot", "IMAGE", "--port", "/dev/nonesuch")]
    [InlineData(FlashError.PortNotFound, "console", "--port", "/dev/nonesuch")]
    [InlineData(FlashError.Usage, "console", "--port", "/dev/nonesuch", "--for", "soon")]
    public async Task Each_mistake_ends_with_its_own_status_and_says_what_to_do(FlashError error, params string[] arguments)
    {
        (int status, string output, string told) = await RunAsync(arguments);
        Assert.Equal((int)error, status);
        Assert.Empty(output);
        Assert.True(told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length >= 2, told);

        (status, output, _) = await RunAsync([.. arguments, "--json"]);
        Assert.Equal((int)error, status);
        using JsonDocument last = JsonDocument.Parse(output.Trim().Split('\n')[^1]);
        Assert.Equal(error.ToString(), last.RootElement.GetProperty("error").GetString());
        Assert.Equal((int)error, last.RootElement.GetProperty("exit").GetInt32());
        Assert.NotEmpty(last.RootElement.GetProperty("remedy").GetString()!);
    }

    [Theory]
    [InlineData("flash")]
    [InlineData("recover")]
    [InlineData("console")]
    [InlineData("devices")]
    public async Task Each_command_has_a_help_page_with_examples_and_its_statuses(string verb)
    {
        (int status, string output, _) = await RunAsync([verb, "--help"]);
        Assert.Equal(0, status);
        Assert.All((string[])["--json", "Examples:", "Exit status:"], part => Assert.Contains(part, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_console_for_scripts_shows_what_came_logs_it_and_ends_at_its_limit()
    {
        using TcpListener board = new(IPAddress.Loopback, 0);
        board.Start();
        Task serving = ServeAsync(board, "\x1b[1mhello\x1b[0m\r\nworld\r\n");
        string log = Path.Combine(_folder, "console.log");
        (int status, string output, _) = await RunAsync(["console", "--port", $"tcp:127.0.0.1:{((IPEndPoint)board.LocalEndpoint).Port}", "--for", "30s", "--max", "22", "--no-color", "--log", log]);
        await serving;
        Assert.Equal(0, status);
        Assert.Equal("hello\r\nworld\r\n", output);
        Assert.Matches(@"^\d\d:\d\d:\d\d\.\d{3} hello", await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_line_that_is_lost_ends_a_console_that_is_not_to_wait()
    {
        using TcpListener board = new(IPAddress.Loopback, 0);
        board.Start();
        Task serving = ServeAsync(board, "bye");
        (int status, string output, string told) = await RunAsync(["console", "--port", $"tcp:127.0.0.1:{((IPEndPoint)board.LocalEndpoint).Port}", "--no-reconnect"]);
        await serving;
        Assert.Equal((int)FlashError.LineLost, status);
        Assert.Equal("bye", output);
        Assert.Contains("cable", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_under_the_log_is_named()
    {
        using TcpListener board = new(IPAddress.Loopback, 0);
        board.Start();
        Task serving = ServeAsync(board, "hello\r\n");
        (int status, _, string told) = await RunAsync(["console", "--port", $"tcp:127.0.0.1:{((IPEndPoint)board.LocalEndpoint).Port}", "--for", "30s", "--log", "/dev/full"]);
        await serving;
        Assert.Equal((int)FlashError.HostDiskFull, status);
        Assert.Contains("full", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_and_sizes_are_read_as_people_write_them()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(500), ConsoleVerb.ParseTime("500ms"));
        Assert.Equal(TimeSpan.FromSeconds(30), ConsoleVerb.ParseTime("30s"));
        Assert.Equal(TimeSpan.FromMinutes(1.5), ConsoleVerb.ParseTime("1.5m"));
        Assert.Equal(TimeSpan.FromSeconds(7), ConsoleVerb.ParseTime("7"));
        Assert.Equal(64 << 10, ConsoleVerb.ParseSize("64K"));
        Assert.All((string[])["", "s", "-1s", "0", "1e9h", "x"], text => Assert.Throws<FlashException>(() => ConsoleVerb.ParseTime(text)));
        Assert.All((string[])["", "K", "-1", "0", "1.5M", "9999999999999M"], text => Assert.Throws<FlashException>(() => ConsoleVerb.ParseSize(text)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task ServeAsync(TcpListener board, string words)
    {
        using TcpClient client = await board.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(words), TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);
    }

    private async Task<(int Status, string Output, string Told)> RunAsync(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(FlashVerb).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument is "ELF" or "GZIP" or "IMAGE" ? MakeFile(argument) : argument);
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> told = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await told);
    }

    private string MakeFile(string kind)
    {
        byte[] bytes = new byte[8192];
        switch (kind)
        {
            case "ELF":
                "\u007fELF"u8.CopyTo(bytes);
                break;
            case "GZIP":
                ((ReadOnlySpan<byte>)[0x1f, 0x8b, 8]).CopyTo(bytes);
                break;
            default:
                bytes[17] = 0x20; // image_size
                "RSC\u0005"u8.CopyTo(bytes.AsSpan(0x38));
                break;
        }

        string file = Path.Combine(_folder, kind);
        File.WriteAllBytes(file, bytes);
        return file;
    }
}
