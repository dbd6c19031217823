// Brings a file into the board's memory with loady, as fast as the line allows, until the board's own checksum agrees.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Lume.Flasher.Errors;
using Lume.Flasher.Flashing;
using Lume.Flasher.Progress;

namespace Lume.Flasher.Protocols.UBoot;

/// <summary>loady with rates, fall-back and proof.</summary>
/// <param name="session">At the prompt.</param>
/// <param name="fastBaudRate">Highest rate to try.</param>
/// <param name="mayPack">Whether a file may travel packed with gzip. The proof is of the unpacked file in any case.</param>
public sealed class SerialLoader(UBootSession session, int fastBaudRate, bool mayPack = true)
{
    private const int AttemptsAtConsoleRate = 3;
    private static readonly TimeSpan s_promptLimit = TimeSpan.FromSeconds(60);

    // U-Boot's receiver gives up by itself after 90 s without a byte that it understands.
    private static readonly TimeSpan s_giveUp = TimeSpan.FromSeconds(100);

    // U-Boot waits 50 ms before and after it switches.
    private static readonly TimeSpan s_switchPause = TimeSpan.FromMilliseconds(120);

    private readonly Line _line = session.Line;

    /// <summary>Loads a file and proves it.</summary>
    /// <param name="image">The file.</param>
    /// <param name="address">Where to.</param>
    /// <exception cref="FlashException">It does not arrive at any rate, or the line is lost.</exception>
    public FlashProof Load(FlashImage image, ulong address)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"RAM at 0x{address:x}");
        int[] rates = [.. Rates()];
        TuneUart();
        GzipPacking? packing = mayPack ? GzipPacking.TryMake(session, image, address) : null;
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                Bring(image, address, packing, rates[attempt]);
                session.RequireCrc32(address, image.Bytes.Length, image.Crc32, where);
                return new FlashProof(where, image.Bytes.Length, image.Crc32);
            }
            catch (FlashException e) when (IsWorthAnotherTry(e.Error) && attempt + 1 < rates.Length)
            {
                session.Progress.Report(new Retried($"{FirstLine(e.Message)} Trying again at {rates[attempt + 1]} baud."));
                Return(e);
                // A board that unpacks wrongly would do so again.
                packing = e.Error == FlashError.ChecksumMismatch ? null : packing;
            }
        }
    }

    // A board that cannot be brought back keeps the first failure: it is the cause.
    private void Return(FlashException cause)
    {
        if (session.LeaveUsable(s_giveUp))
        {
            return;
        }

        try
        {
            session.ReachPrompt(s_promptLimit);
        }
        catch (FlashException e) when (e is not LineLostException)
        {
            throw new FlashException(cause.Error, $"{cause.Message}\nIt could not be tried again: {e.Message}", cause.Remedy, e);
        }
    }

    private static bool IsWorthAnotherTry(FlashError error) => error is FlashError.TransferFailed or FlashError.TransferRefused
        or FlashError.ChecksumMismatch or FlashError.CommandTimeout or FlashError.BoardReset or FlashError.WrongBaudRate;

    private static string FirstLine(string text) => text.Split('\n')[0];

    // A carrier without a rate has nothing to raise.
    private IEnumerable<int> Rates()
    {
        int console = session.Board.BaudRate;
        IEnumerable<int> rates = _line.Transport.BaudRate == 0 ? [console] : BaudRates.Candidates(session.Board.UartClock, fastBaudRate, console);
        return rates.Concat(Enumerable.Repeat(console, AttemptsAtConsoleRate - 1));
    }

    // Without it QEMU hands bytes over one by one. Only a matter of speed: what the board answers does not matter.
    private void TuneUart()
    {
        if (session.Board.UartTuning is { } command)
        {
            session.Run(command, TimeSpan.FromSeconds(5));
        }
    }

    private void Bring(FlashImage image, ulong address, GzipPacking? packing, int rate)
    {
        if (packing is null)
        {
            LoadAt(image, address, rate);
            return;
        }

        LoadAt(packing.Packed, packing.Address, rate);
        packing.Unpack(session, address, image.Bytes.Length);
    }

    private void LoadAt(FlashImage image, ulong address, int rate)
    {
        int console = session.Board.BaudRate;
        bool raised = rate != console;
        if (raised && !CanHostDo(rate, console))
        {
            throw new FlashException(FlashError.WrongBaudRate, $"This adapter cannot do {rate} baud.");
        }

        string command = string.Create(CultureInfo.InvariantCulture, $"loady {address:x}");
        session.Progress.Report(new StepStarted($"loading {image.Name} to 0x{address:x} by YMODEM at {rate} baud"));
        session.Type(raised ? string.Create(CultureInfo.InvariantCulture, $"{command} {rate}") : command);
        if (raised)
        {
            Switch(rate, console);
        }
        else
        {
            AwaitReady(TimeSpan.FromSeconds(5), "loady did not start");
        }

        new ModemSender(_line, ModemProtocol.YModem, session.Progress).Send(image.Name, image.Bytes);
        if (raised)
        {
            SwitchBack(console);
        }

        session.ReachPrompt(TimeSpan.FromSeconds(20));
    }

    private bool CanHostDo(int rate, int console) =>
        _line.Transport.TrySetBaudRate(rate) & _line.Transport.TrySetBaudRate(console);

    private void Switch(int rate, int console)
    {
        if (!Await("press ENTER", TimeSpan.FromSeconds(5), out string seen))
        {
            CheckCommand(seen);
            throw new FlashException(FlashError.TransferFailed, $"loady did not offer {rate} baud.");
        }

        _line.Pause(s_switchPause);
        _line.Transport.TrySetBaudRate(rate);
        for (int attempt = 0; attempt < 4; attempt++)
        {
            _line.Write("\r"u8);
            if (Await("Ready for binary", TimeSpan.FromSeconds(1), out _) && Await("\n", TimeSpan.FromSeconds(1), out _))
            {
                return;
            }
        }

        throw new FlashException(FlashError.WrongBaudRate, $"The line does not work at {rate} baud.", $"Reset the board and use --fast-baud {console}.");
    }

    private void SwitchBack(int console)
    {
        // When these words are lost, ReachPrompt notices at the old rate and LeaveUsable sends the key again.
        Await("press ESC", TimeSpan.FromSeconds(5), out _);
        _line.Pause(s_switchPause);
        _line.Transport.TrySetBaudRate(console);
        _line.Pause(s_switchPause);
        _line.Write([0x1b]);
    }

    private void AwaitReady(TimeSpan limit, string failure)
    {
        if (Await("Ready for binary", limit, out string seen) && Await("\n", TimeSpan.FromSeconds(1), out _))
        {
            return;
        }

        CheckCommand(seen);
        throw new FlashException(FlashError.TransferFailed, $"{failure}.");
    }

    private static void CheckCommand(string seen)
    {
        if (seen.Contains("Unknown command", StringComparison.Ordinal))
        {
            throw new FlashException(FlashError.CommandMissing, "This U-Boot has no 'loady'.");
        }
    }

    private bool Await(string text, TimeSpan limit, out string seen)
    {
        ByteText heard = new();
        long begin = _line.Now;
        bool found = false;
        while (!found && _line.Since(begin) < limit)
        {
            int one = _line.ReadByte(limit - _line.Since(begin));
            if (one != Line.Nothing)
            {
                heard.Add(one);
                found = heard.EndsWith(text);
            }
        }

        seen = heard.Tail;
        return found;
    }
}
