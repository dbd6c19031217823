// Flashing the software board over its serial line.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;
using Lume.SoftwareBoard;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class SerialFlashTests
{
    private const ulong LoadAddress = 0x4020_0000;

    // A board that is reset in the last moment has not said so yet when the tool, which saw the kernel run, has ended.
    private static readonly TimeSpan s_firstWord = TimeSpan.FromMilliseconds(150);

    [Fact]
    public void A_kernel_is_loaded_proved_and_started()
    {
        FlashImage image = BoardRuns.Kernel(300_001);
        Board board = BoardRuns.NewBoard();
        Recorder recorder = new();
        FlashResult result = BoardRuns.Flash(board, BoardRuns.Request(image), progress: recorder);
        Assert.True(result.Booted);
        Assert.Equal(new FlashProof("RAM at 0x40200000", image.Bytes.Length, image.Crc32), Assert.Single(result.Proofs));
        Assert.Equal(LoadAddress, board.Started);
        Assert.Equal(image.Bytes.ToArray(), BoardRuns.RamOf(board, LoadAddress, image.Bytes.Length));
        Assert.Contains(recorder.Events, one => one is StepStarted { What: var what } && what.Contains("1500000", StringComparison.Ordinal));
        Assert.DoesNotContain(recorder.Events, one => one is Retried);
    }

    [Theory]
    [InlineData(FlashTarget.Sd, 0x80_0000L)]
    [InlineData(FlashTarget.Emmc, 512L)]
    [InlineData(FlashTarget.Spi, 0x10_0000L)]
    public void Storage_holds_the_file_and_nothing_behind_it_changes(FlashTarget target, long offset)
    {
        FlashImage image = BoardRuns.Kernel(70_001);
        Board board = BoardRuns.NewBoard();
        FlashResult result = BoardRuns.Flash(board, BoardRuns.Request(image) with { Target = target, Offset = offset });
        SparseMemory storage = target switch { FlashTarget.Sd => board.Sd, FlashTarget.Emmc => board.Emmc, _ => board.Spi };
        Assert.Equal(2, result.Proofs.Count);
        Assert.Equal(image.Bytes.ToArray(), storage.Read(offset, image.Bytes.Length));
        byte empty = target == FlashTarget.Spi ? (byte)0xff : (byte)0;
        Assert.All(storage.Read(offset + image.Bytes.Length, 4096), one => Assert.Equal(empty, one));
    }

    [Fact]
    public void A_line_that_fails_at_high_rates_is_used_at_the_highest_that_works()
    {
        FlashImage image = BoardRuns.Kernel(50_000);
        Board board = BoardRuns.NewBoard();
        Recorder recorder = new();
        FlashResult result = BoardRuns.Flash(board, BoardRuns.Request(image), new FaultPlan(1, [], fastestRate: 500_000), recorder);
        Assert.True(result.Booted);
        Assert.Contains(recorder.Events, one => one is Retried { Why: var why } && why.Contains("750000", StringComparison.Ordinal));
        Assert.Contains("500000", recorder.Events.OfType<StepStarted>().Last(step => step.What.StartsWith("loading", StringComparison.Ordinal)).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnzipManners.Works, true)]
    [InlineData(UnzipManners.Works, false)]
    [InlineData(UnzipManners.Missing, true)]
    public void A_file_that_shrinks_goes_packed_where_the_board_can_unpack_and_the_whole_is_proved(UnzipManners unzip, bool mayPack)
    {
        FlashImage image = BoardRuns.Kernel(300_001, shrinks: true);
        Board board = BoardRuns.NewBoard(new BoardSetup { Unzip = unzip });
        Recorder recorder = new();
        FlashResult result = BoardRuns.Flash(board, BoardRuns.Request(image) with { MayPack = mayPack }, progress: recorder);
        Assert.Equal(new FlashProof("RAM at 0x40200000", image.Bytes.Length, image.Crc32), Assert.Single(result.Proofs));
        Assert.Equal(image.Bytes.ToArray(), BoardRuns.RamOf(board, LoadAddress, image.Bytes.Length));
        bool isPacked = recorder.Events.OfType<BytesMoved>().Last().Total < image.Bytes.Length * 7 / 10;
        Assert.Equal(mayPack && unzip == UnzipManners.Works, isPacked);
        Assert.DoesNotContain(recorder.Events, one => one is Retried);
    }

    // Found by schedule 378: the kernel had said its first words, then the board was reset, and what U-Boot said passed for the kernel's.
    [Fact]
    public void A_board_that_starts_over_after_the_kernels_first_words_has_not_booted()
    {
        Board board = BoardRuns.NewBoard();
        BoardRuns.Flash(board, BoardRuns.Request(BoardRuns.Kernel(5000)));
        TimeSpan started = TimeSpan.FromTicks(board.Clock.Now) - TimeSpan.FromSeconds(1);
        FaultPlan faults = new(1, [new Fault(FaultKind.Reset, started)]);
        FlashException e = Assert.Throws<FlashException>(() => BoardRuns.Flash(BoardRuns.NewBoard(), BoardRuns.Request(BoardRuns.Kernel(5000)), faults));
        Assert.Equal(FlashError.BoardReset, e.Error);
        Assert.Contains("The kernel was started", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_the_board_unpacks_wrongly_is_sent_again_as_it_is()
    {
        FlashImage image = BoardRuns.Kernel(300_001, shrinks: true);
        Board board = BoardRuns.NewBoard(new BoardSetup { Unzip = UnzipManners.Wrong });
        Recorder recorder = new();
        Assert.True(BoardRuns.Flash(board, BoardRuns.Request(image), progress: recorder).Booted);
        Assert.Equal(image.Bytes.ToArray(), BoardRuns.RamOf(board, LoadAddress, image.Bytes.Length));
        Assert.Single(recorder.Events.OfType<Retried>());
        Assert.Equal(image.Bytes.Length, recorder.Events.OfType<BytesMoved>().Last().Total);
    }

    // 1,000 schedules of faults. None hangs (each has its limit of virtual time and steps), none claims success without the bytes there.
    [Fact]
    public void No_schedule_of_faults_hangs_or_claims_false_success()
    {
        TimeSpan longest = TimeSpan.FromHours(1);
        Dictionary<string, int> outcomes = [];
        int first = BoardRuns.FirstSeed;
        Parallel.For(first, first + 1000, seed =>
        {
            string outcome = RunSchedule(seed, longest);
            lock (outcomes)
            {
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
        });
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.DoesNotContain(outcomes.Keys, key => key.StartsWith("BAD", StringComparison.Ordinal));
        Assert.InRange(outcomes.GetValueOrDefault("done"), 300, 999);
    }

    private static string RunSchedule(int seed, TimeSpan longest)
    {
        Random random = new(seed);
        FlashTarget target = (FlashTarget)random.Next(4);
        FlashImage image = BoardRuns.Kernel(random.Next(100, 40_000), seed, shrinks: random.Next(2) == 0);
        long? offset = target == FlashTarget.Ram ? null : 4096 * random.Next(1, 512);
        FaultPlan faults = FaultPlan.Random(seed, TimeSpan.FromSeconds(12));
        Board board = BoardRuns.NewBoard(RandomSetup(random));
        try
        {
            FlashResult result = BoardRuns.Flash(board, BoardRuns.Request(image) with { Target = target, Offset = offset }, faults);
            byte[] found = target switch
            {
                FlashTarget.Ram => BoardRuns.RamOf(board, LoadAddress, image.Bytes.Length),
                FlashTarget.Sd => board.Sd.Read(offset!.Value, image.Bytes.Length),
                FlashTarget.Emmc => board.Emmc.Read(offset!.Value, image.Bytes.Length),
                _ => board.Spi.Read(offset!.Value, image.Bytes.Length),
            };
            bool isTrue = found.AsSpan().SequenceEqual(image.Bytes.Span) && result.Booted == (board.Started == LoadAddress);
            TimeSpan sinceReset = TimeSpan.FromTicks(board.Clock.Now) - board.PoweredAt;
            return board.Clock.Now > longest.Ticks ? $"BAD too slow, {faults}"
                : isTrue ? "done"
                : result.Booted && sinceReset < s_firstWord ? "done, then reset"
                : $"BAD false success, {sinceReset} after the last reset, {target}, booted {result.Booted}, {faults}";
        }
        catch (FlashException e)
        {
            bool isTold = Enum.IsDefined(e.Error) && e.Remedy.Length > 10 && e.Message.Length > 10;
            return isTold && board.Clock.Now < longest.Ticks ? e.Error.ToString() : $"BAD {e.Error} after {TimeSpan.FromTicks(board.Clock.Now)}, {faults}";
        }
        catch (Exception e)
        {
            return $"BAD {e.GetType().Name} {e.Message}, {faults}";
        }
    }

    private static BoardSetup RandomSetup(Random random) => new()
    {
        WritableBytes = random.Next(10) == 0 ? random.Next(20_000) : long.MaxValue,
        StorageLies = random.Next(10) == 0,
        Unzip = (UnzipManners)random.Next(3),
        KernelPanics = random.Next(10) == 0,
        KernelIsSilent = random.Next(10) == 0,
        SdBytes = random.Next(10) == 0 ? 0 : 64 << 20,
        Manners = new ReceiverManners { NaksPerFailure = random.Next(3) == 0 ? random.Next(1, 60) : 1, DoubtsTheEnd = random.Next(2) == 0, IsUBoot = random.Next(2) == 0 },
    };
}
