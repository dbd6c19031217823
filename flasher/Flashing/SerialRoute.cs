// Flashing over the serial console: loady into memory, then start it, or write it to storage and read it back.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;
using Lume.Flasher.Protocols.UBoot;

namespace Lume.Flasher.Flashing;

/// <summary><c>--via serial</c>.</summary>
/// <param name="open">Opens the port.</param>
/// <param name="random">Where marker words come from.</param>
public sealed class SerialRoute(OpenTransport open, Random? random = null) : IFlashRoute
{
    /// <inheritdoc/>
    public FlashRoute Route => FlashRoute.Serial;

    /// <inheritdoc/>
    public IReadOnlyList<string> Plan(FlashRequest request)
    {
        FlashPlacement.Check(request);
        IReadOnlyList<int> rates = BaudRates.Candidates(request.Board.UartClock, request.FastBaudRate, request.BaudRate);
        List<string> steps =
        [
            $"open {request.Port ?? "the only port"} at {request.BaudRate} baud and reach U-Boot's prompt ({request.Board.Title})",
        ];
        foreach (FlashImage file in FlashPlacement.Files(request))
        {
            string where = request.Address is { } address ? $"0x{address:x}" : ReferenceEquals(file, request.Image) ? "kernel_addr_r" : "ramdisk_addr_r";
            string packed = request.MayPack ? ", packed with gzip where the board has unzip and it saves time" : string.Empty;
            steps.Add($"loady {file.Name} ({file.Bytes.Length} bytes) to {where}{packed}; rates to try: {string.Join(", ", rates)}");
            steps.Add($"compare the board's CRC-32 with {file.Crc32:x8}");
        }

        steps.AddRange(FlashPlacement.Finish(request));
        return steps;
    }

    /// <inheritdoc/>
    public FlashResult Run(FlashRequest request, IFlashProgress progress, CancellationToken cancel)
    {
        FlashPlacement.Check(request);
        return BoardConnection.AtPrompt(
            request,
            open,
            progress,
            cancel,
            session => FlashPlacement.Bring(session, request, new SerialLoader(session, request.FastBaudRate, request.MayPack).Load),
            random);
    }
}
