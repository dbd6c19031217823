// Brings a board whose flash is empty or broken to U-Boot: boot ROM, XMODEM of SPL, YMODEM of U-Boot, then both into the SPI flash.
using System;
using System.Collections.Generic;
using System.Threading;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;
using Lume.Flasher.Protocols;
using Lume.Flasher.Protocols.UBoot;
using Lume.Flasher.Transports;

namespace Lume.Flasher.Flashing;

/// <summary>What a recovery sends and where.</summary>
public sealed record RecoveryRequest
{
    /// <summary>SPL with the header that the boot ROM wants: <c>u-boot-spl.bin.normal.out</c>.</summary>
    public required FlashImage Spl { get; init; }

    /// <summary>OpenSBI, U-Boot and device tree: <c>u-boot.itb</c>.</summary>
    public required FlashImage UBoot { get; init; }

    /// <summary>The board.</summary>
    public required BoardProfile Board { get; init; }

    /// <summary>The serial port's address.</summary>
    public required string Port { get; init; }

    /// <summary>Highest rate for what follows the boot ROM.</summary>
    public int FastBaudRate { get; init; } = 1_500_000;

    /// <summary>Whether both are written to the SPI flash; otherwise the board is left at U-Boot's prompt.</summary>
    public bool Write { get; init; } = true;

    /// <summary>How long the user may take to set the switches and the power.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>Recovery over the boot ROM's serial loader.</summary>
public sealed class BoardRecovery(OpenTransport open, Random? random = null)
{
    /// <summary>Where SPL belongs in the SPI flash of a JH7110.</summary>
    public const long SplOffset = 0;

    /// <summary>Where U-Boot belongs in the SPI flash of a JH7110.</summary>
    public const long UBootOffset = 0x10_0000;

    private const int SplHeaderBytes = 0x400;
    private const int Attempts = 3;
    private static readonly TimeSpan s_splLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_promptLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_leaveLimit = TimeSpan.FromSeconds(15);

    /// <summary>The steps, in words.</summary>
    /// <exception cref="FlashException">The files are not what the board takes, or it has no serial loader.</exception>
    public static IReadOnlyList<string> Plan(RecoveryRequest request)
    {
        Check(request);
        List<string> steps =
        [
            $"you: {request.Board.RecoverySwitches}",
            $"open {request.Port} at {request.Board.BaudRate} baud and wait for the boot ROM's C",
            $"send {request.Spl.Name} ({request.Spl.Bytes.Length} bytes) by XMODEM; SPL starts",
            $"send {request.UBoot.Name} ({request.UBoot.Bytes.Length} bytes) by YMODEM; U-Boot starts",
        ];
        if (request.Write)
        {
            steps.Add($"loady and sf update: {request.Spl.Name} to offset 0x{SplOffset:x}, {request.UBoot.Name} to offset 0x{UBootOffset:x}, each read back and compared by CRC-32");
            steps.Add($"you: {request.Board.NormalSwitches}");
        }

        return steps;
    }

    /// <summary>Does it.</summary>
    /// <exception cref="FlashException">It did not work.</exception>
    public FlashResult Run(RecoveryRequest request, IFlashProgress progress, CancellationToken cancel)
    {
        Check(request);
        using ITransport transport = open(request.Port, request.Board.BaudRate);
        Line line = new(transport, cancel);
        UBootSession session = new(line, request.Board, progress, random ?? Random.Shared);
        bool reached = false;
        try
        {
            StartUBoot(line, request, progress);
            session.ReachPrompt(s_promptLimit);
            reached = true;
            return new FlashResult(request.Write ? WriteAll(session, request) : [], Booted: false, string.Empty);
        }
        catch (Exception e) when (reached && e is OperationCanceledException or FlashException and not LineLostException)
        {
            session.LeaveUsable(s_leaveLimit);
            throw;
        }
    }

    private static void Check(RecoveryRequest request)
    {
        if (request.Board.RecoverySwitches is null)
        {
            throw new FlashException(FlashError.Usage, $"{request.Board.Title} has no serial loader.", "Recovery is for boards whose boot ROM has one: --board visionfive2.");
        }

        if (request.Spl.Bytes.Length <= SplHeaderBytes || !request.Spl.Bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x40, 0x02, 0, 0]))
        {
            throw new FlashException(FlashError.ImageWrong, $"{request.Spl.Name} is no SPL with the JH7110's header.", "Give u-boot-spl.bin.normal.out, not u-boot-spl.bin.");
        }

        if (request.UBoot.Kind != ImageKind.DeviceTree)
        {
            throw new FlashException(FlashError.ImageWrong, $"{request.UBoot.Name} is no FIT.", "Give u-boot.itb.");
        }
    }

    private static void StartUBoot(Line line, RecoveryRequest request, IFlashProgress progress)
    {
        progress.Report(new Noted($"now: {request.Board.RecoverySwitches}"));
        for (int attempt = 1; ; attempt++)
        {
            AwaitBootRom(line, request);
            try
            {
                progress.Report(new StepStarted($"sending {request.Spl.Name} to the boot ROM by XMODEM"));
                new ModemSender(line, ModemProtocol.XModem, progress).Send(request.Spl.Name, request.Spl.Bytes);
                AwaitSpl(line);
                progress.Report(new StepStarted($"sending {request.UBoot.Name} to SPL by YMODEM"));
                new ModemSender(line, ModemProtocol.YModem, progress).Send(request.UBoot.Name, request.UBoot.Bytes);
                return;
            }
            catch (FlashException e) when (e is not LineLostException && attempt < Attempts)
            {
                // After a bad block the JH7110's ROM may take nothing any more until its power is cut.
                progress.Report(new Retried($"{e.Message.Split('\n')[0]} Switch the power off and on: it goes on by itself."));
            }
        }
    }

    private static void AwaitBootRom(Line line, RecoveryRequest request)
    {
        ByteText heard = new();
        long begin = line.Now;
        while (line.Since(begin) < request.Patience)
        {
            int one = line.ReadByte(TimeSpan.FromMilliseconds(500));
            if (one != Line.Nothing)
            {
                heard.Add(one);
            }

            if (one is ModemBlock.RequestCrc or Line.Nothing && heard.EndsWith("CCC"))
            {
                return;
            }
        }

        StageReport stage = StageClassifier.Classify(heard.Tail);
        line.Fail(
            stage.Stage is BoardStage.BootRomWaiting or BoardStage.BootRomFailed ? FlashError.BootRomFailed : StageAdvice.ErrorOf(stage.Stage),
            $"The boot ROM did not ask for a program: the board {StageAdvice.Describe(stage)}.",
            StageAdvice.ToReachBootRom(stage, request.Board));
    }

    private static void AwaitSpl(Line line)
    {
        ByteText heard = new();
        long begin = line.Now;
        while (line.Since(begin) < s_splLimit)
        {
            int one = line.ReadByte(s_splLimit - line.Since(begin));
            if (one != Line.Nothing)
            {
                heard.Add(one);
            }

            if (one == '\n' && StageClassifier.Classify(heard.Tail) is { Stage: BoardStage.Spl, Detail.Length: > 0 })
            {
                return;
            }

            if (heard.EndsWith("BOOT fail"))
            {
                line.Fail(FlashError.BootRomFailed, "The boot ROM does not start what was sent.");
            }
        }

        line.Fail(FlashError.BootRomFailed, "SPL did not start.");
    }

    private List<FlashProof> WriteAll(UBootSession session, RecoveryRequest request)
    {
        List<FlashProof> proofs = [];
        foreach ((FlashImage file, long offset) in ((FlashImage, long)[])[(request.UBoot, UBootOffset), (request.Spl, SplOffset)])
        {
            FlashRequest one = new() { Image = file, Board = request.Board, Target = FlashTarget.Spi, Offset = offset, FastBaudRate = request.FastBaudRate };
            proofs.AddRange(FlashPlacement.Bring(session, one, new SerialLoader(session, request.FastBaudRate).Load).Proofs);
        }

        return proofs;
    }
}
