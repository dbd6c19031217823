// Two minutes of everything at once, and nothing left behind.
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Endurance;
using Lume.Hil.Machines;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Stress;

public sealed class SoakTests(SoakTests.Machine machine) : IClassFixture<SoakTests.Machine>
{
    [Fact]
    public async Task Two_minutes_of_work_leave_nothing_behind()
    {
        Shell shell = await machine.ShellAsync();
        IReadOnlyList<string> wrong = await machine.KeepingAsync(
            () => SoakRun.RunAsync(shell, TimeSpan.FromMinutes(2), static _ => { }, TestContext.Current.CancellationToken));
        Assert.Empty(wrong);
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(SoakTests);

        /// <inheritdoc/>
        protected override MachineOptions Options => TestBench.Options with { Memory = "128M" };
    }
}
