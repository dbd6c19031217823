// Takes frames out of a stream of text. Pure; what comes is hostile.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Lume.Hil.Frames;

/// <summary>Decodes text piece by piece.</summary>
public sealed class FrameDecoder
{
    private const int HeadLength = 7;
    private const int SumLength = 8;
    private const int LongestBody = HeadLength + (3 * Frame.MaximumPayload) + SumLength;

    private readonly StringBuilder _body = new();
    private bool _open;

    // A ~ may begin a frame and a } may end one: each waits for what follows it. NUL: nothing waits.
    private char _before;

    /// <summary>Decodes some text.</summary>
    /// <param name="text">What came.</param>
    /// <param name="frames">Frames that ended in it are added here; a broken one is null.</param>
    /// <returns>The text outside of frames.</returns>
    public string Decode(ReadOnlySpan<char> text, ICollection<Frame?> frames)
    {
        StringBuilder outside = new();
        foreach (char c in text)
        {
            Take(c, outside, frames);
        }

        return outside.ToString();
    }

    private void Take(char c, StringBuilder outside, ICollection<Frame?> frames)
    {
        if (_before == '~' && c == '{')
        {
            if (_open)
            {
                frames.Add(null);
            }

            _open = true;
            _body.Clear();
            _before = '\0';
        }
        else if (_open && _before == '}' && c == '~')
        {
            frames.Add(Parse(_body.ToString()));
            _open = false;
            _before = '\0';
        }
        else
        {
            Settle(outside, frames);
            _before = c;
            if (c is not ('~' or '}'))
            {
                Settle(outside, frames);
            }
        }
    }

    // The character that waited turned out to begin or end nothing.
    private void Settle(StringBuilder outside, ICollection<Frame?> frames)
    {
        char c = _before;
        _before = '\0';
        if (!_open)
        {
            outside.Append(c == '\0' ? string.Empty : c.ToString());
        }
        else if (c is not ('\0' or '\r' or '\n'))
        {
            _body.Append(c);
            if (_body.Length > LongestBody)
            {
                frames.Add(null);
                _open = false;
            }
        }
    }

    private static Frame? Parse(string body)
    {
        if (body.Length < HeadLength + SumLength)
        {
            return null;
        }

        string head = body[..HeadLength];
        bool good = Enum.IsDefined((FrameType)head[0])
            & TryHex(head.AsSpan(1, 2), out uint sequence)
            & TryHex(head.AsSpan(3, 4), out uint length)
            & TryHex(body.AsSpan(body.Length - SumLength), out uint sum);
        if (!good || length > Frame.MaximumPayload || Unescape(body.AsSpan(HeadLength, body.Length - HeadLength - SumLength)) is not { } payload)
        {
            return null;
        }

        bool fits = payload.Length == length && (length == 0 || head[0] == (char)FrameType.Data);
        return fits && Frame.Checksum(head, payload) == sum ? new Frame((FrameType)head[0], (byte)sequence, payload) : null;
    }

    private static byte[]? Unescape(ReadOnlySpan<char> text)
    {
        List<byte> bytes = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (Frame.IsPlain(text[i]))
            {
                bytes.Add((byte)text[i]);
            }
            else if (text[i] == '%' && i + 2 < text.Length && TryHex(text.Slice(i + 1, 2), out uint value))
            {
                bytes.Add((byte)value);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out uint value)
    {
        value = 0;
        return digits.IndexOfAnyExcept("0123456789abcdef") < 0 && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
