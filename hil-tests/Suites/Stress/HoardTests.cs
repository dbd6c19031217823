// Programs of an ordinary user that take small objects of the kernel until there is no memory left, on a small machine.
using System;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Stress;

public sealed class HoardTests(HoardTests.Machine machine) : IClassFixture<HoardTests.Machine>
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(6);

    [Theory]
    [InlineData("pipes")]
    [InlineData("events")]
    [InlineData("epolls")]
    [InlineData("items")]
    [InlineData("files")]
    [InlineData("threads")]
    [InlineData("areas")]
    [InlineData("timers")]
    [InlineData("names")]
    public async Task Hoarders_are_refused_or_ended_and_the_kernel_is_whole(string kind)
    {
        CommandResult result = await machine.RunAsync($"/test/hoard {kind} 1000 8", s_long);
        Assert.Equal("refused 8 times\n", result.Output);
        CommandResult state = await machine.RunAsync("dmesg | grep -c Oops; cat /proc/lume/oops; rm -rf /tmp/hoard.*; (echo alive | cat)");
        Assert.Equal("0\n0\nalive\n", state.Output);
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(HoardTests);

        /// <inheritdoc/>
        protected override MachineOptions Options => TestBench.Options with { Memory = "32M" };
    }
}
