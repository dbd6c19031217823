// Each failure has its own exit status and says what to do.
using System;
using System.Linq;
using Lume.Flasher.Errors;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void No_two_errors_share_an_exit_status()
    {
        FlashError[] all = Enum.GetValues<FlashError>();
        Assert.Equal(all.Length, all.Select(error => (int)error).Distinct().Count());
        Assert.All(all, error => Assert.InRange((int)error, 2, 130));
    }

    [Fact]
    public void Every_error_has_a_remedy_of_its_own()
    {
        FlashError[] all = Enum.GetValues<FlashError>();
        Assert.Equal(all.Length, all.Select(Remedies.For).Distinct().Count());
        Assert.DoesNotContain("Start again.", all.Select(Remedies.For));
    }
}
