// One file on its way to one client, without sockets: what came in, what goes out. Lockstep, as RFC 1350 has it.
using System;

namespace Lume.Flasher.Servers;

/// <summary>The sending side of a transfer.</summary>
internal sealed class TftpTransfer
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly int _blockBytes;
    private readonly byte[]? _optionAcknowledge;
    private long _block; // the one that is out: 0 is the option acknowledgement

    /// <summary>Begins a transfer; <see cref="Outstanding"/> is the first packet.</summary>
    public TftpTransfer(TftpReadRequest request, ReadOnlyMemory<byte> file)
    {
        _file = file;
        _blockBytes = request.BlockBytes ?? TftpPacket.StandardBlockBytes;
        _optionAcknowledge = request.HasOptions ? TftpPacket.OptionAcknowledge(request, file.Length) : null;
        _block = request.HasOptions ? 0 : 1;
    }

    /// <summary>True when the client has everything.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>True when the client gave up.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>How many bytes the client has acknowledged.</summary>
    public long Done => IsComplete ? _file.Length : Math.Max(0, _block - 1) * _blockBytes;

    // A block shorter than the others ends the file, so one that is a multiple of the block size ends with an empty one.
    private long LastBlock => (_file.Length / _blockBytes) + 1;

    /// <summary>The packet that the client has not acknowledged.</summary>
    public byte[] Outstanding()
    {
        if (_block == 0)
        {
            return _optionAcknowledge!;
        }

        int start = (int)((_block - 1) * _blockBytes);
        return TftpPacket.Data(_block, _file.Span.Slice(start, Math.Min(_blockBytes, _file.Length - start)));
    }

    /// <summary>Takes a packet of the client.</summary>
    /// <returns>
    /// True when <see cref="Outstanding"/> is a new packet to send. An old acknowledgement sends nothing again: that would
    /// double every packet from then on (RFC 1123 4.2.3.1). Block numbers wrap after 65535.
    /// </returns>
    public bool Take(ReadOnlySpan<byte> packet)
    {
        if (IsComplete || IsAborted)
        {
            return false;
        }

        IsAborted = TftpPacket.Opcode(packet) == TftpOpcode.Error;
        if (TftpPacket.AcknowledgedBlock(packet) != (ushort)_block)
        {
            return false;
        }

        IsComplete = _block == LastBlock;
        if (!IsComplete)
        {
            _block++;
        }

        return !IsComplete;
    }
}
