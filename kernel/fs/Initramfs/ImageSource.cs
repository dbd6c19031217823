// Where the bytes of an image come from and go to.
using System;

namespace Lume.FileSystems.Initramfs;

/// <summary>
/// An image, piece by piece. Asking for the next piece gives up the one before, so that the memory behind a consumed piece can be
/// freed while the rest is unpacked.
/// </summary>
public abstract class ImageSource
{
    /// <summary>The next piece; empty at the end. The span is valid until the next call.</summary>
    public abstract Span<byte> Next();
}

/// <summary>Takes bytes as they are produced.</summary>
public abstract class ByteSink
{
    /// <summary>Takes all bytes; false to stop, because they make no sense.</summary>
    public abstract bool Write(Span<byte> bytes);
}

/// <summary>Reads a source byte by byte across its pieces, with a look at the next byte.</summary>
public ref struct ImageReader
{
    private readonly ImageSource _source;
    private Span<byte> _piece;
    private Span<byte> _after;
    private int _position;

    /// <summary>At the beginning of a source.</summary>
    public ImageReader(ImageSource source)
    {
        _source = source;
        _piece = source.Next();
        _position = 0;
    }

    /// <summary>Whether the source is used up.</summary>
    public bool IsAtEnd
    {
        get
        {
            if (_position == _piece.Length)
            {
                LoadNext();
            }

            return _piece.IsEmpty;
        }
    }

    /// <summary>The rest of the current piece; empty at the end.</summary>
    public Span<byte> Current => IsAtEnd ? default : _piece[_position..];

    /// <summary>The next byte, or -1 at the end.</summary>
    public int Peek() => IsAtEnd ? -1 : _piece[_position];

    /// <summary>Takes the next byte, or -1 at the end.</summary>
    public int ReadByte()
    {
        if (_position == _piece.Length && IsAtEnd)
        {
            return -1;
        }

        return _piece[_position++];
    }

    /// <summary>Takes bytes of <see cref="Current"/>.</summary>
    public void Advance(int count) => _position += count;

    /// <summary>Puts bytes back in front of what is left, once: they were taken too early.</summary>
    public void PutBack(byte[] bytes)
    {
        if (bytes.Length != 0)
        {
            _after = _piece[_position..];
            _piece = bytes;
            _position = 0;
        }
    }

    private void LoadNext()
    {
        if (!_after.IsEmpty)
        {
            _piece = _after;
            _after = default;
            _position = 0;
            return;
        }

        // Once a source has said that it is at its end it is not asked again.
        if (!_piece.IsEmpty)
        {
            _piece = _source.Next();
            _position = 0;
        }
    }
}
