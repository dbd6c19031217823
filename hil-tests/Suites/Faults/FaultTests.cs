// Programs that do what they may not: the signal is the one Linux gives, and the kernel goes on.
using System.Threading.Tasks;
using Lume.Hil.Consoles;
using Lume.Hil.Suites.Running;
using Xunit;

namespace Lume.Hil.Suites.Faults;

public sealed class FaultTests(FaultTests.Machine machine) : IClassFixture<FaultTests.Machine>
{
    private const int SignalBase = 128;
    private const int Illegal = 4;
    private const int Trap = 5;
    private const int Segment = 11;

    [Theory]
    [InlineData("null-read", Segment)]
    [InlineData("null-write", Segment)]
    [InlineData("kernel-read", Segment)]
    [InlineData("kernel-write", Segment)]
    [InlineData("beyond-user", Segment)]
    [InlineData("kernel-jump", Segment)]
    [InlineData("wild-jump", Segment)]
    [InlineData("data-jump", Segment)]
    [InlineData("text-write", Segment)]
    [InlineData("constant-write", Segment)]
    [InlineData("stack-overflow", Segment)]
    [InlineData("illegal", Illegal)]
    [InlineData("privileged", Illegal)]
    [InlineData("breakpoint", Trap)]
    public async Task A_fault_ends_the_program_with_its_signal(string what, int signal)
    {
        CommandResult result = await machine.RunAsync($"/test/faults {what}");
        Assert.Equal(SignalBase + signal, result.ExitCode);
        Assert.Equal("alive\n", (await machine.RunAsync("echo alive")).Output);
    }

    // Codes: 1 = no mapping (SEGV_MAPERR), illegal opcode, breakpoint; 2 = not permitted (SEGV_ACCERR).
    [Theory]
    [InlineData("null-write", "signal 11 code 1 at the address\n")]
    [InlineData("kernel-read", "signal 11 code 1 at the address\n")]
    [InlineData("kernel-write", "signal 11 code 1 at the address\n")]
    [InlineData("wild-jump", "signal 11 code 1 at the address\n")]
    [InlineData("data-jump", "signal 11 code 2 at the address\n")]
    [InlineData("text-write", "signal 11 code 2 at the address\n")]
    [InlineData("illegal", "signal 4 code 1 at the address\n")]
    [InlineData("privileged", "signal 4 code 1 at the address\n")]
    [InlineData("breakpoint", "signal 5 code 1 at the address\n")]
    [InlineData("stack-overflow", "signal 11 code 1 somewhere\n")]
    public async Task A_handler_sees_signal_code_and_address(string what, string seen)
    {
        CommandResult result = await machine.RunAsync($"/test/faults {what} caught");
        Assert.Equal(seen, result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_misaligned_access_works()
    {
        Assert.Equal(0, (await machine.RunAsync("/test/faults misaligned")).ExitCode);
    }

    [Fact]
    public async Task A_bad_pointer_in_a_system_call_is_an_error_not_a_fault()
    {
        Assert.Equal("-14 -14 -14\n", (await machine.RunAsync("/test/faults efault </test/faults")).Output);
    }

    [Fact]
    public async Task An_unknown_system_call_is_refused()
    {
        Assert.Equal("-38\n", (await machine.RunAsync("/test/faults nosys")).Output);
    }

    [Fact]
    public async Task A_hundred_faults_leave_the_machine_as_it_was()
    {
        CommandResult result = await machine.RunAsync(
            "i=0; while [ $i -lt 100 ]; do /test/faults kernel-write; [ $? = 139 ] || echo odd; i=$((i+1)); done 2>&1 | grep -v Segm; echo done");
        Assert.Equal("done\n", result.Output);
    }

    /// <summary>This class's machine.</summary>
    public sealed class Machine : BootedShell
    {
        /// <inheritdoc/>
        protected override string Name => nameof(FaultTests);
    }
}
