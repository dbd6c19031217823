// Codes of speeds in c_cflag.
using Lume.Kernel.Devices.Terminals;
using Xunit;

namespace Lume.Kernel.Tests.Terminals;

public sealed class LineSpeedsTests
{
    [Theory]
    [InlineData(0xFu, 38400u, 38400u)]
    [InlineData(0x1001u, 57600u, 57600u)]
    [InlineData(0x100Fu, 4_000_000u, 4_000_000u)]
    [InlineData(0x1000u, 22u, 22u)]
    [InlineData(0x0003_000Du, 110u, 9600u)]
    [InlineData(0x1000_000Du, 11u, 9600u)]
    public void Every_code_has_its_speed_and_input_follows_output(uint control, uint input, uint output) =>
        Assert.Equal(new LineSpeeds(input, output), LineSpeeds.Of(control, new LineSpeeds(11, 22)));
}
