// Events and outcome for a person: one line per step on standard error, and a bar with rate and time left while bytes move.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using Lume.Cli.Terminal;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;

namespace Lume.Cli.Flashing;

/// <summary>For people.</summary>
internal sealed class TerminalReport : FlashReport
{
    private static readonly TimeSpan s_quietInterval = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private string? _moving;
    private TimeSpan _movingSince;
    private TimeSpan _lastTold;
    private long _firstDone;

    /// <inheritdoc/>
    public override void Report(FlashEvent news)
    {
        if (news is BytesMoved moved)
        {
            Move(moved);
            return;
        }

        EndBar();
        switch (news)
        {
            case StepStarted step:
                Say.Info(step.What);
                break;
            case Retried retried:
                Say.Warn(retried.Why);
                break;
            case Proved proved:
                Say.Done($"{proved.Where}: {proved.Bytes} bytes, CRC-32 {proved.Crc32:x8} equals the file's");
                break;
            case Noted noted:
                Say.Info(noted.Text);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Plan(IReadOnlyList<string> steps)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            Console.WriteLine($"{i + 1,2}. {steps[i]}");
        }
    }

    /// <inheritdoc/>
    public override void Result(FlashResult result)
    {
        EndBar();
        Say.Done(result.Booted ? "done: proved on the board, and the kernel is running" : $"done: proved{(result.Output is null ? " on the board" : ": " + result.Output)}");
    }

    /// <inheritdoc/>
    public override void Failure(FlashException failure)
    {
        EndBar();
        Say.Error(failure.Message);
        Say.Info(failure.Remedy);
    }

    /// <inheritdoc/>
    public override void Dispose() => EndBar();

    /// <summary>"12.3 MiB, 45 %, 10.2 KiB/s, 0:42 left".</summary>
    /// <param name="done">Bytes so far.</param>
    /// <param name="total">Bytes in all.</param>
    /// <param name="rate">Bytes per second; 0 when not known yet.</param>
    internal static string Describe(long done, long total, double rate)
    {
        string left = rate > 0 && done < total ? $", {TimeSpan.FromSeconds(Math.Min((total - done) / rate, 359_999)):h\\:mm\\:ss} left" : string.Empty;
        double percent = total > 0 ? 100.0 * done / total : 100;
        return string.Create(CultureInfo.InvariantCulture, $"{Size(done)} of {Size(total)}, {percent:0} %, {rate / 1024:0.0} KiB/s{left}");
    }

    private static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");

    private void Move(BytesMoved moved)
    {
        if (_moving != moved.What)
        {
            (_moving, _movingSince, _lastTold, _firstDone) = (moved.What, _clock.Elapsed, TimeSpan.Zero, moved.Done);
        }

        TimeSpan interval = Say.IsInteractive ? TimeSpan.FromMilliseconds(100) : s_quietInterval;
        if (_clock.Elapsed - _lastTold < interval && moved.Done < moved.Total)
        {
            return;
        }

        _lastTold = _clock.Elapsed;
        double seconds = (_clock.Elapsed - _movingSince).TotalSeconds;
        string text = Describe(moved.Done, moved.Total, seconds > 0.2 ? (moved.Done - _firstDone) / seconds : 0);
        if (Say.IsInteractive)
        {
            Say.Bar(moved.What, moved.Total > 0 ? (double)moved.Done / moved.Total : 1, text);
        }
        else
        {
            Say.Info($"{moved.What}: {text}");
        }
    }

    private void EndBar()
    {
        if (_moving is not null)
        {
            _moving = null;
            Say.EndBar();
        }
    }
}
