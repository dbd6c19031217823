// Sends a file by XMODEM-CRC, XMODEM-1K or YMODEM. Written for receivers in boot ROMs and U-Boot: many NAKs, noise, late answers.
using System;
using System.Globalization;
using System.Text;
using Lume.Flasher.Errors;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Protocols;

/// <summary>Which of the family.</summary>
public enum ModemProtocol
{
    /// <summary>Blocks of 128 bytes, no name and length: the receiver sees the file padded to whole blocks.</summary>
    XModem,

    /// <summary>XMODEM with blocks of 1024 bytes.</summary>
    XModem1K,

    /// <summary>A block with name and length first, then blocks of 1024 bytes, then an empty name.</summary>
    YModem,
}

/// <summary>Figures that decide when the sender waits, repeats and gives up.</summary>
public sealed record ModemLimits
{
    /// <summary>Longest wait for the receiver to ask for the file.</summary>
    public TimeSpan Request { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Longest wait for the answer to one block before it is sent again. After 2 s without a byte U-Boot's receiver tosses input until
    /// the line was idle for 2 s more, and then asks: a sender that repeats sooner talks to deaf ears for ever.
    /// </summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Times that one block is sent. Boot ROMs send more than 30 NAKs in a row.</summary>
    public int Attempts { get; init; } = 60;

    /// <summary>Longest time without any block being taken.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>After this many failures of one long block, short ones follow: noise kills long ones more often.</summary>
    public int FailuresUntilShort { get; init; } = 4;
}

/// <summary>A sender for one transfer over a line. Failures are <see cref="FlashException"/>s; the receiver is told to stop on each.</summary>
public sealed class ModemSender(Line line, ModemProtocol protocol, IFlashProgress progress, ModemLimits? limits = null)
{
    // A C asks for a transfer only when it stands alone: a banner's C has neighbours.
    private const int RequestsInARow = 3;
    private const int LongestStrayText = 4096;
    private static readonly TimeSpan s_quietAfterRequest = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan s_secondRequest = TimeSpan.FromMilliseconds(500);

    // Longer than a character at 9600 baud and the latency timer of USB adapters (16 ms), shorter than any receiver's patience.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(60);

    private readonly ModemLimits _limits = limits ?? new ModemLimits();
    private readonly StringBuilder _strayText = new();
    private int _cancels;

    /// <summary>Sends a file.</summary>
    /// <param name="name">Its name, for YMODEM and for progress.</param>
    /// <param name="file">Its bytes.</param>
    /// <returns>True when the receiver acknowledged the end; false when it took all blocks and then went its own way, as loaders do.</returns>
    /// <exception cref="FlashException">The receiver never asked, refuses, does not take a block, or restarted.</exception>
    public bool Send(string name, ReadOnlyMemory<byte> file)
    {
        try
        {
            AwaitRequest();
            if (protocol == ModemProtocol.YModem)
            {
                byte[] header = Header(name, file.Length);
                SendBlock(0, ModemBlock.Make(0, header, header.Length > ModemBlock.ShortLength ? ModemBlock.LongLength : ModemBlock.ShortLength, fill: 0));
                AwaitRequestAfterHeader();
            }

            SendData(name, file);
            return SendEnd();
        }
        catch (Exception e) when (e is OperationCanceledException or FlashException and not LineLostException)
        {
            Abort();
            throw;
        }
    }

    /// <summary>Tells the receiver to give up. A receiver in the middle of a block takes these for data, so the caller may have to repeat it.</summary>
    public void Abort() => line.WithoutCancellation(() => line.Write([.. System.Linq.Enumerable.Repeat(ModemBlock.Cancel, 8)]));

    private static byte[] Header(string name, int length)
    {
        StringBuilder plain = new();
        foreach (char one in name)
        {
            plain.Append(one is > ' ' and < '\x7f' and not '/' ? one : '_');
        }

        string clipped = plain.Length > 100 ? plain.ToString(0, 100) : plain.ToString();
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{clipped}\0{length}\0"));
    }

    private void AwaitRequest()
    {
        long begin = line.Now;
        int run = 0;
        bool aloneOnItsLine = true;
        while (line.Since(begin) < _limits.Request)
        {
            int one = line.ReadByte(run > 0 ? s_quietAfterRequest : _limits.Request - line.Since(begin));
            if (one == ModemBlock.RequestCrc)
            {
                if (++run >= RequestsInARow)
                {
                    line.DiscardUntilQuiet(s_quiet);
                    return;
                }
            }
            else if (one == Line.Nothing)
            {
                if (run > 0 && aloneOnItsLine)
                {
                    return;
                }
            }
            else
            {
                run = 0;
                aloneOnItsLine = one is '\r' or '\n';
                Stray(one);
                CheckCancelled(one);
            }
        }

        line.Fail(FlashError.TransferFailed, $"The board did not ask for the file within {_limits.Request.TotalSeconds:0} s (no 'C').");
    }

    // After the header receivers acknowledge and ask again; U-Boot's only acknowledges, and tosses what comes after 2 s.
    private void AwaitRequestAfterHeader()
    {
        long begin = line.Now;
        for (int one = 0; one != ModemBlock.RequestCrc && line.Since(begin) < s_secondRequest;)
        {
            one = line.ReadByte(s_secondRequest - line.Since(begin));
            CheckCancelled(one);
        }
    }

    private void SendData(string name, ReadOnlyMemory<byte> file)
    {
        bool longBlocks = protocol != ModemProtocol.XModem;
        int number = 1;
        int done = 0;
        progress.Report(new BytesMoved(name, 0, file.Length));
        while (done < file.Length)
        {
            // The last bytes travel in short blocks: less padding, which XMODEM's receiver keeps.
            int length = longBlocks && file.Length - done > ModemBlock.ShortLength ? ModemBlock.LongLength : ModemBlock.ShortLength;
            int taken = Math.Min(length, file.Length - done);
            byte[] block = ModemBlock.Make(number, file.Span.Slice(done, taken), length);
            if (SendBlock(number, block) > _limits.FailuresUntilShort && longBlocks)
            {
                // From the next on: this one may have been taken long before its answer came through.
                longBlocks = false;
                progress.Report(new Retried("the line spoils long blocks; going on with short ones"));
            }

            done += taken;
            number++;
            progress.Report(new BytesMoved(name, done, file.Length));
        }
    }

    // Returns how often it was sent.
    private int SendBlock(int number, byte[] block)
    {
        long begin = line.Now;
        for (int attempt = 1; attempt <= _limits.Attempts && line.Since(begin) < _limits.Stall; attempt++)
        {
            line.Write(block);
            switch (AwaitAnswer())
            {
                case ModemBlock.Acknowledge:
                    if (attempt > 1)
                    {
                        // A second copy that crossed a late answer brings a second answer: it must not count for the next block.
                        line.DiscardUntilQuiet(s_quiet);
                    }

                    return attempt;
                case ModemBlock.NegativeAcknowledge:
                    // A storm of NAKs answers one block, not many: what came at once is one answer.
                    line.DiscardUntilQuiet(s_quiet);
                    break;
            }
        }

        line.Fail(FlashError.TransferFailed, string.Create(CultureInfo.InvariantCulture, $"The board does not take block {number}."));
        return 0;
    }

    private int AwaitAnswer()
    {
        long begin = line.Now;
        while (true)
        {
            int one = line.ReadByte(_limits.Answer - line.Since(begin));
            switch (one)
            {
                case ModemBlock.Acknowledge or ModemBlock.NegativeAcknowledge:
                    return one;
                case ModemBlock.RequestCrc:
                    return ModemBlock.NegativeAcknowledge; // U-Boot says so at any block
                case Line.Nothing:
                    return Line.Nothing;
                default:
                    Stray(one);
                    CheckCancelled(one);
                    break;
            }

            if (line.Since(begin) >= _limits.Answer)
            {
                return Line.Nothing;
            }
        }
    }

    private bool SendEnd()
    {
        for (int attempt = 0; attempt < 12; attempt++)
        {
            line.Write([ModemBlock.EndOfTransmission]);
            int answer = AwaitAnswer();
            if (answer == ModemBlock.Acknowledge)
            {
                return protocol != ModemProtocol.YModem || SendEmptyHeader();
            }

            if (_strayText.Length > 0 && answer == Line.Nothing)
            {
                return false; // it talks already: the loader went on with what it got
            }
        }

        return false;
    }

    // An empty name ends the batch. U-Boot's receivers differ in whether they wait for it.
    private bool SendEmptyHeader()
    {
        long begin = line.Now;
        while (line.Since(begin) < TimeSpan.FromSeconds(2))
        {
            int one = line.ReadByte(TimeSpan.FromSeconds(2) - line.Since(begin));
            if (one == ModemBlock.RequestCrc)
            {
                break;
            }

            if (one == Line.Nothing || !IsControl(one))
            {
                return true;
            }
        }

        byte[] empty = ModemBlock.Make(0, [], ModemBlock.ShortLength, fill: 0);
        for (int attempt = 0; attempt < 5; attempt++)
        {
            line.Write(empty);
            if (AwaitAnswer() != ModemBlock.NegativeAcknowledge)
            {
                return true;
            }
        }

        return true;
    }

    private static bool IsControl(int one) =>
        one is ModemBlock.Acknowledge or ModemBlock.NegativeAcknowledge or ModemBlock.Cancel or ModemBlock.RequestCrc;

    // Two in a row: one alone may be noise.
    private void CheckCancelled(int one)
    {
        _cancels = one == ModemBlock.Cancel ? _cancels + 1 : 0;
        if (_cancels >= 2)
        {
            line.Fail(FlashError.TransferRefused, "The board cancelled the transfer.");
        }
    }

    // Text in the middle of a transfer: the board has started over, and waiting for its answer is in vain.
    private void Stray(int one)
    {
        if (one is not ('\n' or '\r' or (>= ' ' and < 127)) || _strayText.Length > LongestStrayText)
        {
            return;
        }

        _strayText.Append((char)one);
        if (one != '\n' || _strayText.Length < 16)
        {
            return;
        }

        StageReport stage = StageClassifier.Classify(_strayText.ToString());
        if (stage.IsRestart)
        {
            line.Fail(FlashError.BoardReset, $"The board started over in the middle of the transfer: {stage.Evidence}.");
        }
    }
}
