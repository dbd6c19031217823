// USB devices of paper: one that speaks fastboot, one that speaks DFU, each with faults to order.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Lume.Flasher.Errors;
using Lume.Flasher.Usb;

namespace Lume.Flasher.Tests.Usb;

/// <summary>What goes wrong, and at which transfer.</summary>
internal enum UsbFault
{
    None,
    Stall,
    Disconnect,
    Silence,
    ShortTransfer,
    Garbage,
}

/// <summary>What both devices share: the transfer at which the fault comes.</summary>
internal abstract class PaperDevice(UsbFault fault, int at) : IUsbDevice
{
    private int _transfers;

    public string Name => "1-2 (1234:5678)";

    /// <summary>What a complete download left.</summary>
    public MemoryStream Received { get; } = new();

    /// <summary>Called when a download is complete.</summary>
    public Action<byte[]>? Complete { get; init; }

    protected UsbFault Now => _transfers++ >= at && fault != UsbFault.None ? fault : UsbFault.None;

    public abstract int BulkOut(byte endpoint, ReadOnlySpan<byte> bytes, TimeSpan limit);

    public abstract int BulkIn(byte endpoint, Span<byte> bytes, TimeSpan limit);

    public abstract int Control(UsbRequest request, Span<byte> bytes, TimeSpan limit);

    public void Dispose()
    {
    }

    /// <summary>Fails, or says how many of the bytes move.</summary>
    protected int Move(UsbFault now, int count) => now switch
    {
        UsbFault.Stall => throw new UsbStallException(Name, "it"),
        UsbFault.Disconnect => throw new LineLostException(Name, "unplugged"),
        UsbFault.Silence => 0,
        UsbFault.ShortTransfer => Math.Max(1, count / 3),
        _ => count,
    };
}

/// <summary>Speaks fastboot.</summary>
internal sealed class PaperFastboot(UsbFault fault = UsbFault.None, int at = 0) : PaperDevice(fault, at)
{
    private readonly Queue<byte[]> _answers = new();
    private int _expected;

    /// <summary>What it answers to a command, instead of the usual.</summary>
    public Dictionary<string, string[]> Answers { get; } = new() { ["getvar:max-download-size"] = ["OKAY0x01000000"] };

    public override int BulkOut(byte endpoint, ReadOnlySpan<byte> bytes, TimeSpan limit)
    {
        int count = Move(Now, bytes.Length);
        if (_expected > 0)
        {
            Received.Write(bytes[..count]);
            _expected -= count;
            if (_expected <= 0)
            {
                Complete?.Invoke(Received.ToArray());
                Say("OKAY");
            }

            return count;
        }

        string command = Encoding.ASCII.GetString(bytes);
        if (Answers.TryGetValue(command, out string[]? told))
        {
            Say(told);
        }
        else if (command.StartsWith("download:", StringComparison.Ordinal) && count == bytes.Length)
        {
            Received.SetLength(0);
            _expected = int.Parse(command.AsSpan(9), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Say($"DATA{_expected:x8}");
        }
        else
        {
            Say("FAILunknown command");
        }

        return count;
    }

    public override int BulkIn(byte endpoint, Span<byte> bytes, TimeSpan limit)
    {
        UsbFault now = Now;
        byte[] answer = now == UsbFault.Garbage ? [0xff, 0x1b, (byte)'O'] : _answers.TryDequeue(out byte[]? told) ? told : [];
        int count = Move(now, answer.Length);
        answer.AsSpan(0, Math.Min(count, answer.Length)).CopyTo(bytes);
        return Math.Min(count, answer.Length);
    }

    public override int Control(UsbRequest request, Span<byte> bytes, TimeSpan limit) => throw new NotSupportedException();

    private void Say(params string[] answers)
    {
        foreach (string answer in answers)
        {
            _answers.Enqueue(Encoding.ASCII.GetBytes(answer));
        }
    }
}

/// <summary>Speaks DFU: busy once after each block, and again while it takes the whole.</summary>
internal sealed class PaperDfu(UsbFault fault = UsbFault.None, int at = 0) : PaperDevice(fault, at)
{
    private bool _isBusy;
    private byte _next;

    /// <summary>Its bState.</summary>
    public byte State { get; set; } = 2;

    /// <summary>Its bStatus.</summary>
    public byte Status { get; set; }

    /// <summary>The number of the block it wants next.</summary>
    public ushort Block { get; private set; }

    public override int BulkOut(byte endpoint, ReadOnlySpan<byte> bytes, TimeSpan limit) => throw new NotSupportedException();

    public override int BulkIn(byte endpoint, Span<byte> bytes, TimeSpan limit) => throw new NotSupportedException();

    public override int Control(UsbRequest request, Span<byte> bytes, TimeSpan limit)
    {
        UsbFault now = Now;
        int count = Move(now, bytes.Length);
        switch (request.Request)
        {
            case 1 when count == bytes.Length:
                Take(request.Value, bytes);
                break;
            case 3:
                Answer(bytes);
                break;
            case 4:
                (State, Status) = (2, 0);
                break;
            case 6:
                State = 2;
                break;
        }

        if (now == UsbFault.Garbage)
        {
            bytes.Fill(0xff);
        }

        return count;
    }

    private void Take(ushort block, Span<byte> bytes)
    {
        if (block != Block)
        {
            (State, Status) = (10, 14);
            return;
        }

        Block++;
        Received.Write(bytes);
        _isBusy = true;
        (State, _next) = bytes.IsEmpty ? ((byte)7, (byte)2) : ((byte)4, (byte)5);
        if (bytes.IsEmpty)
        {
            Complete?.Invoke(Received.ToArray());
        }
    }

    private void Answer(Span<byte> bytes)
    {
        if (!_isBusy && State is 4 or 7)
        {
            State = _next;
        }

        _isBusy = false;
        ((byte[])[Status, 10, 0, 0, State, 0]).CopyTo(bytes);
    }
}
