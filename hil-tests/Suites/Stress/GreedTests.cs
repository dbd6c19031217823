// Programs that take all there is: they are refused or ended, and the shell answers.
using System;
using System.Globalization;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Stress;

public sealed class GreedTests(GreedTests.Machine machine) : IClassFixture<GreedTests.Machine>
{
    private const double LongestAnswer = 2;

    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task A_fork_bomb_of_a_user_fails_in_its_own_processes_only()
    {
        // In a shell of its own, which announces no job.
        CommandResult result = await machine.RunAsync(
            "( /test/greed forks 90 1000 64 >/tmp/bomb 2>&1 & sleep 2; i=0; while [ $i -lt 20 ]; do (true) && echo good; i=$((i+1)); done | grep -c good; wait; cat /tmp/bomb )", s_long);
        Assert.Equal("20\nrefused, as it should be\n", result.Output);
        await AssertAnswersAsync();
    }

    [Fact]
    public async Task A_fork_bomb_of_root_meets_pid_max()
    {
        CommandResult result = await machine.RunAsync(
            "old=$(cat /proc/sys/kernel/pid_max); echo 500 >/proc/sys/kernel/pid_max; /test/greed forks 90 0 0; echo $old >/proc/sys/kernel/pid_max", s_long);
        Assert.Equal("refused, as it should be\n", result.Output);
        await AssertAnswersAsync();
    }

    [Fact]
    public async Task Pid_max_takes_only_what_Linux_takes()
    {
        CommandResult result = await machine.RunAsync(
            "for n in 300 32769 x -1; do echo $n >/proc/sys/kernel/pid_max && echo taken; done 2>/dev/null; cat /proc/sys/kernel/pid_max");
        Assert.Equal("32768\n", result.Output);
    }

    [Fact]
    public async Task A_program_that_eats_all_memory_is_killed_and_nothing_else_is()
    {
        CommandResult result = await machine.RunAsync("sleep 600 & other=$!; /test/greed memory 4096; echo $?; kill -0 $other && echo alive; kill $other", s_long);
        Assert.Contains("137\nalive\n", result.Output, StringComparison.Ordinal); // the shell may tell of its ended job behind it
        Assert.Contains("Out of memory: killed process", (await machine.RunAsync("dmesg")).Output, StringComparison.Ordinal);
        await AssertAnswersAsync();
    }

    // The clock of the guest: a host with other work is no fault of the kernel.
    private async Task AssertAnswersAsync()
    {
        CommandResult result = await machine.RunAsync("cut -d' ' -f1 /proc/uptime; ls / >/dev/null; (echo one | cat >/dev/null); cut -d' ' -f1 /proc/uptime", s_long);
        string[] times = result.Output.Split('\n');
        double took = double.Parse(times[1], CultureInfo.InvariantCulture) - double.Parse(times[0], CultureInfo.InvariantCulture);
        Assert.True(took <= LongestAnswer, string.Create(CultureInfo.InvariantCulture, $"The shell took {took} s."));
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(GreedTests);

        /// <inheritdoc/>
        protected override MachineOptions Options => TestBench.Options with { Memory = "128M" };
    }
}
