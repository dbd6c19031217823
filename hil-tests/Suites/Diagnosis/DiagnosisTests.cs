// What the kernel says of itself: panics, oopses, console keys.
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

public sealed partial class DiagnosisTests(DiagnosisTests.Machine machine) : IClassFixture<DiagnosisTests.Machine>
{
    private const int SignalBase = 128;
    private const int Segment = 11;
    private const string Key = "\u001F";

    [Fact]
    public async Task A_panic_lists_the_callers_up_to_the_start_of_the_thread()
    {
        await using QemuMachine doomed = TestBench.Start(TestBench.Options, $"{nameof(DiagnosisTests)}.panic");
        Shell shell = new(doomed.Console);
        await shell.WaitUntilReadyAsync();
        doomed.Console.Fatal = null;
        await doomed.Console.SendLineAsync("echo c >/proc/sysrq-trigger");
        Match report = await doomed.Console.ExpectAsync(Backtrace());
        List<string> names = Explain(report.Value);
        Assert.Contains(names, static name => name.Contains("LumeFiles", StringComparison.Ordinal));
        Assert.Contains(names, static name => name.Contains("TrapEntry", StringComparison.Ordinal));
        Assert.True(names.FindIndex(static name => name.Contains("LumeFiles", StringComparison.Ordinal))
            < names.FindIndex(static name => name.Contains("TrapEntry", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_exception_in_a_system_call_costs_the_process_and_is_reported()
    {
        Assert.Equal(SignalBase + Segment, (await machine.RunAsync("sh -c 'echo now >/proc/lume/oops'")).ExitCode);
        CommandResult log = await machine.RunAsync("dmesg | sed -n '/Oops/,$p'");
        Assert.Contains("in system call 64 of process", log.Output, StringComparison.Ordinal);
        Assert.Contains(Explain(log.Output), static name => name.Contains("LumeFiles", StringComparison.Ordinal));
        Assert.Equal("alive\n", (await machine.RunAsync("echo alive")).Output);
    }

    [Theory]
    [InlineData("p", @"hart 0: runs \d+")]
    [InlineData("t", @"process 1 thread 1 [^\n]*\r?\n +at 0x")]
    [InlineData("l", @"hart 0: runs \d+[^\n]* spinlocks \d+")]
    [InlineData("m", @"frames: \d+, free \d+")]
    [InlineData("?", @"after Ctrl-_")]
    public async Task A_console_key_shows_its_report(string key, string expected)
    {
        Shell shell = await machine.ShellAsync();
        await machine.KeepingAsync(async () =>
        {
            await shell.Console.SendAsync(Key + key);
            return await shell.Console.ExpectAsync(new Regex(expected));
        });
        Assert.Equal("alive\n", (await machine.RunAsync("echo alive")).Output);
    }

    private static List<string> Explain(string text)
    {
        using KernelSymbols? symbols = KernelSymbols.TryOpen(TestBench.Layout.Elf(TestBench.Board));
        Assert.NotNull(symbols);
        return [.. Address().Matches(text)
            .Select(match => ulong.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .SelectMany(symbols.Resolve)
            .Select(static place => place.ToString())];
    }

    [GeneratedRegex(@"backtrace:(\r?\n +0x[0-9a-f]{16})+\r?\nbuild id")]
    private static partial Regex Backtrace();

    [GeneratedRegex("0x(ffffffff[0-9a-f]{8})")]
    private static partial Regex Address();

    public sealed class Machine : BootedShell;
}
