// One process at a time at a port: others wait and are told for whom; the dead hold nothing.
using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Lume.Hil.Benches;
using Lume.Hil.Host;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class PortLockTests : IDisposable
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(300);

    private readonly string _folder = Directory.CreateTempSubdirectory("lume-locks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_second_is_told_who_has_it_and_gets_it_afterwards()
    {
        using (await TakeAsync("tcp://h:1"))
        {
            LumeException e = await Assert.ThrowsAsync<LumeException>(() => TakeAsync("tcp://h:1"));
            Assert.Contains($"pid {Environment.ProcessId}", e.Message, StringComparison.Ordinal);
            Assert.Contains("a test", e.Message, StringComparison.Ordinal);
            using PortLock other = await TakeAsync("tcp://h:2");
        }

        using PortLock again = await TakeAsync("tcp://h:1");
    }

    [Fact]
    public async Task A_link_and_its_target_are_one_port()
    {
        string port = Path.Combine(_folder, "ttyUSB0");
        string link = Path.Combine(_folder, "by-id");
        await File.WriteAllTextAsync(port, string.Empty, TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(link, port);
        using PortLock held = await TakeAsync(port);
        await Assert.ThrowsAsync<LumeException>(() => TakeAsync(link));
    }

    [Fact]
    public async Task A_lock_of_a_killed_process_is_taken_over()
    {
        Assert.SkipWhen(HostTools.FindInPath("flock") is null, "flock is not installed");
        string file = Path.Combine(_folder, "lumetcp___h_1.lock");
        using Process holder = HostProcess.StartBound(new ProcessStartInfo("flock")
        {
            ArgumentList = { file, "sleep", "100" }, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        });
        while (!File.Exists(file))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Contains("another process", (await Assert.ThrowsAsync<LumeException>(() => TakeAsync("tcp://h:1"))).Message, StringComparison.Ordinal);
        HostProcess.Kill(holder);
        using PortLock taken = await PortLock.TakeAsync("tcp://h:1", "a test", TimeSpan.FromSeconds(10), _folder, TestContext.Current.CancellationToken);
    }

    private Task<PortLock> TakeAsync(string port) => PortLock.TakeAsync(port, "a test", s_short, _folder, TestContext.Current.CancellationToken);
}
