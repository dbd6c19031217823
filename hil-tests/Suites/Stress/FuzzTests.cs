// A minute of random system calls with seeds that stay: a change must not fail by chance. New seeds are for `lume fuzz`.
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

    [Theory]
    [InlineData(20261122u)]
    [InlineData(1u)]
    public async Task Random_system_calls_do_not_break_the_kernel(uint seed)
    {
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
