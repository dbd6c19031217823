// A minute of random system calls: thirty seconds with a seed that stays, thirty with one that nobody tried before.
using System;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Endurance;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Stress;

public sealed class FuzzTests(FuzzTests.Machine machine) : IClassFixture<FuzzTests.Machine>
{
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(30);

    [Fact]
    public Task Random_system_calls_of_a_known_seed_do_not_break_the_kernel() => FuzzAsync(20261122);

    [Fact]
    public Task Random_system_calls_of_a_new_seed_do_not_break_the_kernel() => FuzzAsync((uint)Random.Shared.Next());

    private async Task FuzzAsync(uint seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        Shell shell = await machine.ShellAsync();
        string? found = await machine.KeepingAsync(() => FuzzRun.RunAsync(shell, seed, s_length, static _ => { }, TestContext.Current.CancellationToken));
        if (found is not null)
        {
            // What was fuzzed is not asked again.
            await machine.DisposeAsync();
        }

        Assert.True(found is null, $"seed {seed}: {found}\nAgain: ./lume fuzz --seed {seed} --for {s_length.TotalSeconds}s");
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(FuzzTests);

        /// <inheritdoc/>
        protected override MachineOptions Options => TestBench.Options with { Memory = "128M" };
    }
}
