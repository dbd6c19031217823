// Every program prints the same on the ordinary .NET and on the machine, however the collector behaves.

using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

[assembly: AssemblyFixture(typeof(Lume.Conformance.Tests.MachineRuns))]

namespace Lume.Conformance.Tests;

// One after the other: both build images.
[Collection("images")]
public sealed class ConformanceTests(MachineRuns runs)
{
    public static TheoryData<string> Programs =>
        new(Enumerable.Range(0, ProgramTable.Count).Select(ProgramTable.NameOf));

    [Theory]
    [MemberData(nameof(Programs))]
    public void Prints_the_same_on_the_machine(string program) =>
        Assert.Equal(runs.Reference(program), runs.OnMachine(program, ""));

    [Theory]
    [MemberData(nameof(Programs))]
    public void Prints_the_same_when_every_allocation_collects_and_freed_memory_is_poisoned(string program) =>
        Assert.Equal(runs.Reference(program), runs.OnMachine(program, "collect=1 poison"));

    [Theory]
    [MemberData(nameof(Programs))]
    public void Prints_the_same_when_every_seventh_allocation_collects(string program) =>
        Assert.Equal(runs.Reference(program), runs.OnMachine(program, "collect=7"));

    [Theory]
    [MemberData(nameof(Programs))]
    public void Prints_the_same_when_every_call_collects_and_freed_memory_is_poisoned(string program) =>
        Assert.Equal(runs.Reference(program), runs.OnMachine(program, "calls poison"));

    [Fact]
    public void Every_call_really_collects_and_frees_what_the_collector_cannot_see()
    {
        string[] end = runs.OnMachine("end", "calls poison").Split('\n');
        long collections = NumberAfter("collections: ", end), calls = NumberAfter("calls that collected: ", end);
        Assert.True(calls > 50_000, $"only {calls} calls");
        Assert.True(collections >= calls, $"{collections} collections at {calls} calls");
        Assert.Contains("a hidden reference is found: true", end);

        static long NumberAfter(string key, string[] lines) => long.Parse(lines.Single(l => l.StartsWith(key))[key.Length..]);
    }

    [Fact]
    public void An_exception_that_nobody_takes_asks_the_filters_and_runs_no_finally()
    {
        string[] machine = runs.UnhandledOnMachine().Split("\n*** Lume stopped: Unhandled exception: ");
        Assert.Equal(2, machine.Length);
        Assert.Equal(MachineRuns.UnhandledReference(), machine[0]);
        Assert.Contains("nobody takes this", machine[1]);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void No_exception_escapes_on_dotnet(string program) =>
        Assert.DoesNotContain("escaped:", runs.Reference(program));

    [Fact]
    public void Every_program_is_in_the_table_once()
    {
        const string Prefix = "Lume.Conformance.Programs.";
        IEnumerable<string> written = typeof(ProgramTable).Assembly.GetTypes()
            .Where(t => t.FullName!.StartsWith(Prefix) && !t.IsNested && t.GetMethod("Run", BindingFlags.Static | BindingFlags.Public, []) is not null)
            .Select(t => t.FullName![Prefix.Length..].Replace('.', '/'));
        IEnumerable<string> listed = Enumerable.Range(0, ProgramTable.Count).Select(ProgramTable.NameOf);
        Assert.Equal(written.Order(), listed.Order());
        Assert.True(ProgramTable.Count >= 200);
    }
}
