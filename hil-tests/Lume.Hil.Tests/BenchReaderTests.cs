// The bench file: what it says is understood, what it gets wrong is told with its place.
using System;
using System.Linq;
using CsCheck;
using Lume.Hil.Benches;
using Lume.Hil.Host;
using Xunit;

namespace Lume.Hil.Tests;

public sealed class BenchReaderTests
{
    private const string Whole =
        """
        version: 1
        boards:
          - id: vf2-a
            board: visionfive2
            port: /dev/ttyUSB0
            baud: 1500000
            fixtures: [sd, ethernet]
            image: out/Image
            power: { on: relay 1 on, off: relay 1 off }
            reset: relay 1 pulse
            boot:
              - { expect: "stop autoboot", send: " " }
              - { expect: "^=> $", send: "boot\r", within: 20s }
            prompt: "# $"
            limits: { boot: 90s, command: 500ms, test: 5m, lock: 1m }
            retries: 3
          - id: virt
            board: qemu-virt
            port: qemu:virt
            qemu: { harts: 2, memory: 512M, append: "quiet", initrd: init.cpio, extra: ["-s"] }
        quarantine:
          - test: "*Nothing*"
            boards: [virt]
            issue: https://example.org/issues/7
            until: 2027-01-31
        """;

    [Fact]
    public void Every_key_is_read()
    {
        Bench bench = BenchReader.Parse(Whole, "b.yaml", "/lab");
        BoardSpec board = bench.Boards[0];
        Assert.Equal(("vf2-a", "visionfive2", "/dev/ttyUSB0", 1500000), (board.Id, board.Board, board.Port, board.Baud));
        Assert.Equal(["sd", "ethernet"], board.Fixtures);
        Assert.Equal(("/lab/out/Image", "relay 1 on", "relay 1 off", "relay 1 pulse", 3), (board.Image, board.PowerOn, board.PowerOff, board.Reset, board.Retries));
        Assert.Equal(["stop autoboot", "^=> $"], board.Boot.Select(step => step.Expect.ToString()));
        Assert.Equal((" ", null), (board.Boot[0].Send, board.Boot[0].Within));
        Assert.Equal(("boot\r", TimeSpan.FromSeconds(20)), (board.Boot[1].Send, board.Boot[1].Within));
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(5)), (board.Limits.Boot, board.Limits.Command, board.Limits.Test));
        Assert.Equal((2, "512M", "quiet", "/lab/init.cpio"), (bench.Boards[1].Qemu.Harts, bench.Boards[1].Qemu.Memory, bench.Boards[1].Qemu.Append, bench.Boards[1].Qemu.Initrd));
        QuarantineEntry entry = Assert.Single(bench.Quarantine);
        Assert.True(entry.Covers("A.Nothing_works", "virt"));
        Assert.False(entry.Covers("A.Nothing_works", "vf2-a"));
        Assert.False(entry.HasExpired(new DateOnly(2027, 1, 31)));
        Assert.True(entry.HasExpired(new DateOnly(2027, 2, 1)));
    }

    [Theory]
    [InlineData("version: 2\nboards: []", 1, 10, "from 1 to 1")]
    [InlineData("boards: []", 1, 1, "needs 'version: 1'")]
    [InlineData("version: 1\nboards: []", 2, 9, "at least one board")]
    [InlineData("version: 1\nboards: x", 2, 9, "has to be a list, not 'x'")]
    [InlineData("version: 1\nboards:\n  - board: b\n    port: /dev/x", 3, 5, "needs 'id'")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x}\n  - {id: a, board: b, port: /dev/y}", 4, 10, "two boards with the id 'a'")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x, bauds: 9600}", 3, 37, "no key 'bauds'. There are: id, board, port, baud")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x, baud: fast}", 3, 43, "whole number from 50")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: ttyUSB0}", 3, 29, "Allowed are: /dev/ttyUSB0, tcp://HOST:PORT")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: 'ssh://-oProxyCommand=x/dev/tty'}", 3, 29, "is no port")]
    [InlineData("version: 1\nboards:\n  - {id: ../a, board: b, port: /dev/x}", 3, 10, "names folders")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x, prompt: '('}", 3, 45, "no regular expression")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x, limits: {boot: 5}}", 3, 52, "such as 500ms, 30s or 5m")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x, power: {on: x}}", 3, 44, "needs 'off'")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x, qemu: {harts: 1}}", 3, 43, "'qemu:MACHINE' only")]
    [InlineData("version: 1\nboards:\n  - {id: a, id: b}", 3, 13, "not YAML")]
    [InlineData("version: 1\nboards: [", 3, 1, "not YAML")]
    [InlineData("version: 1\nboards: &x [*x]", 2, 9, "Anchors, aliases and tags")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x}\nquarantine:\n  - {test: t, issue: none, until: 2027-01-01}", 5, 22, "http or https")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x}\nquarantine:\n  - {test: t, issue: 'https://e.org/1', until: soon}", 5, 48, "a date such as")]
    [InlineData("version: 1\nboards:\n  - {id: a, board: b, port: /dev/x}\nquarantine:\n  - {test: t, issue: 'https://e.org/1', until: 2027-01-01, boards: [z]}", 5, 68, "no board 'z'. There are: a")]
    public void A_mistake_is_told_with_its_place_and_what_is_allowed(string text, int line, int column, string what)
    {
        BenchException e = Assert.Throws<BenchException>(() => BenchReader.Parse(text, "b.yaml", "/lab"));
        Assert.StartsWith($"b.yaml:{line}:{column}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(what, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Deep_nesting_is_refused_before_anything_recurses(int kind)
    {
        string text = kind == 0 ? new string('[', 200_000) : string.Concat(Enumerable.Repeat("{a: ", 100_000));
        Assert.Throws<BenchException>(() => BenchReader.Parse(text, "b.yaml", "/lab"));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_but_nothing_else()
    {
        Gen<string> pieces = OneOf("{", "}", "[", "]", ": ", "\n", "  ", "- ", "&a ", "*a", "!!int ", "\"", "'", "|", ">", "%", "\t", "\0", "é", "---\n", "99999999999", "#", "? ");
        Gen.Select(Gen.Int[0, Whole.Length], Gen.Int[0, 12], pieces.Array[0, 4])
            .Sample(change =>
            {
                (int at, int cut, string[] added) = change;
                string text = Whole[..at] + string.Concat(added) + Whole[Math.Min(Whole.Length, at + cut)..];
                try
                {
                    BenchReader.Parse(text, "b.yaml", "/lab");
                }
                catch (BenchException e)
                {
                    Assert.True(e.Line >= 1 && e.Column >= 1, e.Message);
                }
            }, iter: 5000);
    }

    [Fact]
    public void Shards_share_the_boards_out()
    {
        string boards = string.Concat(Enumerable.Range(1, 7).Select(i => $"  - {{id: b{i}, board: x, port: /dev/tty{i}}}\n"));
        Bench bench = BenchReader.Parse("version: 1\nboards:\n" + boards, "b.yaml", "/lab");
        string[] all = [.. Enumerable.Range(1, 3).SelectMany(i => Shard.Choose(bench, [], $"{i}/3").Select(board => board.Id))];
        Assert.Equal(bench.Boards.Select(board => board.Id).Order(), all.Order());
        Assert.Equal(["b3"], Shard.Choose(bench, ["b2", "b3"], "2/2").Select(board => board.Id));
        foreach (string wrong in (string[])["0/3", "4/3", "1/0", "1", "a/b", "-1/3", "9/9"])
        {
            Assert.Throws<LumeException>(() => Shard.Choose(bench, [], wrong));
        }

        Assert.Contains("b1, b2", Assert.Throws<LumeException>(() => Shard.Choose(bench, ["zz"], null)).Message, StringComparison.Ordinal);
    }

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);
}
