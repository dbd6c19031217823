// From an empty flash to a board that boots, over the boot ROM's serial loader.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;
using Lume.SoftwareBoard;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class RecoveryTests
{
    private static readonly BoardSetup s_empty = new() { Switches = BootSwitches.Uart, HasFirmware = false };

    [Fact]
    public void An_empty_board_gets_both_loaders_into_its_flash()
    {
        Board board = BoardRuns.NewBoard(s_empty);
        RecoveryRequest request = Request(1);
        FlashResult result = Recover(board, request, FaultPlan.None);
        Assert.Equal(4, result.Proofs.Count);
        AssertFlashed(board, request);
    }

    [Fact]
    public void Without_writing_the_board_is_left_at_the_prompt_and_the_flash_as_it_was()
    {
        Board board = BoardRuns.NewBoard(s_empty);
        Assert.Empty(Recover(board, Request(1) with { Write = false }, FaultPlan.None).Proofs);
        Assert.All(board.Spi.Read(0, 4096), one => Assert.Equal(0xff, one));
    }

    [Fact]
    public void Forty_NAKs_for_each_failure_are_borne()
    {
        Board board = BoardRuns.NewBoard(s_empty with { Manners = new ReceiverManners { NaksPerFailure = 40 } });
        RecoveryRequest request = Request(2);
        FaultPlan faults = new(3, [new Fault(FaultKind.FlipToBoard, TimeSpan.Zero, TimeSpan.FromHours(1), 0.0005), new Fault(FaultKind.NakStorm, TimeSpan.FromSeconds(2), Count: 40)]);
        Recover(board, request, faults);
        AssertFlashed(board, request);
    }

    [Fact]
    public void A_boot_ROM_that_sulks_after_a_bad_block_needs_its_power_cut_and_then_it_works()
    {
        Board board = BoardRuns.NewBoard(s_empty with { Manners = new ReceiverManners { SulksAfterBadBlock = true } });
        RecoveryRequest request = Request(3);
        FaultPlan faults = new(3, [new Fault(FaultKind.FlipToBoard, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), 0.02), new Fault(FaultKind.Reset, TimeSpan.FromSeconds(200))]);
        Recover(board, request, faults);
        AssertFlashed(board, request);
    }

    [Fact]
    public void A_board_that_boots_from_flash_is_told_which_switches_to_change()
    {
        FlashException e = Assert.Throws<FlashException>(() => Recover(BoardRuns.NewBoard(), Request(1), FaultPlan.None));
        Assert.Equal(FlashError.WrongStage, e.Error);
        Assert.Contains("RGPIO", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_the_boot_ROM_would_refuse_are_refused_first()
    {
        RecoveryRequest request = Request(1);
        Assert.Equal(FlashError.ImageWrong, Assert.Throws<FlashException>(() => BoardRecovery.Plan(request with { Spl = request.UBoot })).Error);
        Assert.Equal(FlashError.ImageWrong, Assert.Throws<FlashException>(() => BoardRecovery.Plan(request with { UBoot = request.Spl })).Error);
        Assert.Equal(FlashError.Usage, Assert.Throws<FlashException>(() => BoardRecovery.Plan(request with { Board = KnownBoards.QemuVirt })).Error);
    }

    [Fact]
    public void No_schedule_of_faults_makes_a_recovery_hang_or_lie()
    {
        Dictionary<string, int> outcomes = [];
        int first = BoardRuns.FirstSeed;
        Parallel.For(first, first + 200, seed =>
        {
            string outcome = RunSchedule(seed);
            lock (outcomes)
            {
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
        });
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.DoesNotContain(outcomes.Keys, key => key.StartsWith("BAD", StringComparison.Ordinal));
        Assert.InRange(outcomes.GetValueOrDefault("done"), 60, 199);
    }

    private static string RunSchedule(int seed)
    {
        FaultPlan faults = FaultPlan.Random(seed, TimeSpan.FromSeconds(30));
        Board board = BoardRuns.NewBoard(s_empty with { Manners = new ReceiverManners { SulksAfterBadBlock = seed % 5 == 0, NaksPerFailure = 1 + (seed % 40) } });
        RecoveryRequest request = Request(seed);
        try
        {
            Recover(board, request, faults);
            return IsFlashed(board, request) ? "done" : $"BAD false success, {faults}";
        }
        catch (FlashException e)
        {
            return board.Clock.Now < TimeSpan.FromHours(2).Ticks ? e.Error.ToString() : $"BAD {e.Error} after {TimeSpan.FromTicks(board.Clock.Now)}, {faults}";
        }
        catch (Exception e)
        {
            return $"BAD {e.GetType().Name} {e.Message}, {faults}";
        }
    }

    private static RecoveryRequest Request(int seed)
    {
        Random random = new(seed);
        byte[] payload = new byte[random.Next(1000, 9000)];
        random.NextBytes(payload);
        byte[] uboot = new byte[random.Next(5000, 30_000)];
        random.NextBytes(uboot);
        ((ReadOnlySpan<byte>)[0xd0, 0x0d, 0xfe, 0xed]).CopyTo(uboot);
        return new RecoveryRequest
        {
            Spl = FlashImage.FromBytes("u-boot-spl.bin.normal.out", Board.MakeSpl(payload)),
            UBoot = FlashImage.FromBytes("u-boot.itb", uboot),
            Board = KnownBoards.VisionFive2,
            Port = "software",
        };
    }

    private static FlashResult Recover(Board board, RecoveryRequest request, FaultPlan faults)
    {
        SimulatedLine line = new(board, faults);
        return new BoardRecovery((_, _) => line, new Random(1)).Run(request, NoProgress.Instance, TestContext.Current.CancellationToken);
    }

    private static bool IsFlashed(Board board, RecoveryRequest request) =>
        board.Spi.Read(BoardRecovery.SplOffset, request.Spl.Bytes.Length).AsSpan().SequenceEqual(request.Spl.Bytes.Span)
        && board.Spi.Read(BoardRecovery.UBootOffset, request.UBoot.Bytes.Length).AsSpan().SequenceEqual(request.UBoot.Bytes.Span);

    private static void AssertFlashed(Board board, RecoveryRequest request) => Assert.True(IsFlashed(board, request));
}
