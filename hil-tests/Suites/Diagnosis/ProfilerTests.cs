// The profiler on a machine: a loop that is known to take the time is what it names.
using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;
using Lume.Hil.Profiling;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Diagnosis;

public sealed class ProfilerTests : IDisposable
{
    private const int Frequency = 500;

    private readonly string _socket = Path.Combine(Path.GetTempPath(), $"lume-profiler-{Environment.ProcessId}.sock");

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_socket);

    [Fact]
    public async Task A_busy_loop_is_named_with_its_callers()
    {
        MachineOptions options = TestBench.Options with { Smp = 1, InstructionCount = true, Extra = GdbConnection.QemuArguments(_socket) };
        await using QemuMachine machine = TestBench.Start(options, nameof(ProfilerTests));
        using StackSampler sampler = await StackSampler.StartAsync(_socket, TestBench.Layout.Elf(TestBench.Board), TestContext.Current.CancellationToken);
        Shell shell = new(machine.Console);
        await shell.WaitUntilReadyAsync();
        using CancellationTokenSource enough = new();
        Task sampling = sampler.RunAsync(Frequency, enough.Token);
        await shell.RunAsync("dd if=/dev/zero of=/dev/null bs=4M count=600", TimeSpan.FromMinutes(4));
        await enough.CancelAsync();
        await sampling;

        Assert.True(sampler.Profile.Busy >= 10, $"{sampler.Profile.Busy} samples");
        (string name, int self, int _) = sampler.Profile.Functions()[0];
        Assert.Equal("lume_hal_user_clear", name);
        Assert.True(self * 2 > sampler.Profile.Busy, $"{self} of {sampler.Profile.Busy}");
        (_, _, int device) = sampler.Profile.Functions().Single(static function => function.Name.EndsWith("ZeroDevice.Read", StringComparison.Ordinal));
        Assert.True(device >= self, $"{device} of {self} with the caller's name");
        Assert.Contains(sampler.Profile.Root.Children, static node => node.Name == "lume_hal_trap");
    }
}
