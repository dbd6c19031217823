// Android's fastboot (its README in platform/system/core, "Fastboot Protocol"): text commands, answers of four letters and text, one download.
using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Usb;

/// <summary>The host's side of fastboot over a claimed interface.</summary>
public sealed class Fastboot(IUsbDevice device, UsbInterface place, IFlashProgress progress)
{
    private const int LongestCommand = 64;
    private const int LongestAnswer = 256;
    private const int MostAnswers = 1000;
    private const int PieceBytes = 256 << 10;
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(10);

    /// <summary>Runs a command and returns the text of its OKAY.</summary>
    /// <param name="command">At most 64 characters.</param>
    /// <param name="limit">Longest wait for each answer.</param>
    /// <exception cref="FlashException">The device said FAIL, answers nonsense or not at all, or is gone.</exception>
    public string Run(string command, TimeSpan limit)
    {
        Send(Command(command), s_short);
        (string kind, string text) = Answer(command, limit);
        return kind == "OKAY" ? text : throw Nonsense(command, kind + text);
    }

    /// <summary>A variable of the device, or null when it does not know it.</summary>
    public string? Variable(string name)
    {
        try
        {
            return Run($"getvar:{name}", s_short);
        }
        catch (FlashException e) when (e.Error == FlashError.CommandFailed)
        {
            return null;
        }
    }

    /// <summary>Puts a file into the device's memory.</summary>
    /// <exception cref="FlashException">It does not fit or does not arrive.</exception>
    public void Download(string name, ReadOnlyMemory<byte> file)
    {
        if (Variable("max-download-size") is { } limit && ParseSize(limit) is { } most && file.Length > most)
        {
            throw new FlashException(FlashError.ImageTooBig, $"{name} has {file.Length} bytes; the device takes at most {most} at once.");
        }

        string command = string.Create(CultureInfo.InvariantCulture, $"download:{file.Length:x8}");
        Send(Command(command), s_short);
        (string kind, string text) = Answer(command, s_short);
        if (kind != "DATA" || ParseHex(text) != file.Length)
        {
            throw Nonsense(command, kind + text);
        }

        for (int sent = 0; sent < file.Length;)
        {
            int count = Math.Min(PieceBytes, file.Length - sent);
            Send(file.Span.Slice(sent, count), s_short);
            sent += count;
            progress.Report(new BytesMoved($"{name} by fastboot", sent, file.Length));
        }

        (kind, text) = Answer(command, s_short);
        if (kind != "OKAY")
        {
            throw Nonsense(command, kind + text);
        }
    }

    private static long? ParseSize(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? ParseHex(text[2..])
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;

    private static long? ParseHex(string text) =>
        long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long value) && value >= 0 ? value : null;

    private static byte[] Command(string command) => command.Length is > 0 and <= LongestCommand
        ? Encoding.ASCII.GetBytes(command)
        : throw new ArgumentException($"fastboot takes 1 to {LongestCommand} characters: {command}", nameof(command));

    private void Send(ReadOnlySpan<byte> bytes, TimeSpan limit)
    {
        while (!bytes.IsEmpty)
        {
            int went = device.BulkOut(place.BulkOut, bytes, limit);
            if (went <= 0 || went > bytes.Length)
            {
                throw new FlashException(FlashError.UsbFailed, $"{device.Name} takes no more bytes; {bytes.Length} of this piece are left.");
            }

            bytes = bytes[went..];
        }
    }

    // INFO and TEXT are news on the way to the answer.
    private (string Kind, string Text) Answer(string command, TimeSpan limit)
    {
        byte[] buffer = new byte[LongestAnswer];
        for (int i = 0; i < MostAnswers; i++)
        {
            int length = device.BulkIn(place.BulkIn, buffer, limit);
            if (length == 0)
            {
                throw new FlashException(FlashError.UsbFailed, $"{device.Name} does not answer '{command}'.");
            }

            string answer = string.Concat(Encoding.Latin1.GetString(buffer, 0, length).Select(c => char.IsControl(c) ? ' ' : c));
            string kind = answer.Length >= 4 ? answer[..4] : string.Empty;
            switch (kind)
            {
                case "OKAY" or "DATA":
                    return (kind, answer[4..]);
                case "FAIL":
                    throw new FlashException(FlashError.CommandFailed, $"{device.Name} refused '{command}': {answer[4..].Trim()}");
                case "INFO" or "TEXT":
                    progress.Report(new Noted(answer[4..].Trim()));
                    break;
                default:
                    throw Nonsense(command, answer);
            }
        }

        throw new FlashException(FlashError.UsbFailed, $"{device.Name} talks without end after '{command}'.");
    }

    private FlashException Nonsense(string command, string answer) =>
        new(FlashError.UsbFailed, $"{device.Name} answers '{command}' with '{answer}', which is no answer of fastboot.");
}
