// Puts the time before each line of a byte stream, and takes escape sequences out where they are not wanted.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Lume.Cli.Terminal;

/// <summary>Works on pieces of a stream, cut anywhere.</summary>
/// <param name="stamps">Whether lines get the time.</param>
/// <param name="color">Whether escape sequences stay.</param>
/// <param name="dim">Whether the time is shown dim: for a terminal.</param>
internal sealed class LineStamper(bool stamps, bool color, bool dim)
{
    private const byte Escape = 0x1b;

    private State _state;
    private bool _atLineStart = true;

    private enum State
    {
        Text,
        AfterEscape,
        InSequence,
    }

    /// <summary>What to write for the next bytes.</summary>
    public byte[] Stamp(ReadOnlySpan<byte> bytes)
    {
        List<byte> result = new(bytes.Length + 32);
        foreach (byte one in bytes)
        {
            if (!color && IsEscape(one))
            {
                continue;
            }

            if (stamps && _atLineStart && one is not ((byte)'\r' or (byte)'\n'))
            {
                _atLineStart = false;
                string time = DateTime.Now.ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture);
                result.AddRange(Encoding.ASCII.GetBytes(dim ? $"\x1b[2m{time}\x1b[22m" : time));
            }

            _atLineStart |= one == '\n';
            result.Add(one);
        }

        return [.. result];
    }

    // ECMA-48: ESC [ parameters and intermediates, then one final byte; other sequences are ESC and one byte.
    private bool IsEscape(byte one)
    {
        switch (_state)
        {
            case State.AfterEscape:
                _state = one == '[' ? State.InSequence : State.Text;
                return true;
            case State.InSequence:
                _state = one is >= 0x40 and <= 0x7e ? State.Text : State.InSequence;
                return true;
            default:
                _state = one == Escape ? State.AfterEscape : State.Text;
                return one == Escape;
        }
    }
}
