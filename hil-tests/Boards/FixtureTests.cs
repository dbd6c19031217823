// Tests that not every board can run: what they need is told by attributes.
using System.Threading.Tasks;
using Lume.Hil.Xunit;
using Xunit;

namespace Lume.Hil.Boards.Tests;

[NoReset]
public sealed class FixtureTests : BoardTests
{
    [BoardFact]
    [NeedsFixture("sd")]
    public async Task A_board_with_a_card_shows_it() => Assert.Contains("mmcblk", await OutputOfAsync("cat /proc/partitions"), System.StringComparison.Ordinal);

    [BoardFact]
    [NeedsBoard("visionfive2")]
    public async Task A_VisionFive_2_is_a_JH7110() =>
        Assert.Contains("jh7110", await OutputOfAsync("tr '\\0' '\\n' < /sys/firmware/devicetree/base/compatible"), System.StringComparison.Ordinal);

    // For the runner's own tests: how a failure that is the test's own is told and quarantined.
    [BoardFact]
    [NeedsFixture("self-test")]
    public async Task A_board_that_is_asked_to_fail_fails() => Assert.Equal("43", await OutputOfAsync("echo $((6*7))"));

    [BoardFact]
    [Once]
    public async Task One_board_is_enough_to_see_that_the_shell_can_count() => Assert.Equal("42", await OutputOfAsync("echo $((6*7))"));
}
