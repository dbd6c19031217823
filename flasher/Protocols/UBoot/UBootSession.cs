// U-Boot's command line over a serial line: finds the prompt, types a command, reads back what it printed and its status.
using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Lume.Flasher.Boards;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Protocols.UBoot;

/// <summary>What a command printed and its <c>$?</c>.</summary>
public sealed record CommandResult(int Status, string Output);

/// <summary>
/// A session at the prompt. A command's output stands between two markers of a random word; the echo of the command line
/// holds them too, but with <c>$?</c> in place of a number, so the echo is never taken for the output.
/// </summary>
public sealed partial class UBootSession(Line line, BoardProfile board, IFlashProgress progress, Random random)
{
    /// <summary>U-Boot's command line buffer on the boards known, less its final zero.</summary>
    public const int LongestCommand = 255;

    private const byte ControlC = 0x03;
    private const int Attempts = 4;
    private const int TicksUntilTold = 6;
    private static readonly TimeSpan s_echoLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);

    /// <summary>The wire.</summary>
    public Line Line => line;

    /// <summary>The board.</summary>
    public BoardProfile Board => board;

    /// <summary>Who is told.</summary>
    public IFlashProgress Progress => progress;

    /// <summary>Brings the board to U-Boot's prompt: stops a countdown, leaves a half-typed line, waits for a boot that goes on.</summary>
    /// <param name="limit">Longest wait since the board last said something new; six times that in all.</param>
    /// <exception cref="FlashException">The prompt does not come; the message names the stage and what to change.</exception>
    public void ReachPrompt(TimeSpan limit)
    {
        long begin = line.Now;
        long lastWord = begin;
        ByteText heard = new();
        int quietTicks = 0;
        BoardStage told = BoardStage.UBootPrompt;
        while (line.Since(lastWord) < limit && line.Since(begin) < 6 * limit)
        {
            int one = line.ReadByte(s_tick);
            if (one != Line.Nothing)
            {
                quietTicks = 0;
                lastWord = line.Now;
                heard.Add(one);
                if (heard.EndsWith("stop autoboot:") || (one is >= '0' and <= '9' && heard.Contains("stop autoboot:")))
                {
                    line.Write(" "u8);
                }

                continue;
            }

            StageReport stage = StageClassifier.Classify(heard.Tail);
            if (IsHopeless(stage, ++quietTicks))
            {
                FailAt(stage);
            }

            if (stage.Stage is BoardStage.UBootPrompt or BoardStage.Running or BoardStage.Unknown && heard.Length > 0 && IsUBoot())
            {
                return;
            }

            if (quietTicks >= TicksUntilTold && stage.Stage != told)
            {
                told = stage.Stage;
                progress.Report(new Noted($"the board {StageAdvice.Describe(stage)}. {StageAdvice.ToReachPrompt(stage, board)} Waiting {(limit - line.Since(lastWord)).TotalSeconds:0} s more."));
            }

            if (quietTicks < TicksBeforeTyping(stage.Stage))
            {
                continue;
            }

            // A loader that waits for a file takes Ctrl-C for noise; cancelling it brings the prompt back.
            line.Write(stage.Stage is BoardStage.UBootLoading ? [ModemBlock.Cancel, ModemBlock.Cancel, ModemBlock.Cancel, ModemBlock.Cancel] : [ControlC, (byte)'\r']);
        }

        FailAt(StageClassifier.Classify(heard.Tail));
    }

    /// <summary>Runs a command and returns what came of it, whatever its status. Typed again when the line garbles it on the way there.</summary>
    /// <param name="command">One or several commands for U-Boot's shell.</param>
    /// <param name="limit">Longest wait for its end.</param>
    /// <param name="isRepeatable">True when running it twice does no harm; only then is a lost answer tried again.</param>
    public CommandResult Run(string command, TimeSpan limit, bool isRepeatable = true)
    {
        for (int attempt = 1; ; attempt++)
        {
            string marker = "L" + random.Next(0x1000000, 0xFFFFFFF).ToString("x7", CultureInfo.InvariantCulture);
            Type($"echo {marker}$?a; {command}; echo {marker}$?z");
            if (ReadResult(marker, limit) is { } result)
            {
                return result;
            }

            if (!isRepeatable || attempt >= Attempts)
            {
                FailUnanswered(command, limit);
            }

            progress.Report(new Retried($"no answer to '{command}'; asking again"));
            line.Write([ControlC]);
            line.DiscardUntilQuiet(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>Runs a command that has to work.</summary>
    /// <exception cref="FlashException">Its status is not 0, or this U-Boot does not know it.</exception>
    public string Require(string command, TimeSpan limit, FlashError error = FlashError.CommandFailed, bool isRepeatable = true)
    {
        CommandResult result = Run(command, limit, isRepeatable);
        if (result.Output.Contains("Unknown command", StringComparison.Ordinal))
        {
            throw new FlashException(FlashError.CommandMissing, $"This U-Boot has no '{command.Split(' ')[0]}'.");
        }

        return result.Status == 0 ? result.Output : throw new FlashException(
            error, $"'{command}' failed on the board (status {result.Status}):\n{Indent(result.Output)}");
    }

    /// <summary>Types a command whose output is not bracketed, because it changes the line or never returns, and presses Enter.</summary>
    /// <exception cref="FlashException">It cannot be typed: the echo never is what was sent.</exception>
    public void Type(string command)
    {
        if (command.Length > LongestCommand)
        {
            throw new ArgumentException($"U-Boot takes {LongestCommand} characters: {command}", nameof(command));
        }

        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            line.DiscardUntilQuiet(TimeSpan.FromMilliseconds(20));
            line.Write(Encoding.ASCII.GetBytes(command));
            if (EchoIs(command))
            {
                line.Write("\r"u8);
                return;
            }

            // Nothing of a garbled line is run: a wrong digit would write to the wrong place.
            line.Write([ControlC]);
            line.DiscardUntilQuiet(TimeSpan.FromMilliseconds(200));
        }

        CheckRestarted();
        line.Fail(FlashError.CommandTimeout, $"The board does not echo '{command}' as it was typed.");
    }

    /// <summary>Fails as a restart when the last that the board said shows one.</summary>
    public void CheckRestarted()
    {
        string words = line.Transcript;
        StageReport stage = StageClassifier.Classify(words[Math.Max(0, words.Length - 1024)..]);
        if (stage.IsRestart)
        {
            line.Fail(FlashError.BoardReset, $"The board started over: {stage.Evidence}.");
        }
    }

    /// <summary>A variable of the environment as a number, or null when it is not set or is none.</summary>
    public ulong? Variable(string name)
    {
        string output = Run($"printenv {name}", s_short).Output;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            // No checksum guards this answer, so it counts when it comes twice.
            string again = Run($"printenv {name}", s_short).Output;
            if (again == output)
            {
                break;
            }

            output = again;
        }

        Match match = Regex.Match(output, $@"^{Regex.Escape(name)}=(0x)?(?<value>[0-9a-fA-F]{{1,16}})\s*$", RegexOptions.Multiline);
        return match.Success ? ulong.Parse(match.Groups["value"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The CRC-32 of a range of the board's memory, computed there. The range that U-Boot names has to be the one meant.</summary>
    public uint Crc32(ulong address, long length)
    {
        TimeSpan limit = TimeSpan.FromSeconds(20 + (length / (4 << 20)));
        string expected = string.Create(CultureInfo.InvariantCulture, $"{address:x8} ... {address + (ulong)length - 1:x8}");
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            string output = Require(string.Create(CultureInfo.InvariantCulture, $"crc32 {address:x} {length:x}"), limit);
            Match match = Regex.Match(output, @"for (?<range>[0-9a-f]+ \.\.\. [0-9a-f]+) ==> (?<crc>[0-9a-f]{8})\b");
            if (match.Success && match.Groups["range"].Value == expected)
            {
                return uint.Parse(match.Groups["crc"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            }

            progress.Report(new Retried("the answer to crc32 was garbled; asking again"));
        }

        line.Fail(FlashError.CommandTimeout, "The answer to crc32 stays garbled.");
        return 0;
    }

    /// <summary>Compares a range of the board's memory with a checksum of the host's. Asks twice before it says no: the answer may be garbled, memory is not.</summary>
    /// <exception cref="FlashException">They differ.</exception>
    public void RequireCrc32(ulong address, long length, uint expected, string where)
    {
        uint found = Crc32(address, length);
        if (found != expected)
        {
            found = Crc32(address, length);
        }

        if (found != expected)
        {
            throw new FlashException(FlashError.ChecksumMismatch, $"{where}: the board computed CRC-32 {found:x8}, the file has {expected:x8}.");
        }

        progress.Report(new Proved(where, length, expected));
    }

    /// <summary>Leaves the board at its prompt and the console's rate, whatever it was doing, as far as it listens. Throws only when the line is lost.</summary>
    /// <param name="limit">Longest time for it.</param>
    /// <returns>True when the prompt was seen.</returns>
    public bool LeaveUsable(TimeSpan limit)
    {
        bool reached = false;
        line.WithoutCancellation(() =>
        {
            long begin = line.Now;
            int raised = line.Transport.BaudRate;
            for (bool isFirst = true; !reached && line.Since(begin) < limit; isFirst = false)
            {
                line.Transport.TrySetBaudRate(raised);
                if (!isFirst)
                {
                    // It may be in the middle of a block, or tossing input until the line is idle; then it asks.
                    line.ReadByte(s_idle);
                }

                reached = CancelLoader();
            }
        });
        return reached;
    }

    // A loader that changed the rate waits for Enter first; it cancels on CAN; then it waits for ESC at the old rate.
    // A prompt takes all of it for a line to forget.
    private bool CancelLoader()
    {
        line.Write([ControlC, (byte)'\r', .. Enumerable.Repeat(ModemBlock.Cancel, 8)]);
        line.DiscardUntilQuiet(TimeSpan.FromMilliseconds(300));
        line.Transport.TrySetBaudRate(board.BaudRate);
        line.Write([0x1b]);
        line.DiscardUntilQuiet(TimeSpan.FromMilliseconds(150));
        line.Write([ControlC, ControlC, (byte)'\r']);
        ByteText heard = new();
        for (int one = line.ReadByte(s_tick); one != Line.Nothing && heard.Length < 4096; one = line.ReadByte(TimeSpan.FromMilliseconds(200)))
        {
            heard.Add(one);
        }

        return StageClassifier.Classify(heard.Tail).Stage == BoardStage.UBootPrompt;
    }

    private static string Indent(string text) => "  | " + text.Trim().Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", "\n  | ", StringComparison.Ordinal);

    // Stages that no waiting and no key changes.
    private static bool IsHopeless(StageReport stage, int quietTicks) => stage.Stage switch
    {
        BoardStage.BootRomWaiting or BoardStage.BootRomFailed or BoardStage.SplWaiting or BoardStage.SplFailed => quietTicks >= 6,
        BoardStage.KernelPanic => quietTicks >= 4,
        BoardStage.WrongBaudRate => quietTicks >= 6,
        _ => false,
    };

    // A byte that reaches a UART before U-Boot has set it up may jam it for good (QEMU's 16550 does): nothing is typed into the
    // stages before, nor, where a machine may just have been started, into the first silence.
    private int TicksBeforeTyping(BoardStage stage) => stage switch
    {
        BoardStage.Spl or BoardStage.OpenSbi => 20,
        BoardStage.Silence when line.BytesSeen == 0 => (int)(board.FirstWordPatience / s_tick),
        _ => 1,
    };

    private bool IsUBoot()
    {
        try
        {
            return Run("version", s_short).Output.Contains("U-Boot", StringComparison.Ordinal);
        }
        catch (FlashException e) when (e.Error is FlashError.CommandTimeout)
        {
            return false;
        }
    }

    private void FailAt(StageReport stage) => line.Fail(
        StageAdvice.ErrorOf(stage.Stage),
        $"U-Boot's prompt did not come: the board {StageAdvice.Describe(stage)}.",
        StageAdvice.ToReachPrompt(stage, board));

    private void FailUnanswered(string command, TimeSpan limit)
    {
        CheckRestarted();
        line.Fail(FlashError.CommandTimeout, $"'{command}' was not answered within {limit.TotalSeconds:0} s.");
    }

    // A prompt that comes late, from a board on a busy machine, stands before the echo and is no part of it.
    private bool EchoIs(string command)
    {
        ByteText echo = new();
        while (true)
        {
            string typed = echo.Text[(echo.Text.LastIndexOfAny(['\r', '\n']) + 1)..];
            typed = PromptAtStart().Replace(typed, string.Empty);
            if (typed.Length >= command.Length)
            {
                return typed == command;
            }

            int one = line.ReadByte(s_echoLimit);
            if (one == Line.Nothing)
            {
                return false;
            }

            echo.Add(one);
        }
    }

    [GeneratedRegex(@"\A(StarFive # |=> )+")]
    private static partial Regex PromptAtStart();

    private CommandResult? ReadResult(string marker, TimeSpan limit)
    {
        ByteText heard = new();
        Regex begins = new($@"{marker}\d{{1,3}}a"); // with the status of the command before
        Regex ends = new($@"{marker}(?<status>\d{{1,3}})z");
        long begin = line.Now;
        while (line.Since(begin) < limit)
        {
            int one = line.ReadByte(limit - line.Since(begin));
            if (one == Line.Nothing)
            {
                break;
            }

            heard.Add(one);
            if (one == 'z' && ends.Match(heard.Text) is { Success: true } end)
            {
                string text = heard.Text[..end.Index];
                return begins.Match(text) is { Success: true } start
                    ? new CommandResult(int.Parse(end.Groups["status"].Value, CultureInfo.InvariantCulture), text[(start.Index + start.Length)..].Trim('\r', '\n'))
                    : null;
            }
        }

        return null;
    }
}
