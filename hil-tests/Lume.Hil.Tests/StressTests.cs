// The list of stressors, what stress-ng's output means, and what a dynamic program needs.
using System;
using System.IO;
using System.Linq;
using Lume.Hil.Consoles;
using Lume.Hil.Endurance;
using Lume.Hil.Host;
using Lume.Hil.Images;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class StressTests
{
    private const string Good =
        """
        stress-ng: info:  [87] dispatching hogs: 4 pipe
        stress-ng: metrc: [87] stressor       bogo ops real time  usr time  sys time   bogo ops/s     bogo ops/s
        stress-ng: metrc: [87]                           (secs)    (secs)    (secs)   (real time) (usr+sys time)
        stress-ng: metrc: [87] pipe            1061376      2.00      1.24      6.42    530501.53      138561.04
        stress-ng: info:  [87] skipped: 0
        stress-ng: info:  [87] passed: 4: pipe (4)
        stress-ng: info:  [87] failed: 0
        """;

    [Fact]
    public void The_list_in_the_tree_is_sound()
    {
        StressorList list = StressorList.Load(RepositoryLayout.Find());
        Assert.NotEmpty(list.Run);
        Assert.Contains("cpu", list.Run.Select(static one => one.Class));
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("sock -")]
    [InlineData("cpu cpu\ncpu memory")]
    public void A_line_without_class_or_reason_and_a_second_one_are_refused(string lines) =>
        Assert.Throws<InvalidDataException>(() => StressorList.Parse(lines.Split('\n')));

    [Fact]
    public void Stressors_are_chosen_by_name_and_by_class()
    {
        StressorList list = StressorList.Parse(["cpu cpu", "matrix cpu", "vm memory --vm-bytes 1m # small", "sock - no sockets"]);
        Assert.Equal([new Stressor("vm", "memory", "--vm-bytes 1m")], list.Choose([], ["memory"]));
        Assert.Equal([new Stressor("cpu", "cpu", string.Empty)], list.Choose(["cpu"], []));
        Assert.Equal(3, list.Choose([], []).Count);
        Assert.Contains("no sockets", Assert.Throws<LumeException>(() => list.Choose(["sock"], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_passed_is_complete_with_its_rate() =>
        Assert.Equal(
            new StressOutcome("pipe", 2, StressEnd.Completed, 530501.53, string.Empty),
            StressOutcome.Judge("pipe", 2, new CommandResult(Good, 0)));

    [Fact]
    public void A_run_in_which_nothing_passed_is_skipped_with_the_reason()
    {
        const string Output = "stress-ng: info:  [5] af-alg: socket failed, skipping stressor\nstress-ng: info:  [4] skipped: 4: af-alg (4)\nstress-ng: info:  [4] passed: 0\n";
        Assert.Equal(
            new StressOutcome("af-alg", 2, StressEnd.Skipped, null, "af-alg: socket failed, skipping stressor"),
            StressOutcome.Judge("af-alg", 2, new CommandResult(Output, 4)));
    }

    [Fact]
    public void A_failure_says_what_stress_ng_said()
    {
        const string Output = "stress-ng: fail:  [9] vm: detected 3 bit errors\nstress-ng: info:  [8] failed: 1: vm (1)\n";
        Assert.Equal(
            new StressOutcome("vm", 2, StressEnd.Failed, null, "exit 2: vm: detected 3 bit errors"), StressOutcome.Judge("vm", 2, new CommandResult(Output, 2)));
    }

    [Fact]
    public void An_outcome_reads_back_as_it_was_written()
    {
        StressOutcome outcome = new("vm", 20, StressEnd.Failed, 1.5, "exit 2: no");
        Assert.Equal(outcome, StressOutcome.Parse(outcome.ToLine()));
        Assert.Throws<FormatException>(() => StressOutcome.Parse("vm\t20\tWell\t-\t"));
    }

    [Theory]
    [InlineData(StressEnd.Completed, StressEnd.Skipped, true)]
    [InlineData(StressEnd.Skipped, StressEnd.Skipped, true)]
    [InlineData(StressEnd.Skipped, StressEnd.Completed, false)]
    [InlineData(StressEnd.Hung, StressEnd.Hung, false)]
    public void Lume_must_complete_what_Linux_completes(StressEnd lume, StressEnd linux, bool good) =>
        Assert.Equal(good, StressRecord.IsAsLinux(new StressOutcome("x", 2, lume, null, string.Empty), new StressOutcome("x", 2, linux, null, string.Empty)));

    [Fact]
    public void A_dynamic_program_names_its_libraries_and_a_broken_one_is_refused()
    {
        // This very host's shell: dynamic on every system that has a C library to share.
        byte[] shell = File.ReadAllBytes("/bin/sh");
        Assert.Contains(DynamicLibraries.Needed(shell), static name => name.StartsWith("libc.", StringComparison.Ordinal));
        Assert.Throws<InvalidDataException>(() => DynamicLibraries.Needed(shell.AsSpan(0, 100)));
    }
}
