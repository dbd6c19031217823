// The watchdog, with hangs on purpose that end when it has spoken; and what the kernel counts about its locks.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Lume.Hil.Symbols;
using Xunit;

namespace Lume.Hil.Suites.Diagnosis;

public sealed partial class WatchdogTests(WatchdogTests.Machine machine) : IClassFixture<WatchdogTests.Machine>
{
    // Two seconds of a hart's own: on a busy host that takes a while.
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task A_hart_that_spins_with_interrupts_on_is_reported_with_its_backtrace()
    {
        string report = await HangAsync("(echo open >/proc/lume/hang)");
        Assert.Matches(@"watchdog: hart \d has not given way in the kernel for 2 s", report);
        Assert.Matches(@"system call 64 of pc 0x", report);
        Assert.Matches(@"hart 0: runs \d+, waiting \d+", report);
        Assert.Contains(Explain(report), static name => name.Contains("DeliberateHang", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hart_that_spins_with_interrupts_off_is_reported_by_another()
    {
        string report = await HangAsync("(echo masked >/proc/lume/hang)");
        Assert.Matches(@"watchdog: hart \d has taken no interrupt in the kernel for 2 s", report);
        Assert.Matches(@"system call 64 of pc 0x", report);
    }

    [Fact]
    public async Task A_hart_that_waits_for_a_lock_is_reported_with_the_lock_and_its_holder()
    {
        string report = await HangAsync("(echo 'lock x' >/proc/lume/hang & sleep 1; echo lock >/proc/lume/hang; wait)");
        Match waits = Waits().Match(report);
        Assert.True(waits.Success, report);
        Assert.NotEqual(waits.Groups[1].Value, waits.Groups[2].Value);
        Assert.Contains(Explain(report), static name => name.Contains("DeliberateHang", StringComparison.Ordinal));
        Assert.True(await WaitsAsync("deliberate_hang") > 0);
    }

    [Fact]
    public async Task Only_root_can_hang_the_kernel()
    {
        Assert.Equal("200 0\n", (await machine.RunAsync("stat -c '%a %u' /proc/lume/hang")).Output);
        CommandResult result = await machine.RunAsync("echo other >/proc/lume/hang");
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task Harts_that_meet_at_a_lock_are_counted()
    {
        long before = await WaitsAsync("futex");
        for (int i = 0; i < 20 && await WaitsAsync("futex") == before; i++)
        {
            await machine.RunAsync("/test/harts contend 1", s_long);
        }

        string[] line = await LineAsync("futex");
        Assert.True(long.Parse(line[4], CultureInfo.InvariantCulture) > before, string.Join(' ', line));
        Assert.True(long.Parse(line[5], CultureInfo.InvariantCulture) >= long.Parse(line[6], CultureInfo.InvariantCulture), string.Join(' ', line));
        Assert.Equal("masked", line[2]);
        Assert.Equal(TestBench.Layout.IsChecked, line[3] != "-");
    }

    [Fact]
    public async Task A_machine_at_work_is_not_reported()
    {
        await machine.RunAsync("dmesg -c >/dev/null");
        await machine.RunAsync("( for i in 1 2 3 4 5 6; do (i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done) & done; dd if=/dev/zero of=/tmp/x bs=1M count=64 2>/dev/null; rm /tmp/x; wait )", s_long);
        Assert.Equal("0\n", (await machine.RunAsync("dmesg | grep -c 'watchdog: hart'")).Output);
    }

    private async Task<string> HangAsync(string command) =>
        (await machine.RunAsync($"dmesg -c >/dev/null; {command}; dmesg", s_long)).Output;

    private async Task<long> WaitsAsync(string name)
    {
        string[] line = await LineAsync(name);
        return line.Length > 4 ? long.Parse(line[4], CultureInfo.InvariantCulture) : 0;
    }

    // class, rank, interrupts, taken, waits, waited, longest wait, longest hold
    private async Task<string[]> LineAsync(string name) =>
        (await machine.RunAsync($"grep '^{name} ' /proc/lume/locks")).Output.TrimEnd('\n').Split(' ');

    private static IEnumerable<string> Explain(string text)
    {
        using KernelSymbols? symbols = KernelSymbols.TryOpen(TestBench.Layout.Elf(TestBench.Board));
        Assert.NotNull(symbols);
        return [.. Address().Matches(text)
            .Select(match => ulong.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .SelectMany(symbols.Resolve)
            .Select(static place => place.ToString())];
    }

    [GeneratedRegex("0x(ffffffff[0-9a-f]{8})")]
    private static partial Regex Address();

    [GeneratedRegex(@"hart (\d+): runs [^\n]* waits for deliberate_hang \(rank \d+\) of hart (\d+)")]
    private static partial Regex Waits();

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(WatchdogTests);

        /// <inheritdoc/>
        protected override MachineOptions Options => TestBench.Options with { Append = TestBench.Append + " quiet watchdog=2" };
    }
}
