// Tells from console text what a board is doing. The last thing it said decides: a console only moves forward.
using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;

namespace Lume.Flasher.Protocols;

/// <summary>What a board is doing.</summary>
public enum BoardStage
{
    /// <summary>Nothing came.</summary>
    Silence,

    /// <summary>Bytes come that are no text: the rate is wrong, or the wire is bad.</summary>
    WrongBaudRate,

    /// <summary>Text that says nothing known.</summary>
    Unknown,

    /// <summary>The boot ROM asks for a program by XMODEM.</summary>
    BootRomWaiting,

    /// <summary>The boot ROM found nothing it can start.</summary>
    BootRomFailed,

    /// <summary>U-Boot SPL runs; <see cref="StageReport.Detail"/> says where it loads from.</summary>
    Spl,

    /// <summary>SPL asks for U-Boot by YMODEM.</summary>
    SplWaiting,

    /// <summary>SPL found no U-Boot.</summary>
    SplFailed,

    /// <summary>OpenSBI runs.</summary>
    OpenSbi,

    /// <summary>U-Boot starts or works; no prompt yet.</summary>
    UBoot,

    /// <summary>U-Boot counts down to its boot command.</summary>
    UBootAutoboot,

    /// <summary>U-Boot takes commands.</summary>
    UBootPrompt,

    /// <summary>U-Boot waits for a file.</summary>
    UBootLoading,

    /// <summary>A kernel boots or runs.</summary>
    Kernel,

    /// <summary>A kernel gave up.</summary>
    KernelPanic,

    /// <summary>A system asks for a login or a command.</summary>
    Running,
}

/// <summary>What a board is doing, and what shows it.</summary>
/// <param name="Stage">What.</param>
/// <param name="Evidence">The text that shows it, at most a line.</param>
/// <param name="Detail">Where SPL loads from, seconds of a countdown; or empty.</param>
public sealed record StageReport(BoardStage Stage, string Evidence, string Detail)
{
    /// <summary>True for what only a board prints that has just been reset.</summary>
    public bool IsRestart => Stage is BoardStage.BootRomWaiting or BoardStage.BootRomFailed or BoardStage.Spl or BoardStage.SplWaiting
        or BoardStage.OpenSbi or BoardStage.UBoot or BoardStage.UBootAutoboot or BoardStage.KernelPanic;
}

/// <summary>Classifies console text. Never fails, whatever the text.</summary>
public static partial class StageClassifier
{
    private const int LongestEvidence = 100;

    // Text shorter than this is not judged to be garbage: a single glitch is none.
    private const int LeastGarbage = 4;

    private static readonly (Regex Pattern, BoardStage Stage)[] s_signs =
    [
        (BootRomBanner(), BoardStage.BootRomWaiting),
        (BootRomFailure(), BoardStage.BootRomFailed),
        (SplBanner(), BoardStage.Spl),
        (SplSource(), BoardStage.Spl),
        (SplFailure(), BoardStage.SplFailed),
        (OpenSbiBanner(), BoardStage.OpenSbi),
        (UBootBanner(), BoardStage.UBoot),
        (Autoboot(), BoardStage.UBootAutoboot),
        (UBootReady(), BoardStage.UBootLoading),
        (UBootPrompt(), BoardStage.UBootPrompt),
        (KernelStart(), BoardStage.Kernel),
        (KernelLine(), BoardStage.Kernel),
        (Panic(), BoardStage.KernelPanic),
        (Login(), BoardStage.Running),
    ];

    /// <summary>Classifies bytes as they came from the wire.</summary>
    public static StageReport Classify(ReadOnlySpan<byte> bytes) => Classify(Encoding.Latin1.GetString(bytes));

    /// <summary>Classifies text, one character per byte.</summary>
    public static StageReport Classify(string text)
    {
        if (text.Length == 0)
        {
            return new StageReport(BoardStage.Silence, "nothing", string.Empty);
        }

        (int At, StageReport Report) last = (-1, new StageReport(BoardStage.Unknown, Clip(LastLine(text)), string.Empty));
        foreach ((Regex pattern, BoardStage stage) in s_signs)
        {
            if (pattern.Match(text) is { Success: true } match && match.Index > last.At)
            {
                last = (match.Index, new StageReport(stage, Clip(match.Value.Trim()), match.Groups["detail"].Value.Trim()));
            }
        }

        if (Requests().Match(text) is { Success: true } requests)
        {
            return Waiting(last.Report, requests);
        }

        return last.At < 0 && IsGarbage(text)
            ? new StageReport(BoardStage.WrongBaudRate, $"{text.Length} bytes that are no text", string.Empty)
            : last.Report;
    }

    /// <summary>What only the firmware says, from the boot ROM to U-Boot's countdown; null when the text has none of it.</summary>
    public static string? FirmwareIn(string text)
    {
        foreach (Regex sign in (Regex[])[BootRomBanner(), BootRomFailure(), SplBanner(), UBootBanner(), Autoboot()])
        {
            if (sign.Match(text) is { Success: true } match)
            {
                return Clip(match.Value.Trim());
            }
        }

        return null;
    }

    /// <summary>True when most of it is no text: framing errors of a wrong rate give bytes over 127, zeros and control codes.</summary>
    public static bool IsGarbage(string text)
    {
        int strange = 0;
        foreach (char one in text)
        {
            strange += one is (>= ' ' and < '\x7f') or '\n' or '\r' or '\t' or '\x1b' or '\b' ? 0 : 1;
        }

        return text.Length >= LeastGarbage && strange * 4 > text.Length;
    }

    // Who asks with C depends on what was said before.
    private static StageReport Waiting(StageReport before, Match requests) => before.Stage switch
    {
        BoardStage.Spl => before with { Stage = BoardStage.SplWaiting },
        BoardStage.UBootLoading => before,
        BoardStage.BootRomWaiting => before,
        _ => new StageReport(BoardStage.BootRomWaiting, Clip(requests.Value), string.Empty),
    };

    private static string LastLine(string text)
    {
        string trimmed = text.TrimEnd();
        return trimmed[(trimmed.LastIndexOf('\n') + 1)..];
    }

    private static string Clip(string text)
    {
        StringBuilder clipped = new();
        foreach (char one in text.AsSpan(0, Math.Min(text.Length, LongestEvidence)))
        {
            clipped.Append(one is >= ' ' and < '\x7f' ? one : '.');
        }

        return clipped.ToString();
    }

    private const RegexOptions LastFirst = RegexOptions.RightToLeft | RegexOptions.CultureInvariant | RegexOptions.Multiline;

    [GeneratedRegex(@"\(C\)\s?StarFive", LastFirst)]
    private static partial Regex BootRomBanner();

    [GeneratedRegex(@"BOOT fail,? ?Error is 0x[0-9a-fA-F]+", LastFirst)]
    private static partial Regex BootRomFailure();

    [GeneratedRegex(@"U-Boot SPL \d{4}\.\d\d[^\r\n]{0,80}", LastFirst)]
    private static partial Regex SplBanner();

    [GeneratedRegex(@"Trying to boot from (?<detail>[A-Za-z0-9_ ]{1,30})", LastFirst)]
    private static partial Regex SplSource();

    [GeneratedRegex(@"SPL: failed to boot from all boot devices|SPL: Unsupported Boot Device|### ERROR ### Please RESET the board ###", LastFirst)]
    private static partial Regex SplFailure();

    [GeneratedRegex(@"OpenSBI v\d[^\r\n]{0,40}", LastFirst)]
    private static partial Regex OpenSbiBanner();

    [GeneratedRegex(@"U-Boot \d{4}\.\d\d[^\r\n]{0,80}", LastFirst)]
    private static partial Regex UBootBanner();

    [GeneratedRegex(@"Hit any key to stop autoboot:?[ \x08]*(?<detail>\d*)|Autoboot in (?<detail>\d+) seconds", LastFirst)]
    private static partial Regex Autoboot();

    [GeneratedRegex(@"## Ready for binary \([a-z]+\) download[^\r\n]{0,80}", LastFirst)]
    private static partial Regex UBootReady();

    // At the end of everything only; a Linux prompt has a path or a user before it.
    [GeneratedRegex(@"(?<=\A|[\r\n])(=> |StarFive # |U-Boot> |[A-Za-z0-9_-]{1,20} # )\z", RegexOptions.RightToLeft | RegexOptions.CultureInvariant)]
    private static partial Regex UBootPrompt();

    [GeneratedRegex(@"Starting kernel \.\.\.|Linux version \d[^\r\n]{0,80}|Booting Linux on |^Lume \d[^\r\n]{0,60}", LastFirst)]
    private static partial Regex KernelStart();

    [GeneratedRegex(@"^\[ {0,5}\d{1,6}\.\d{6}\] [^\r\n]{1,80}", LastFirst)]
    private static partial Regex KernelLine();

    [GeneratedRegex(@"Kernel panic - not syncing[^\r\n]{0,80}|[Kk]ernel panic:[^\r\n]{0,80}|KERNEL PANIC[^\r\n]{0,80}|\*\*\* Lume stopped", LastFirst)]
    private static partial Regex Panic();

    [GeneratedRegex(@"login: *\z|(?<=\A|[\r\n])([^\r\n]{0,60}[~/\]a-z0-9)] ?)?[#$] \z", RegexOptions.RightToLeft | RegexOptions.CultureInvariant)]
    private static partial Regex Login();

    [GeneratedRegex(@"(?<=\A|[^C])C{3,}\z", RegexOptions.RightToLeft | RegexOptions.CultureInvariant)]
    private static partial Regex Requests();
}
