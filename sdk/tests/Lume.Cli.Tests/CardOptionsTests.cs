// Sizes on the command line of lume image.
using CsCheck;
using Lume.Cli.Flashing;
using Lume.Flasher.Errors;
using Xunit;

namespace Lume.Cli.Tests;

public sealed class CardOptionsTests
{
    [Theory]
    [InlineData("4096", 4096L)]
    [InlineData("512M", 512L << 20)]
    [InlineData("4g", 4L << 30)]
    [InlineData("1024T", 1L << 50)]
    public void A_size_is_a_number_with_or_without_a_unit(string text, long bytes) => Assert.Equal(bytes, CardOptions.ParseSize("--size", text));

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("0")]
    [InlineData("-1M")]
    [InlineData("1.5G")]
    [InlineData("1025T")]
    [InlineData("99999999999999999999")]
    [InlineData("10Q")]
    public void Anything_else_is_a_wrong_option(string text) =>
        Assert.Equal(FlashError.Usage, Assert.Throws<FlashException>(() => CardOptions.ParseSize("--size", text)).Error);

    [Fact]
    public void Any_text_is_a_size_or_a_wrong_option() => Gen.String[0, 12].Sample(text =>
    {
        try
        {
            Assert.InRange(CardOptions.ParseSize("--size", text), 1, 1L << 50);
        }
        catch (FlashException e)
        {
            Assert.Equal(FlashError.Usage, e.Error);
        }
    });
}
