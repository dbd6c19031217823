// Thousands of processes and pipelines on four harts: none lost, no memory lost.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Stress;

public sealed class StressTests(StressTests.Machine machine) : IClassFixture<StressTests.Machine>
{
    // 3000 leaked processes would be 12 MiB at a single page each; this much may differ by caches that fill up.
    private const long ToleratedKilobytes = 512;

    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task Three_thousand_processes_come_and_go_and_leave_no_memory_behind()
    {
        await SpawnAsync(25);
        long before = await FreeAsync();
        string output = await SpawnAsync(750);
        Assert.Equal("750 of 750\n750 of 750\n750 of 750\n750 of 750\n", output);
        await AssertFreeAsync(before);
    }

    [Fact]
    public async Task A_thousand_pipelines_lose_nothing()
    {
        await PipelinesAsync(5);
        long before = await FreeAsync();
        Assert.Equal("1000\n", await PipelinesAsync(250));
        await AssertFreeAsync(before);
    }

    [Fact]
    public async Task Memory_is_used_up_and_given_back()
    {
        long before = await FreeAsync();
        CommandResult result = await machine.RunAsync(
            "for i in 1 2 3; do dd if=/dev/zero of=/tmp/big bs=1M count=64 2>/dev/null; wc -c </tmp/big; rm /tmp/big; done", s_long);
        Assert.Equal("67108864\n67108864\n67108864\n", result.Output);
        await AssertFreeAsync(before);
    }

    [Fact]
    public async Task Four_busy_harts_still_answer()
    {
        CommandResult result = await machine.RunAsync(
            "( for i in 1 2 3 4; do (i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo end) & done; sleep 1; echo answer; wait )", s_long);
        Assert.Equal("answer", result.Output.Split('\n')[0]);
        Assert.Equal(4, Regex.Count(result.Output, "end"));
    }

    [Fact]
    public async Task Idle_harts_that_may_take_none_of_the_waiting_threads_let_the_collector_work()
    {
        CommandResult result = await machine.RunAsync(
            "for i in 1 2 3 4; do taskset 8 sh -c 'while :; do :; done' & done; sleep 1; "
            + "for i in 1 2 3 4 5; do taskset 1 sh -c 'echo 1 >/proc/lume/collect' && echo collected; done; kill $(jobs -p); wait", s_long);
        Assert.Equal(5, Regex.Count(result.Output, "(?m)^collected$"));
    }

    [Fact]
    public Task Threads_that_leave_at_the_same_moment_end_their_process() => RaceAsync("exits", 200);

    // The program says "FAIL" for each property that does not hold, and "passed" when all do.
    [Fact]
    public async Task Paths_hold_while_their_directories_are_renamed()
    {
        CommandResult result = await machine.RunAsync("/test/walks 20; rm -rf /tmp/walks", s_long);
        Assert.Equal("passed\n", result.Output);
    }

    // What a stop, a kill and a wake-up did to each other left threads that nobody could end.
    [Fact]
    public Task A_kill_ends_a_process_that_is_about_to_stop() => RaceAsync("stops", 400);

    // A thread on its way to another hart got a place in a queue that it was not in, and the queue became a ring.
    [Fact]
    public Task Priorities_change_while_threads_move_between_harts() => RaceAsync("priorities", 20);

    // A writer that came, wrote and was gone before the reader looked left the reader waiting for another one.
    [Fact]
    public Task A_reader_meets_a_writer_that_is_gone_at_once() => RaceAsync("fifos", 20);

    // Each expired again before the interrupt came to its end, and it never did: the hart was lost.
    [Fact]
    public Task Timers_leave_their_hart_time_however_many_and_fast() => RaceAsync("timers", 3);

    // procfs remembered them, their threads and what those hold until the next names pushed them out.
    [Fact]
    public async Task A_cache_drop_lets_go_of_processes_that_have_ended()
    {
        const int Ended = 100;
        Dictionary<string, long> before = await ObjectsAsync();
        await machine.RunAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"i=0; while [ $i -lt {Ended} ]; do sleep 100 & i=$((i+1)); done; for p in /proc/[0-9]*; do read x <$p/stat; done; kill $(jobs -p); wait"));
        Dictionary<string, long> after = await ObjectsAsync();
        Assert.Equal([], after.Where(type => type.Value - before.GetValueOrDefault(type.Key) >= Ended).Select(static type => $"{type.Key}: {type.Value}"));
    }

    // Each time must go well.
    private async Task RaceAsync(string scenario, int times)
    {
        CommandResult result = await machine.RunAsync(string.Create(CultureInfo.InvariantCulture, $"/test/races {scenario} {times}"), s_long);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{times} of {times}\n"), result.Output);
    }

    // Type and number of the objects that a collection leaves when the caches are dropped.
    private async Task<Dictionary<string, long>> ObjectsAsync()
    {
        CommandResult result = await machine.RunAsync(
            "sleep 1; echo 2 >/proc/sys/vm/drop_caches; echo 1 >/proc/lume/collect; awk '$3 ~ /^0x/ {print $3, $1}' /proc/lume/objects");
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(' '))
            .ToDictionary(static words => words[0], static words => long.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private async Task<string> SpawnAsync(int each)
    {
        CommandResult result = await machine.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"( for i in 1 2 3 4; do /test/spawner {each} /test/exit0 >/tmp/spawned.$i & done; wait ); cat /tmp/spawned.?; rm /tmp/spawned.?"),
            s_long);
        return result.Output;
    }

    // Each pipeline must bring its own number through three processes.
    private async Task<string> PipelinesAsync(int each)
    {
        CommandResult result = await machine.RunAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"for j in 1 2 3 4; do (i=0; while [ $i -lt {each} ]; do r=$(echo $j.$i | cat | cat); [ \"$r\" = $j.$i ] && echo good; i=$((i+1)); done) & done | grep -c good; wait"),
            s_long);
        return result.Output;
    }

    private async Task<long> FreeAsync()
    {
        // Lume collects at once; elsewhere the caches are dropped, which is as near as it gets.
        CommandResult result = await machine.RunAsync(
            "sleep 1; { echo 1 >/proc/lume/collect; } 2>/dev/null || { sync; echo 3 >/proc/sys/vm/drop_caches; }; awk '/^MemFree/{print $2}' /proc/meminfo");
        return long.Parse(result.Output.Trim(), CultureInfo.InvariantCulture);
    }

    private async Task AssertFreeAsync(long before)
    {
        long after = await FreeAsync();
        for (int i = 0; i < 5 && before - after > ToleratedKilobytes; i++)
        {
            after = await FreeAsync();
        }

        Assert.True(before - after <= ToleratedKilobytes, string.Create(CultureInfo.InvariantCulture, $"{before} kB were free before, {after} kB after: {before - after} kB lost."));
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(StressTests);
    }
}
