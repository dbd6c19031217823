// Families of system calls by programs that check each promise of Linux; the same programs pass on Linux 6.12.
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Calls;

public sealed class CallTests(CallTests.Machine machine) : IClassFixture<CallTests.Machine>
{
    [Theory]
    [InlineData("events")]
    [InlineData("watches")]
    [InlineData("ptys")]
    [InlineData("names")]
    public async Task Every_property_holds(string program)
    {
        CommandResult result = await machine.RunAsync($"/test/{program}");
        Assert.Equal("passed\n", result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(CallTests);
    }
}
