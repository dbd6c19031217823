// One frame and its form on the wire. docs/frames.md is the specification.
using System;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Lume.Hil.Frames;

/// <summary>What a frame is for; the value is its character on the wire.</summary>
public enum FrameType
{
    /// <summary>Carries a message.</summary>
    Data = 'D',

    /// <summary>The message with this number has come.</summary>
    Acknowledged = 'A',

    /// <summary>Something came broken; this number is expected.</summary>
    NotAcknowledged = 'N',

    /// <summary>The next message has the number after this.</summary>
    StartOver = 'R',
}

/// <summary>A frame.</summary>
/// <param name="Type">What it is for.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="Payload">The message; empty in all but <see cref="FrameType.Data"/>.</param>
public sealed record Frame(FrameType Type, byte Sequence, byte[] Payload)
{
    /// <summary>The longest payload in bytes.</summary>
    public const int MaximumPayload = 1024;

    /// <summary>The frame's characters.</summary>
    /// <exception cref="ArgumentException">The payload is too long.</exception>
    public string Encode()
    {
        if (Payload.Length > MaximumPayload)
        {
            throw new ArgumentException($"A frame carries at most {MaximumPayload} bytes, not {Payload.Length}.");
        }

        string head = string.Create(CultureInfo.InvariantCulture, $"{(char)Type}{Sequence:x2}{Payload.Length:x4}");
        StringBuilder text = new("~{");
        text.Append(head);
        foreach (byte b in Payload)
        {
            text.Append(IsPlain((char)b) ? ((char)b).ToString() : string.Create(CultureInfo.InvariantCulture, $"%{b:x2}"));
        }

        return text.Append(Checksum(head, Payload).ToString("x8", CultureInfo.InvariantCulture)).Append("}~").ToString();
    }

    internal static bool IsPlain(char c) => c is >= ' ' and <= '}' and not ('{' or '}' or '%');

    internal static uint Checksum(string head, ReadOnlySpan<byte> payload)
    {
        Crc32 sum = new();
        sum.Append(Encoding.ASCII.GetBytes(head));
        sum.Append(payload);
        return sum.GetCurrentHashAsUInt32();
    }
}
