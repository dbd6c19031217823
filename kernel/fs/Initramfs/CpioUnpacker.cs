// Unpacks cpio archives as their bytes arrive.
// Invariant: _need is how many bytes the current state still wants; offsets count from the beginning of the archive.
using System;
using Lume.Abi;
using Lume.Kernel.Vfs;

namespace Lume.FileSystems.Initramfs;

/// <summary>
/// A state machine over the bytes of one or more archives. What makes no sense ends it with a message; what the file system refuses
/// is counted and skipped.
/// </summary>
public sealed class CpioUnpacker : ByteSink
{
    private readonly CpioTree _tree;
    private readonly byte[] _header = new byte[CpioHeader.Size];
    private readonly byte[] _text = new byte[PathWalker.MaxPath];
    private State _state = State.Between;
    private CpioHeader _entry;
    private int _have;
    private int _nameLength;
    private long _need;
    private long _offset;
    private uint _sum;

    /// <summary>Unpacks into a tree.</summary>
    public CpioUnpacker(CpioTree tree) => _tree = tree;

    private enum State
    {
        Between,
        Header,
        Name,
        NamePadding,
        Data,
        Target,
        DataPadding,
    }

    /// <summary>Why it stopped, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether an archive is complete and another, or the end, may follow.</summary>
    public bool IsBetweenArchives => _state == State.Between;

    /// <inheritdoc/>
    public override bool Write(Span<byte> bytes)
    {
        int taken = Take(bytes);
        if (taken != bytes.Length && Failure is null)
        {
            Failure = "no cpio archive";
        }

        return Failure is null;
    }

    /// <summary>
    /// Takes bytes until they end, something fails, or, between archives, a byte comes that begins no cpio archive.
    /// </summary>
    /// <returns>Bytes taken.</returns>
    public int Take(Span<byte> bytes)
    {
        int position = 0;
        while (position < bytes.Length && Failure is null)
        {
            if (_state == State.Between)
            {
                if (bytes[position] == 0)
                {
                    position++;
                    continue;
                }

                if (bytes[position] != (byte)'0')
                {
                    break;
                }

                BeginArchive();
            }

            int count = (int)Math.Min(_need, bytes.Length - position);
            Consume(bytes.Slice(position, count));
            position += count;
            _need -= count;
            _offset += count;
            while (_need == 0 && _state != State.Between && Failure is null)
            {
                Advance();
            }
        }

        return position;
    }

    /// <summary>The input is over: notes when that is in the middle of an archive.</summary>
    public void End()
    {
        if (_state != State.Between)
        {
            Failure ??= "archive ends too early";
        }

        _tree.CloseFile();
    }

    private void BeginArchive()
    {
        _offset = 0;
        _tree.ForgetLinks();
        Expect(State.Header, CpioHeader.Size);
    }

    private void Expect(State state, long need)
    {
        _state = state;
        _need = need;
        _have = 0;
    }

    private void Consume(Span<byte> bytes)
    {
        switch (_state)
        {
            case State.Header:
                bytes.CopyTo(_header.AsSpan(_have));
                _have += bytes.Length;
                break;
            case State.Name:
            case State.Target:
                bytes.CopyTo(_text.AsSpan(_have));
                _have += bytes.Length;
                break;
            case State.Data:
                if (_entry.HasChecksum)
                {
                    AddToSum(bytes);
                }

                _tree.WriteFile(bytes);
                break;
        }
    }

    // The current state has all its bytes.
    private void Advance()
    {
        switch (_state)
        {
            case State.Header:
                ParseHeader();
                break;
            case State.Name:
                _nameLength = _have - 1;
                if (_text[_nameLength] != 0)
                {
                    Failure = "name of an entry has no end";
                    break;
                }

                Expect(State.NamePadding, -_offset & 3);
                break;
            case State.NamePadding:
                BeginEntry();
                break;
            case State.Target:
                // The name lies in the tree since the entry began; what arrived now is where the link leads.
                _tree.MakeLink(_entry, _text.AsSpan(0, _have));
                Expect(State.DataPadding, -_offset & 3);
                break;
            case State.Data:
                if (_entry.HasChecksum && _sum != _entry.Checksum)
                {
                    Failure = "checksum of an entry is wrong";
                }

                _tree.FinishFile(_entry);
                Expect(State.DataPadding, -_offset & 3);
                break;
            default:
                Expect(State.Header, CpioHeader.Size);
                break;
        }
    }

    private void ParseHeader()
    {
        if (!CpioHeader.TryParse(_header, out _entry))
        {
            Failure = "no cpio header where one belongs";
        }
        else if (_entry.NameSize is 0 or > PathWalker.MaxPath)
        {
            Failure = "name of an entry is too long";
        }
        else
        {
            Expect(State.Name, _entry.NameSize);
        }
    }

    private void BeginEntry()
    {
        ReadOnlySpan<byte> name = _text.AsSpan(0, _nameLength);
        int end = name.IndexOf((byte)0);
        name = end < 0 ? name : name[..end];
        if (name.SequenceEqual("TRAILER!!!"u8))
        {
            _tree.CloseFile();
            _state = State.Between;
            return;
        }

        _sum = 0;
        bool isLink = (_entry.Mode & FileMode.TypeMask) == FileMode.SymbolicLink;
        if (isLink && (_entry.FileSize is 0 or >= PathWalker.MaxPath))
        {
            Failure = "symbolic link without or with too long a target";
            return;
        }

        _tree.BeginEntry(_entry, name);
        Expect(isLink ? State.Target : State.Data, _entry.FileSize);
    }

    private void AddToSum(ReadOnlySpan<byte> bytes)
    {
        foreach (byte next in bytes)
        {
            _sum += next;
        }
    }
}
