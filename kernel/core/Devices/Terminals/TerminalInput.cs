// What was typed and not yet read.
// Invariant: _read <= _committed <= _head <= _read + Size; in canonical mode only what is committed can be read.
using System;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>A ring of bytes in which some end a line. Positions count up for ever; the slot is the position modulo the size.</summary>
internal struct TerminalInput
{
    /// <summary>Bytes held, as Linux's N_TTY_BUF_SIZE.</summary>
    public const int Size = 4096;

    private readonly byte[] _bytes = new byte[Size];
    private readonly ulong[] _lineEnds = new ulong[Size / 64];
    private readonly ulong[] _endsOfFile = new ulong[Size / 64];
    private ulong _read, _committed, _head;

    public TerminalInput()
    {
    }

    /// <summary>Bytes that nobody has read, committed or not.</summary>
    public readonly int Count => (int)(_head - _read);

    /// <summary>Bytes in finished lines.</summary>
    public readonly int Committed => (int)(_committed - _read);

    /// <summary>Bytes of the line being edited.</summary>
    public readonly int Pending => (int)(_head - _committed);

    /// <summary>One slot stays free for the end of the line.</summary>
    public readonly bool IsFull => Count >= Size - 1;

    /// <summary>Appends a byte; false when there is no room.</summary>
    public bool TryAdd(byte value, bool reserved = false)
    {
        if (Count >= (reserved ? Size : Size - 1))
        {
            return false;
        }

        int slot = (int)(_head++ % Size);
        _bytes[slot] = value;
        _lineEnds[slot / 64] &= ~(1UL << slot % 64);
        _endsOfFile[slot / 64] &= ~(1UL << slot % 64);
        return true;
    }

    /// <summary>Ends the line with this byte, or without one at an end of file.</summary>
    public bool TryEndLine(byte value, bool isEndOfFile)
    {
        if (!TryAdd(value, reserved: true))
        {
            return false;
        }

        int slot = (int)((_head - 1) % Size);
        _lineEnds[slot / 64] |= 1UL << slot % 64;
        if (isEndOfFile)
        {
            _endsOfFile[slot / 64] |= 1UL << slot % 64;
        }

        _committed = _head;
        return true;
    }

    /// <summary>Raw mode: everything can be read.</summary>
    public void CommitAll() => _committed = _head;

    /// <summary>Canonical mode begins: what can be read is one line. Ends from an earlier time in canonical mode stay.</summary>
    public readonly void EndCommitted()
    {
        if (_committed != _read)
        {
            int slot = (int)((_committed - 1) % Size);
            _lineEnds[slot / 64] |= 1UL << slot % 64;
        }
    }

    /// <summary>The byte before the cursor of the line being edited; call only while <see cref="Pending"/> is not 0.</summary>
    public readonly byte Last => _bytes[(_head - 1) % Size];

    /// <summary>A byte of the line being edited, 0 the first.</summary>
    public readonly byte PendingAt(int index) => _bytes[(_committed + (ulong)index) % Size];

    /// <summary>Takes the last byte of the line being edited away.</summary>
    public void RemoveLast() => _head--;

    /// <summary>Forgets everything.</summary>
    public void Clear() => _read = _committed = _head;

    /// <summary>Takes one line or the part of it that fits. <paramref name="ended"/>: the line's end was reached (an end of file leaves no byte).</summary>
    public int TakeLine(Span<byte> destination, out bool ended)
    {
        int count = 0;
        ended = false;
        while (!ended && _read != _committed)
        {
            int slot = (int)(_read % Size);
            ulong bit = 1UL << slot % 64;
            bool endOfFile = (_endsOfFile[slot / 64] & bit) != 0;
            if (!endOfFile && count == destination.Length)
            {
                break;
            }

            if (!endOfFile)
            {
                destination[count++] = _bytes[slot];
            }

            ended = (_lineEnds[slot / 64] & bit) != 0;
            _read++;
        }

        return count;
    }

    /// <summary>Takes what is there.</summary>
    public int TakeRaw(Span<byte> destination)
    {
        int count = 0;
        while (count < destination.Length && _read != _committed)
        {
            int slot = (int)(_read++ % Size);
            if ((_endsOfFile[slot / 64] & (1UL << slot % 64)) == 0)
            {
                destination[count++] = _bytes[slot];
            }
        }

        return count;
    }
}
