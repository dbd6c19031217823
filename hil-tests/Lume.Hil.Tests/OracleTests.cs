// Records, differences and cases: what is read is what was written, and what is out of date is said.
using System.Collections.Generic;
using System.IO;
using Lume.Hil.Consoles;
using Lume.Hil.Oracle;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class OracleTests
{
    private const string Entry = "Head.\n\n== files/open: a reason\n- two\n+ 2\n+ and a half\n";

    [Fact]
    public void A_record_reads_back_as_it_was_written()
    {
        Dictionary<string, string> tests = new() { ["a/b"] = "one\ntwo\n", ["a/c"] = string.Empty };
        Assert.Equal(tests, GuestRecord.Parse(GuestRecord.Format(tests)));
    }

    [Fact]
    public void A_test_that_stands_twice_in_the_output_is_refused() =>
        Assert.Throws<InvalidDataException>(() => GuestRecord.Parse("== a/b\n1\n== a/b\n2\n"));

    [Fact]
    public void A_difference_takes_the_place_of_its_lines() =>
        Assert.Equal("one\n2\nand a half\nthree\n", Differences.Apply(Differences.Parse(Entry), "files/open", "one\ntwo\nthree\n"));

    [Fact]
    public void A_difference_is_about_its_test_only() =>
        Assert.Equal("two\n", Differences.Apply(Differences.Parse(Entry), "files/close", "two\n"));

    [Fact]
    public void A_difference_whose_lines_are_not_in_the_record_is_out_of_date() =>
        Assert.Throws<InvalidDataException>(() => Differences.Apply(Differences.Parse(Entry), "files/open", "one\nthree two\n"));

    [Theory]
    [InlineData("== files/open\n- two\n+ 2\n")]
    [InlineData("== files/open: a reason\n+ 2\n")]
    [InlineData("== files/open: a reason\n- same\n+ same\n")]
    public void A_difference_without_a_reason_or_a_difference_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => Differences.Parse(text));

    [Fact]
    public void A_case_is_written_as_it_is_read()
    {
        const string text = "## name\n> one\n> two\n? 3\nline\n~ pattern\n";
        Assert.Equal(text, CaseFile.Parse(text)["name"].ToText());
    }

    [Fact]
    public void A_case_takes_what_Linux_printed()
    {
        Case one = CaseFile.Parse("## name\n> false\n")["name"].WithResult(new CommandResult("out\n", 1));
        Assert.Null(one.Compare(new CommandResult("out\n", 1)));
        Assert.NotNull(one.Compare(new CommandResult("out\n", 0)));
        Assert.NotNull(one.Compare(new CommandResult("other\n", 1)));
    }
}
