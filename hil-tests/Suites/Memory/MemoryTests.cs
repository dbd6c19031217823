// The mmap family, page faults and execve by a program that asks for exactly what Linux promises.
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Memory;

public sealed class MemoryTests(MemoryTests.Machine machine) : IClassFixture<MemoryTests.Machine>
{
    [Theory]
    [InlineData("memory")]
    [InlineData("copies")]
    [InlineData("clocks")]
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
        protected override string Name => nameof(MemoryTests);
    }
}
