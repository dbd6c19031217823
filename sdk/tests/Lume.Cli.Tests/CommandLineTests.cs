// What the command line refuses before anything is built.
using Lume.Cli.Verbs;
using Xunit;

namespace Lume.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("*Applets*", true)]
    [InlineData("Lume.Cli*", true)]
    [InlineData("Lume.*Tests", false)]
    [InlineData("*a*b", false)]
    public void A_pattern_of_tests_has_wildcards_at_its_ends_only(string pattern, bool isTaken) =>
        Assert.Equal(isTaken, TestVerb.Create().Parse(["--method", pattern]).Errors.Count == 0);
}
