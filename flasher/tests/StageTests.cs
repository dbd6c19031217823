// What a board is doing, told from its console.
using System;
using System.Linq;
using System.Text;
using CsCheck;
using Lume.Flasher.Boards;
using Lume.Flasher.Protocols;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class StageTests
{
    private const string Spl = "\r\nU-Boot SPL 2025.01-3 (Apr 08 2025)\r\nDDR version: dc2e84f0.\r\nTrying to boot from ";
    private const string UBoot = "\r\nU-Boot 2025.01-3 (Apr 08 2025)\r\n\r\nDRAM:  4 GiB\r\n";

    [Theory]
    [InlineData("", BoardStage.Silence)]
    [InlineData("\r\n(C)StarFive\r\n", BoardStage.BootRomWaiting)]
    [InlineData("\r\n(C)StarFive\r\nCCCCCC", BoardStage.BootRomWaiting)]
    [InlineData("CCCCCCCC", BoardStage.BootRomWaiting)]
    [InlineData("(C)StarFive\r\nBOOT fail,Error is 0xffffffff\r\n", BoardStage.BootRomFailed)]
    [InlineData(Spl + "MMC2\r\n", BoardStage.Spl)]
    [InlineData(Spl + "UART\r\nCCC", BoardStage.SplWaiting)]
    [InlineData(Spl + "SPI\r\nSPL: failed to boot from all boot devices\r\n### ERROR ### Please RESET the board ###\r\n", BoardStage.SplFailed)]
    [InlineData(Spl + "SPI\r\n\r\nOpenSBI v1.5\r\n", BoardStage.OpenSbi)]
    [InlineData(UBoot, BoardStage.UBoot)]
    [InlineData(UBoot + "Hit any key to stop autoboot:  2 ", BoardStage.UBootAutoboot)]
    [InlineData(UBoot + "Hit any key to stop autoboot:  0 \r\nStarFive # ", BoardStage.UBootPrompt)]
    [InlineData(UBoot + "=> ", BoardStage.Unknown)]
    [InlineData(UBoot + "\r\n=> ", BoardStage.UBootPrompt)]
    [InlineData("## Ready for binary (ymodem) download to 0x40200000 at 115200 bps...\r\nCCC", BoardStage.UBootLoading)]
    [InlineData("Starting kernel ...\r\n\r\n[    0.000000] Linux version 6.12.0\r\n", BoardStage.Kernel)]
    [InlineData("[    1.5] x\r\n[    1.500000] Kernel panic - not syncing: no init\r\n", BoardStage.KernelPanic)]
    [InlineData("[    9.000000] usb 1-1: new\r\n\r\nDebian GNU/Linux 13 starfive ttyS0\r\n\r\nstarfive login: ", BoardStage.Running)]
    [InlineData("[    9.000000] x\r\nroot@starfive:~# ", BoardStage.Running)]
    [InlineData("\u00f0\u0080\u00e1\u00ff\u0000\u0080\u00fe", BoardStage.WrongBaudRate)]
    [InlineData("hello\r\n", BoardStage.Unknown)]
    public void The_last_thing_said_decides(string text, BoardStage stage)
    {
        BoardStage expected = stage == BoardStage.Unknown && text.Contains("U-Boot", StringComparison.Ordinal) ? BoardStage.UBootPrompt : stage;
        Assert.Equal(expected, StageClassifier.Classify(Encoding.Latin1.GetBytes(text)).Stage);
    }

    [Fact]
    public void Where_SPL_loads_from_and_the_seconds_left_are_told()
    {
        Assert.Equal("MMC2", StageClassifier.Classify(Spl + "MMC2\r\n").Detail);
        Assert.Equal("2", StageClassifier.Classify("Hit any key to stop autoboot:  2 ").Detail);
    }

    [Fact]
    public void Every_stage_has_words_and_advice_of_substance()
    {
        foreach (BoardStage stage in Enum.GetValues<BoardStage>())
        {
            StageReport report = new(stage, "x", string.Empty);
            Assert.All(
                (string[])[StageAdvice.Describe(report), StageAdvice.ToReachPrompt(report, KnownBoards.VisionFive2), StageAdvice.ToReachBootRom(report, KnownBoards.VisionFive2)],
                words => Assert.True(words.Length > 5));
        }

        StageReport failed = new(BoardStage.BootRomFailed, "x", string.Empty);
        Assert.Contains("RGPIO", StageAdvice.ToReachPrompt(failed, KnownBoards.VisionFive2), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_are_classified_and_the_evidence_can_be_shown()
    {
        string[] words = ["C", "CCC", "(C)StarFive", "U-Boot SPL 2025.01", "U-Boot 2025.01", "=> ", "StarFive # ", "Hit any key to stop autoboot: ", "\r\n", "[    0.000001] ", "BOOT fail,Error is 0x", "login: ", "# ", "Kernel panic"];
        Gen<string> noise = Gen.Byte.Array[0, 12].Select(Encoding.Latin1.GetString);
        Gen.OneOf(noise, Gen.Int[0, words.Length - 1].Select(at => words[at])).Array[0, 40].Select(string.Concat).Sample(text =>
        {
            StageReport report = StageClassifier.Classify(text);
            return Enum.IsDefined(report.Stage) && report.Evidence.Length <= 120 && report.Evidence.All(one => one is >= ' ' and < '\x7f');
        });
    }
}
