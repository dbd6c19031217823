// Receives by XMODEM-CRC or YMODEM as boot ROMs and U-Boot do: asks with C, 2 s per character, 20 failures and it gives up.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Lume.Flasher.Protocols;

namespace Lume.SoftwareBoard;

/// <summary>How a receiver behaves.</summary>
public sealed record ReceiverManners
{
    /// <summary>Time between two requests.</summary>
    public TimeSpan RequestInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Requests before it gives up; a boot ROM never does.</summary>
    public int Requests { get; init; } = 45;

    /// <summary>Failures in a row before it gives up.</summary>
    public int Failures { get; init; } = 20;

    /// <summary>NAKs sent at once for one failure.</summary>
    public int NaksPerFailure { get; init; } = 1;

    /// <summary>
    /// As U-Boot's: says C instead of NAK, does not ask again after the header, tosses input until the line is idle after a time-out,
    /// acknowledges the end twice. Otherwise as the protocol's document says.
    /// </summary>
    public bool IsUBoot { get; init; } = true;

    /// <summary>Answers the first end of transmission with a NAK, as careful receivers do.</summary>
    public bool DoubtsTheEnd { get; init; }

    /// <summary>After one bad block it takes none any more, as the JH7110's ROM was seen to do.</summary>
    public bool SulksAfterBadBlock { get; init; }
}

/// <summary>One transfer on the board's side.</summary>
public sealed class ModemReceiver(Uart uart, bool isYModem, ReceiverManners manners)
{
    private static readonly TimeSpan s_character = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_purge = TimeSpan.FromMilliseconds(20);

    private readonly List<byte> _data = [];
    private int _next = isYModem ? 0 : 1;
    private long _length = -1;
    private bool _sulks;

    private enum Heard
    {
        Timeout,
        Bad,
        Block,
        End,
        Cancelled,
    }

    /// <summary>Receives one file.</summary>
    /// <returns>Its bytes, cut to the length that YMODEM's header names; null when it was cancelled or given up.</returns>
    public async Task<byte[]?> ReceiveAsync()
    {
        int failures = 0;
        int requests = 0;
        bool began = false;
        bool doubted = !manners.DoubtsTheEnd;
        uart.Send([ModemBlock.RequestCrc]);
        while (true)
        {
            (Heard heard, int number, byte[] body) = await ReadAsync(began ? s_character : manners.RequestInterval);
            switch (heard)
            {
                case Heard.Cancelled:
                    return null;
                case Heard.End when !doubted:
                    doubted = true;
                    uart.Send([ModemBlock.NegativeAcknowledge]);
                    break;
                case Heard.End when began && _data.Count >= _length: // a data byte may look like the end
                    uart.Send(manners.IsUBoot ? [ModemBlock.Acknowledge, ModemBlock.Acknowledge] : [ModemBlock.Acknowledge]);
                    await FinishAsync();
                    return Cut();
                case Heard.Block when !_sulks && number == (byte)_next:
                    began = true;
                    failures = 0;
                    Take(body);
                    break;
                case Heard.Block when !_sulks && number == (byte)(_next - 1):
                    uart.Send([ModemBlock.Acknowledge]); // the answer to it was lost
                    break;
                case Heard.Block when !_sulks:
                    uart.Send([ModemBlock.Cancel, ModemBlock.Cancel, ModemBlock.Cancel]);
                    return null;
                case Heard.Timeout when !began:
                    if (++requests > manners.Requests)
                    {
                        return null;
                    }

                    uart.Send([ModemBlock.RequestCrc]);
                    break;
                default:
                    _sulks |= heard == Heard.Bad && manners.SulksAfterBadBlock;
                    if (++failures > manners.Failures)
                    {
                        uart.Send([ModemBlock.Cancel, ModemBlock.Cancel, ModemBlock.Cancel]);
                        return null;
                    }

                    uart.Send([.. Enumerable.Repeat(manners.IsUBoot ? ModemBlock.RequestCrc : ModemBlock.NegativeAcknowledge, manners.NaksPerFailure)]);
                    break;
            }
        }
    }

    private void Take(byte[] body)
    {
        uart.Send([ModemBlock.Acknowledge]);
        if (isYModem && _next == 0)
        {
            _length = Length(body);
            if (!manners.IsUBoot)
            {
                uart.Send([ModemBlock.RequestCrc]);
            }
        }
        else
        {
            _data.AddRange(body);
        }

        _next++;
    }

    private byte[] Cut() => _length >= 0 && _length < _data.Count ? [.. _data.Take((int)_length)] : [.. _data];

    private static long Length(byte[] header)
    {
        string[] parts = Encoding.ASCII.GetString(header).Split('\0');
        return parts.Length > 1 && long.TryParse(parts[1].Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : -1;
    }

    // After the end of a YMODEM file: one more header, with an empty name.
    private async Task FinishAsync()
    {
        if (isYModem)
        {
            uart.Send([ModemBlock.RequestCrc]);
            if (await ReadAsync(s_character) is (Heard.Block, _, _))
            {
                uart.Send([ModemBlock.Acknowledge]);
            }
        }
    }

    private async Task<(Heard, int Number, byte[] Body)> ReadAsync(TimeSpan limit)
    {
        int cancels = 0;
        for (int heard = 1; ; heard++)
        {
            int one = await uart.ReadAsync(limit);
            cancels = one == ModemBlock.Cancel ? cancels + 1 : 0;
            switch (one)
            {
                case Uart.Nothing:
                    await PurgeAsync(manners.IsUBoot ? s_character : s_purge);
                    return (Heard.Timeout, 0, []);
                case ModemBlock.Cancel when cancels >= 3:
                    await PurgeAsync(s_purge);
                    return (Heard.Cancelled, 0, []);
                case ModemBlock.EndOfTransmission when heard == 1: // as in U-Boot: only without noise before it
                    return (Heard.End, 0, []);
                case ModemBlock.StartOfHeading:
                    return await ReadBlockAsync(ModemBlock.ShortLength);
                case ModemBlock.StartOfText:
                    return await ReadBlockAsync(ModemBlock.LongLength);
            }
        }
    }

    private async Task<(Heard, int Number, byte[] Body)> ReadBlockAsync(int length)
    {
        byte[] block = new byte[length + ModemBlock.Overhead - 1];
        for (int i = 0; i < block.Length; i++)
        {
            int one = await uart.ReadAsync(s_character);
            if (one == Uart.Nothing)
            {
                return (Heard.Bad, 0, []);
            }

            block[i] = (byte)one;
        }

        byte[] body = block[2..^2];
        bool isGood = (block[0] ^ block[1]) == 0xff && ModemBlock.Crc16(body) == ((block[^2] << 8) | block[^1]);
        if (!isGood)
        {
            await PurgeAsync(s_purge);
        }

        return (isGood ? Heard.Block : Heard.Bad, block[0], body);
    }

    private async Task PurgeAsync(TimeSpan idle)
    {
        while (await uart.ReadAsync(idle) != Uart.Nothing)
        {
        }
    }
}
