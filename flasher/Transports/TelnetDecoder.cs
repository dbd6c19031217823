// The receiving half of Telnet (RFC 854, 855): takes the commands out of the data. Pure; what comes is hostile.
using System;

namespace Lume.Flasher.Transports;

/// <summary>What a <see cref="TelnetDecoder"/> finds besides data.</summary>
internal interface ITelnetEvents
{
    /// <summary>A request or answer (WILL, WONT, DO, DONT) about an option.</summary>
    void Negotiate(byte verb, byte option);

    /// <summary>A subnegotiation: the option and its bytes, doubled 255s made single.</summary>
    void Subnegotiation(ReadOnlySpan<byte> content);
}

/// <summary>Telnet's byte values.</summary>
internal static class Telnet
{
    public const byte Interpret = 255, Dont = 254, Do = 253, Wont = 252, Will = 251, SubBegin = 250, SubEnd = 240;
    public const byte Binary = 0, SuppressGoAhead = 3, ComPort = 44;
}

/// <summary>Decodes a Telnet stream piece by piece.</summary>
internal sealed class TelnetDecoder(ITelnetEvents events)
{
    // RFC 2217's longest is the server's signature, free text; longer ones are read and dropped.
    private const int LongestSubnegotiation = 256;

    private readonly byte[] _sub = new byte[LongestSubnegotiation];
    private State _state;
    private byte _verb;
    private int _subLength;

    private enum State
    {
        Data,
        Command,
        Option,
        Sub,
        SubCommand,
    }

    /// <summary>Decodes in place.</summary>
    /// <returns>How many data bytes are left at the start of <paramref name="bytes"/>.</returns>
    public int Decode(Span<byte> bytes)
    {
        int kept = 0;
        foreach (byte b in bytes)
        {
            if (IsData(b))
            {
                bytes[kept++] = b;
            }
        }

        return kept;
    }

    // One byte; true when it is data.
    private bool IsData(byte b)
    {
        switch (_state)
        {
            case State.Data when b != Telnet.Interpret:
                return true;
            case State.Data:
                _state = State.Command;
                return false;
            case State.Command when b == Telnet.Interpret:
                _state = State.Data;
                return true;
            case State.Command:
                _verb = b;
                _subLength = 0;
                _state = b is >= Telnet.Will and <= Telnet.Dont ? State.Option : b == Telnet.SubBegin ? State.Sub : State.Data;
                return false;
            case State.Option:
                _state = State.Data;
                events.Negotiate(_verb, b);
                return false;
            case State.Sub when b == Telnet.Interpret:
                _state = State.SubCommand;
                return false;
            case State.Sub:
                Gather(b);
                return false;
            default:
                EndOrEscape(b);
                return false;
        }
    }

    private void EndOrEscape(byte b)
    {
        _state = State.Sub;
        if (b == Telnet.Interpret)
        {
            Gather(b);
            return;
        }

        // Anything but its end within a subnegotiation is a broken peer; it ends there too, so that data goes on.
        _state = State.Data;
        if (b == Telnet.SubEnd && _subLength is > 0 and <= LongestSubnegotiation)
        {
            events.Subnegotiation(_sub.AsSpan(0, _subLength));
        }
    }

    private void Gather(byte b)
    {
        if (_subLength < LongestSubnegotiation)
        {
            _sub[_subLength] = b;
        }

        _subLength = Math.Min(_subLength + 1, LongestSubnegotiation + 1);
    }
}
