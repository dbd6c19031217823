// Bytes from the wire as text, with a bounded memory.
using System;
using System.Text;

namespace Lume.Flasher.Protocols;

/// <summary>Text that grows byte by byte (Latin-1). Keeps the last 64 KiB.</summary>
public sealed class ByteText
{
    private const int Kept = 64 * 1024;
    private const int TailLength = 2048;

    private readonly StringBuilder _text = new();

    /// <summary>Characters kept.</summary>
    public int Length => _text.Length;

    /// <summary>All that is kept.</summary>
    public string Text => _text.ToString();

    /// <summary>The last 2048 characters: enough for what a board does now.</summary>
    public string Tail => _text.ToString(Math.Max(0, _text.Length - TailLength), Math.Min(TailLength, _text.Length));

    /// <summary>Adds a byte.</summary>
    public void Add(int one)
    {
        if (_text.Length >= 2 * Kept)
        {
            _text.Remove(0, Kept);
        }

        _text.Append((char)one);
    }

    /// <summary>True when the last characters are these.</summary>
    public bool EndsWith(string text) => _text.Length >= text.Length && _text.ToString(_text.Length - text.Length, text.Length) == text;

    /// <summary>True when the text is among the last characters.</summary>
    public bool Contains(string text) => Tail.Contains(text, StringComparison.Ordinal);
}
