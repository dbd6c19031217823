// A flash of the software board, set up in one line.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Threading;
using Lume.Flasher.Boards;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;
using Lume.SoftwareBoard;
using Xunit;

namespace Lume.Flasher.Tests;

/// <summary>Keeps what happens.</summary>
internal sealed class Recorder : IFlashProgress
{
    public List<FlashEvent> Events { get; } = [];

    public void Report(FlashEvent news) => Events.Add(news);
}

internal static class BoardRuns
{
    /// <summary>The first seed of random schedules: <c>LUME_FAULT_SEED</c>, or 0.</summary>
    public static int FirstSeed { get; } = int.TryParse(Environment.GetEnvironmentVariable("LUME_FAULT_SEED"), out int seed) ? seed : 0;

    /// <summary>A kernel Image with a valid header and random contents, which cannot be packed, or ones that shrink to half, as kernels do.</summary>
    public static FlashImage Kernel(int length, int seed = 1, bool shrinks = false)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        for (int i = 0; shrinks && i < length; i++)
        {
            bytes[i] &= 0xf;
        }

        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), 0x20_0000);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), (ulong)length + 4096);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), 0);
        "RSC\x05"u8.CopyTo(bytes.AsSpan(0x38));
        return FlashImage.FromBytes("Image", bytes);
    }

    public static Board NewBoard(BoardSetup? setup = null)
    {
        Board board = new(new VirtualClock(), setup ?? new BoardSetup());
        board.PowerOn();
        return board;
    }

    public static FlashRequest Request(FlashImage image) => new() { Image = image, Board = KnownBoards.VisionFive2, Port = "software" };

    public static FlashResult Flash(Board board, FlashRequest request, FaultPlan? faults = null, IFlashProgress? progress = null) =>
        FlashUntil(board, request, TestContext.Current.CancellationToken, faults, progress);

    public static FlashResult FlashUntil(
        Board board, FlashRequest request, CancellationToken cancel, FaultPlan? faults = null, IFlashProgress? progress = null)
    {
        SimulatedLine line = new(board, faults ?? FaultPlan.None);
        return new SerialRoute((_, _) => line, new Random(1)).Run(request, progress ?? NoProgress.Instance, cancel);
    }

    public static byte[] RamOf(Board board, ulong address, int length) => board.Ram.Read((long)(address - Board.RamBase), length);
}
