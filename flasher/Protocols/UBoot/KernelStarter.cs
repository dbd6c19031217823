// Starts a kernel that is in the board's memory, and watches whether it comes up.
using System;
using System.Globalization;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Protocols.UBoot;

/// <summary>booti.</summary>
public sealed class KernelStarter(UBootSession session)
{
    private const int ChunkLength = 120;
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(5);

    // Once a kernel talks, this long without a further word means that it has said what it had to.
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(2);

    /// <summary>Starts it.</summary>
    /// <param name="kernel">Address of the Image.</param>
    /// <param name="initrd">Address and bytes of an initramfs, or null.</param>
    /// <param name="commandLine">The kernel's command line, or null to leave U-Boot's.</param>
    /// <param name="limit">Longest wait for the kernel's first words.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="FlashException">U-Boot refuses the image, the kernel is silent or panics.</exception>
    public string Start(ulong kernel, (ulong Address, long Length)? initrd, string? commandLine, TimeSpan limit)
    {
        if (commandLine is not null)
        {
            SetCommandLine(commandLine);
        }

        string ramdisk = initrd is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.Address:x}:{at.Length:x}") : "-";
        session.Progress.Report(new StepStarted("starting the kernel"));
        session.Type(string.Create(CultureInfo.InvariantCulture, $"booti {kernel:x} {ramdisk} ${{fdtcontroladdr}}"));
        return Watch(limit);
    }

    private void SetCommandLine(string text)
    {
        if (text.AsSpan().ContainsAny('\'', '\n', '\r'))
        {
            throw new FlashException(FlashError.Usage, "--append takes no quotes (') and line ends.");
        }

        session.Require("setenv bootargs", s_short);
        for (int at = 0; at < text.Length; at += ChunkLength)
        {
            string chunk = text.Substring(at, Math.Min(ChunkLength, text.Length - at));
            session.Require($"setenv bootargs \"${{bootargs}}\"'{chunk}'", s_short, isRepeatable: false);
        }
    }

    private string Watch(TimeSpan limit)
    {
        Line line = session.Line;
        ByteText heard = new();
        long begin = line.Now;
        int started = -1;
        while (line.Since(begin) < limit)
        {
            int one = line.ReadByte(started >= 0 && Words(heard, started).Length > 0 ? s_quiet : limit - line.Since(begin));
            if (one == Line.Nothing)
            {
                break;
            }

            heard.Add(one);
            if (started < 0 && heard.EndsWith("Starting kernel ..."))
            {
                started = heard.Length;
            }
        }

        StageReport stage = StageClassifier.Classify(heard.Tail);
        if (started < 0)
        {
            line.Fail(FlashError.CommandFailed, "U-Boot did not start the kernel.");
        }

        if (stage.Stage == BoardStage.KernelPanic)
        {
            line.Fail(FlashError.KernelSilent, $"The kernel started and gave up: {stage.Evidence}.", "The image arrived as it should; the fault is in the kernel or its command line.");
        }

        // A kernel that falls over at once, or a reset in these seconds: what talks now is the firmware.
        if (StageClassifier.FirmwareIn(Words(heard, started)) is { } firmware)
        {
            line.Fail(FlashError.BoardReset, $"The kernel was started and the board started over: {firmware}.", "The image arrived as it should; look at its first words: lume console.");
        }

        string words = Words(heard, started);
        if (words.Length == 0)
        {
            line.Fail(FlashError.KernelSilent, $"The kernel was started and printed nothing for {limit.TotalSeconds:0} s.");
        }

        return words;
    }

    private static string Words(ByteText heard, int from) => heard.Text[Math.Min(from, heard.Length)..].Trim();
}
