// XMODEM and YMODEM against the software board's receiver on virtual time.
using System;
using System.Linq;
using System.Threading.Tasks;
using CsCheck;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;
using Lume.Flasher.Protocols;
using Lume.Flasher.Protocols.UBoot;
using Lume.SoftwareBoard;
using Xunit;

namespace Lume.Flasher.Tests;

public sealed class ModemTests
{
    [Fact]
    public void Any_file_arrives_whole_by_each_protocol_whatever_the_receivers_manners()
    {
        Gen.Select(Gen.Byte.Array[1, 5000], Gen.Enum<ModemProtocol>(), Gen.Bool, Gen.Bool).Sample((file, protocol, isUBoot, doubts) =>
        {
            byte[]? received = Transfer(file, protocol, new ReceiverManners { IsUBoot = isUBoot, DoubtsTheEnd = doubts }, FaultPlan.None);
            return received is not null && Matches(protocol, file, received);
        }, iter: 200);
    }

    [Fact]
    public void A_noisy_line_delays_and_never_corrupts()
    {
        Gen.Select(Gen.Byte.Array[1, 4000], Gen.Enum<ModemProtocol>(), Gen.Int[0, 1_000_000]).Sample((file, protocol, seed) =>
        {
            TimeSpan hour = TimeSpan.FromHours(1);
            FaultPlan faults = new(seed, [new Fault(FaultKind.FlipToBoard, default, hour, 0.0003), new Fault(FaultKind.DropToBoard, default, hour, 0.0003), new Fault(FaultKind.DropToHost, default, hour, 0.01)]);
            try
            {
                byte[]? received = Transfer(file, protocol, new ReceiverManners(), faults);
                return received is null || Matches(protocol, file, received);
            }
            catch (FlashException e)
            {
                return e.Error is FlashError.TransferFailed or FlashError.TransferRefused;
            }
        }, iter: 100);
    }

    // A long block whose answers are lost was taken all the same: sending its first part as a short block with the same number loses the rest.
    [Fact]
    public void Lost_answers_do_not_shift_the_file()
    {
        byte[] file = [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i * 7 / 3))];
        for (int seed = 0; seed < 40; seed++)
        {
            FaultPlan faults = new(seed, [new Fault(FaultKind.DropToHost, default, TimeSpan.FromHours(1), 0.5)]);
            try
            {
                byte[]? received = Transfer(file, ModemProtocol.YModem, new ReceiverManners { Failures = 60 }, faults);
                Assert.True(received is null || Matches(ModemProtocol.YModem, file, received));
            }
            catch (FlashException e)
            {
                Assert.True(e.Error is FlashError.TransferFailed or FlashError.TransferRefused);
            }
        }
    }

    [Fact]
    public void A_C_in_a_banner_starts_no_transfer()
    {
        byte[] file = [1, 2, 3];
        byte[]? received = Transfer(file, ModemProtocol.XModem, new ReceiverManners(), FaultPlan.None, "\r\n(C)StarFive Copyright CCode\r\nC is a language\r\n");
        Assert.True(Matches(ModemProtocol.XModem, file, received!));
    }

    [Fact]
    public void Stopping_cancels_the_receiver()
    {
        using System.Threading.CancellationTokenSource stop = new();
        VirtualClock clock = new();
        Board board = new(clock, new BoardSetup());
        SimulatedLine wire = new(board, FaultPlan.None);
        Task<byte[]?> receiving = new ModemReceiver(board.Uart, isYModem: true, new ReceiverManners()).ReceiveAsync();
        clock.Plan(TimeSpan.FromSeconds(2).Ticks, stop.Cancel);
        Line line = new(wire, stop.Token);
        Assert.Throws<OperationCanceledException>(() => { new ModemSender(line, ModemProtocol.YModem, NoProgress.Instance).Send("x", new byte[100_000]); });
        wire.Pause(TimeSpan.FromSeconds(10));
        Assert.True(receiving.IsCompletedSuccessfully);
        Assert.Null(ResultOf(receiving));
    }

    [Fact]
    public void The_checksum_is_that_of_the_protocols_document() => Assert.Equal(0x31c3, ModemBlock.Crc16("123456789"u8));

    [Fact]
    public void Divisors_of_24_MHz_allow_the_rates_that_the_board_was_seen_to_do()
    {
        Assert.Equal([1_500_000, 750_000, 500_000, 250_000, 115_200], BaudRates.Candidates(24_000_000, 1_500_000, 115_200));
        Assert.Equal(-0.07, BaudRates.Error(24_000_000, 230_400), 2);
        Assert.Equal(0.08507, BaudRates.Error(24_000_000, 460_800), 4);
        Assert.Equal(-0.186, BaudRates.Error(24_000_000, 921_600), 2);
        Assert.Equal([115_200], BaudRates.Candidates(24_000_000, 115_200, 115_200));
    }

    private static bool Matches(ModemProtocol protocol, byte[] file, byte[] received) => protocol == ModemProtocol.YModem
        ? received.AsSpan().SequenceEqual(file)
        : received.AsSpan().StartsWith(file) && received.Skip(file.Length).All(one => one == ModemBlock.Padding);

    private static byte[]? Transfer(byte[] file, ModemProtocol protocol, ReceiverManners manners, FaultPlan faults, string banner = "")
    {
        Board board = new(new VirtualClock(), new BoardSetup());
        SimulatedLine wire = new(board, faults);
        board.Uart.Print(banner);
        Task<byte[]?> receiving = new ModemReceiver(board.Uart, protocol == ModemProtocol.YModem, manners).ReceiveAsync();
        new ModemSender(new Line(wire, TestContext.Current.CancellationToken), protocol, NoProgress.Instance).Send("file", file);
        wire.Pause(TimeSpan.FromMinutes(2));
        Assert.True(receiving.IsCompletedSuccessfully);
        return ResultOf(receiving);
    }

    // Virtual time has passed: it is there already.
    private static byte[]? ResultOf(Task<byte[]?> receiving) => receiving.Result;
}
