// How the harts are shared out. Everything is measured by the guest's clocks of CPU time, in which a host with other work does not show.
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Scheduling;

public sealed partial class SchedulingTests(SchedulingTests.Machine machine) : IClassFixture<SchedulingTests.Machine>
{
    // Thousandths. What a waiting thread has to lose to be noticed, and what the harts may idle until a thread has found them.
    private const int WholeHart = 900;
    private const int HardlyIdle = 60;

    [Fact]
    public async Task Four_threads_keep_four_harts_busy()
    {
        (int[] shares, int idle) = await ShareAsync("4 2");
        Assert.All(shares, share => Assert.InRange(share, WholeHart, 1000));
        Assert.InRange(idle, 0, HardlyIdle);
    }

    // Without a turn on another hart two of them would have half a hart and three a whole one.
    [Fact]
    public async Task Five_threads_share_four_harts()
    {
        (int[] shares, int idle) = await ShareAsync("5 4");
        Assert.All(shares, share => Assert.InRange(share, 650, 950));
        Assert.InRange(idle, 0, HardlyIdle);
    }

    [Fact]
    public async Task Affinity_is_kept_while_other_harts_idle()
    {
        CommandResult result = await machine.RunAsync("/test/harts pinned");
        Assert.StartsWith("kept\n", result.Output, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_FIFO_thread_ends_before_its_equal_begins()
    {
        Assert.Equal("kept\n", (await machine.RunAsync("/test/harts fifo")).Output);
    }

    // 5 % of four harts that are full of real-time work; the thread that measures moves to where the others pause.
    [Fact]
    public async Task Runaway_real_time_threads_leave_a_twentieth()
    {
        int share = await ThousandthsAsync("realtime 4");
        Assert.InRange(share, 25, 400);
    }

    // Two ordinary threads never leave the hart without ordinary work, and the period ends nevertheless.
    [Fact]
    public async Task A_real_time_thread_that_was_limited_comes_back_in_the_next_period()
    {
        Assert.InRange(await ThousandthsAsync("return 4"), 600, 960);
    }

    [Fact]
    public async Task The_limit_of_real_time_threads_can_be_changed()
    {
        string files = "/proc/sys/kernel/sched_rt_";
        Assert.Equal("1000000\n950000\n", (await machine.RunAsync($"cat {files}period_us {files}runtime_us")).Output);
        Assert.Equal("1000000\n", (await machine.RunAsync(
            $"for n in 1000001 -2 x; do echo $n >{files}runtime_us && echo taken; done 2>/dev/null; echo 0 >{files}period_us 2>/dev/null && echo taken; cat {files}period_us")).Output);
        int twentieth = await ThousandthsAsync("realtime 4");
        await machine.RunAsync($"echo 500000 >{files}runtime_us");
        int half = await ThousandthsAsync("realtime 4");
        await machine.RunAsync($"echo 950000 >{files}runtime_us");

        // A share of wall time: of a host that is busy with others the machine has only a part, so the two are compared with each other.
        Assert.True(half > 2 * twentieth, $"{twentieth} thousandths, then {half}");
    }

    private Task<int> ThousandthsAsync(string arguments) => ThousandthsAsync(machine, arguments);

    internal static async Task<int> ThousandthsAsync(BootedShell machine, string arguments)
    {
        CommandResult result = await machine.RunAsync("/test/harts " + arguments);
        Match match = Thousandths().Match(result.Output);
        Assert.True(match.Success, result.Output);
        return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private async Task<(int[] Shares, int Idle)> ShareAsync(string arguments) => Parse((await machine.RunAsync("/test/harts share " + arguments)).Output);

    internal static (int[] Shares, int Idle) Parse(string output)
    {
        Match idle = Idle().Match(output);
        Assert.True(idle.Success, output);
        int[] shares = [.. Share().Matches(output).Select(static match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        return (shares, int.Parse(idle.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"thread (\d+)")]
    private static partial Regex Share();

    [GeneratedRegex(@"idle (\d+)")]
    private static partial Regex Idle();

    [GeneratedRegex(@"^(?:ordinary|real-time) (\d+)")]
    private static partial Regex Thousandths();

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(SchedulingTests);
    }
}

/// <summary>One hart whose time is its instructions, so that nothing of the host shows.</summary>
public sealed class CountedTests(CountedTests.Machine machine) : IClassFixture<CountedTests.Machine>
{
    // Two whole periods, wherever in the first one they begin.
    [Fact]
    public async Task Runaway_real_time_threads_leave_a_twentieth() =>
        Assert.InRange(await SchedulingTests.ThousandthsAsync(machine, "realtime 2"), 45, 55);

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(CountedTests);

        /// <inheritdoc/>
        protected override MachineOptions Options => TestBench.Options with { Smp = 1, InstructionCount = true };
    }
}

/// <summary>One hart: who gets how much of it.</summary>
public sealed class NiceTests(NiceTests.Machine machine) : IClassFixture<NiceTests.Machine>
{
    // Five steps of nice are 1.25 to the fifth, 3.05; one step is 1.25.
    [Theory]
    [InlineData("0 5", 2.4, 3.8)]
    [InlineData("-3 0", 1.6, 2.4)]
    [InlineData("0 0", 0.85, 1.15)]
    public async Task Nice_values_weigh_as_on_Linux(string values, double least, double most)
    {
        (int[] shares, int idle) = SchedulingTests.Parse((await machine.RunAsync("/test/harts share 2 3 " + values)).Output);
        Assert.InRange((double)shares[0] / shares[1], least, most);
        Assert.InRange(idle, 0, 60);
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(NiceTests);

        /// <inheritdoc/>
        protected override MachineOptions Options => TestBench.Options with { Smp = 1 };
    }
}
