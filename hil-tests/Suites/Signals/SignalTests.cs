// Signals, threads and futexes by programs that ask for exactly what Linux promises.
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Signals;

public sealed class SignalTests(SignalTests.Machine machine) : IClassFixture<SignalTests.Machine>
{
    [Theory]
    [InlineData("signals")]
    [InlineData("threads")]
    public async Task Every_property_holds(string program)
    {
        CommandResult result = await machine.RunAsync($"/test/{program}");
        Assert.Equal("passed\n", result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Ten_at_once_do_not_disturb_each_other()
    {
        CommandResult result = await machine.RunAsync(
            "(for i in 1 2 3 4 5 6 7 8 9 10; do /test/threads >/tmp/threads$i & done; wait); cat /tmp/threads* | sort | uniq -c | tr -s ' '; rm /tmp/threads*");
        Assert.Equal(" 10 passed\n", result.Output);
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(SignalTests);
    }
}
