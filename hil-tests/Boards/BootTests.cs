// From reset to the prompt.
using System.Globalization;
using System.Threading.Tasks;
using Lume.Hil.Xunit;
using Xunit;

namespace Lume.Hil.Boards.Tests;

public sealed class BootTests : BoardTests
{
    [BoardFact]
    public async Task A_reset_ends_at_a_prompt_and_starts_the_clock_anew()
    {
        // The counter starts with the machine: what the firmware takes is in it, so what the boot may take is the end.
        double uptime = double.Parse((await OutputOfAsync("cat /proc/uptime")).Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.InRange(uptime, 0.001, Board.Spec.Limits.Boot.TotalSeconds);
    }

    [BoardFact]
    public async Task The_firmware_and_the_kernel_say_what_they_are()
    {
        Assert.Contains("kernel", Board.Versions.Keys);
        foreach ((string name, string version) in Board.Versions)
        {
            Board.Note(name, version);
        }

        Assert.StartsWith("Lume", Board.Versions["kernel"], System.StringComparison.Ordinal);
        Assert.Contains("Lume", await OutputOfAsync("cat /proc/version"), System.StringComparison.Ordinal);
    }

    [BoardFact]
    public Task A_file_in_memory_does_not_survive_a_reset() => LeaveAFileAsync();

    [BoardFact]
    public Task Nor_does_that_of_another_test() => LeaveAFileAsync();

    // Tests run in any order: whichever is second would find the file of the first.
    private static async Task LeaveAFileAsync()
    {
        Assert.Equal("gone", await OutputOfAsync("test -e /tmp/kept && echo there || echo gone"));
        await OutputOfAsync("echo kept > /tmp/kept");
    }
}
