// The report: nothing that a console shows becomes markup, versions are found, differences are shown, records come back as they were.
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Lume.Hil.Boards;
using Lume.Hil.Causes;
using Lume.Hil.Reports;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class ReportTests
{
    [Fact]
    public void Colours_are_kept_and_other_commands_go() =>
        Assert.Equal(
            "a<span class=\"b c1\">red</span>&lt;b&gt; &lt;07&gt;\nend",
            AnsiHtml.Render("a\x1b[1;31mred\x1b[0m\x1b[2J\x1b]0;title\x07<b> \x07\r\n\x1b[6nend"));

    [Fact]
    public void No_console_output_becomes_markup()
    {
        Gen<string> piece = Gen.OneOf(Gen.String, OneOf("\x1b[31m", "\x1b[0m", "\x1b[", "<script>", "</pre>", "&", "\x1b]0;", "\"'", "\x1b[1;3", "m"));
        piece.Array[0, 12].Sample(pieces =>
        {
            string html = AnsiHtml.Render(string.Concat(pieces));
            string text = Regex.Replace(html, "</?span(?: class=\"[a-z0-9 ]+\")?>", string.Empty);
            Assert.DoesNotContain('<', text);
            Assert.DoesNotContain('>', text);
            Assert.Equal(Regex.Count(html, "<span"), Regex.Count(html, "</span>"));
        }, iter: 3000);
    }

    [Fact]
    public void Versions_are_read_from_a_boot_log()
    {
        IReadOnlyDictionary<string, string> found = Firmware.Read(
            "U-Boot SPL 2025.01+dfsg-3 (Apr 08 2025)\r\nOpenSBI v1.6\r\n\r\nU-Boot 2025.01+dfsg-3 (Apr 08 2025 - 23:09:18 +0000)\r\nLume 0.1.9+abc on QEMU virt\r\n");
        Assert.Equal(new Dictionary<string, string> { ["OpenSBI"] = "v1.6", ["SPL"] = "2025.01+dfsg-3", ["U-Boot"] = "2025.01+dfsg-3", ["kernel"] = "Lume 0.1.9+abc on QEMU virt" }, found);
    }

    [Fact]
    public void Records_come_back_as_they_were()
    {
        string folder = Directory.CreateTempSubdirectory("lume-records-").FullName;
        BoardRecorder recorder = new(folder);
        recorder.Add(Test("A.B.One", Outcome.Failed, Cause.LineLost, "x\n\"<\x1b[0m"));
        recorder.Add(TestRecord.Skipped("A.B.Two", "no card"));
        recorder.Write(Board("a"));
        BoardResults read = BoardRecorder.Read(folder)!;
        Directory.Delete(folder, recursive: true);
        Assert.Equal("x\n\"<\x1b[0m", read.Tests[0].Attempts[0].Console);
        Assert.Equal((Outcome.Failed, Cause.LineLost), (read.Tests[0].Outcome, read.Tests[0].Attempts[0].Cause));
        Assert.Equal("no card", read.Tests[1].Message);
        Assert.Equal("v1.1", read.Board.Versions["OpenSBI"]);
    }

    [Fact]
    public void The_page_shows_causes_hashes_and_differences()
    {
        BoardResults one = new(Board("one"), [Test("A.B.Same", Outcome.Passed, null, "ok"), Test("A.B.Differs", Outcome.Failed, Cause.Overrun, "<lost>")], null);
        BoardResults two = new(Board("two"), [Test("A.B.Same", Outcome.Passed, null, "ok") with { Notes = new Dictionary<string, string> { ["harts"] = "2" } }, Test("A.B.Differs", Outcome.Passed, null, "ok")], "it crashed");
        string page = HtmlReport.Write("lab/bench.yaml", DateTime.UnixEpoch, TimeSpan.FromSeconds(3), [one, two]);
        string differences = page[page.IndexOf("Differences", StringComparison.Ordinal)..page.IndexOf("Consoles of", StringComparison.Ordinal)];
        Assert.Contains("<td>outcome</td><td>failed</td><td>passed</td>", differences, StringComparison.Ordinal);
        Assert.Contains("<td>harts</td><td>4</td><td>2</td>", differences, StringComparison.Ordinal);
        Assert.Contains("overrun", page, StringComparison.Ordinal);
        Assert.Contains("0123456789abcdef", page, StringComparison.Ordinal);
        Assert.Contains("it crashed", page, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode("<lost>"), page, StringComparison.Ordinal);
        Assert.DoesNotContain("<lost>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    private static TestRecord Test(string name, Outcome outcome, Cause? cause, string console) =>
        new(name, outcome, cause is null ? string.Empty : "it failed", null, [new AttemptRecord(1, cause, cause is null ? string.Empty : "it failed", 1, console)], new Dictionary<string, string> { ["harts"] = "4" });

    private static BoardRecord Board(string id) => new(
        id, "qemu-virt", "qemu:virt", "host", ["sd"], "/x/Image", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", new Dictionary<string, string> { ["OpenSBI"] = "v1.1" });

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);
}
