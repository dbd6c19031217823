// A serial port of another machine over Telnet with the COM port option (RFC 2217), as ser2net serves it.
using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using Lume.Flasher.Errors;

namespace Lume.Flasher.Transports;

/// <summary>What a remote port tells about its line, as far as it does.</summary>
public interface ILineNotices
{
    /// <summary>How often the receiver lost bytes because nobody fetched them in time.</summary>
    int Overruns { get; }

    /// <summary>The last modem state, RFC 2217's bits (carrier detect 0x80, ring 0x40, DSR 0x20, CTS 0x10); null before the first.</summary>
    byte? ModemState { get; }
}

/// <summary>An RFC 2217 client: 8 data bits, no parity, one stop bit, no flow control.</summary>
public sealed class Rfc2217Transport : ITransport, IModemLines, ILineNotices
{
    private const byte SetBaudRate = 1, SetDataSize = 2, SetParity = 3, SetStopSize = 4, SetControl = 5, NotifyLineState = 6, NotifyModemState = 7;
    private const byte SetLineStateMask = 10, SetModemStateMask = 11, PurgeData = 12, ServerOffset = 100;
    private const byte EightBits = 8, NoParity = 1, OneStopBit = 1, NoFlowControl = 1, DtrOn = 8, DtrOff = 9, RtsOn = 11, RtsOff = 12, PurgeReceived = 1;
    private const byte LineErrors = 0x1E, OverrunError = 0x02, ModemChanges = 0xFF;

    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(5);

    private readonly NetworkStream _network;
    private readonly StreamTransport _data;
    private readonly Lock _writing = new();
    private readonly Dictionary<byte, uint> _answers = [];
    private readonly Lock _answering = new();
    private readonly AutoResetEvent _answered = new(false);
    private readonly HashSet<(byte, byte)> _told = [];
    private bool? _served;
    private volatile int _overruns;
    private int _modemState = -1;

    private Rfc2217Transport(string name, NetworkStream network)
    {
        _network = network;
        _data = new StreamTransport(name, new DecodedStream(this));
    }

    /// <inheritdoc/>
    public string Name => _data.Name;

    /// <inheritdoc/>
    public TimeProvider Time => TimeProvider.System;

    /// <inheritdoc/>
    public int BaudRate { get; private set; }

    /// <inheritdoc/>
    public IModemLines ModemLines => this;

    /// <inheritdoc/>
    public bool DataTerminalReady
    {
        set => Send(SetControl, value ? DtrOn : DtrOff);
    }

    /// <inheritdoc/>
    public bool RequestToSend
    {
        set => Send(SetControl, value ? RtsOn : RtsOff);
    }

    /// <inheritdoc/>
    public int Overruns => _overruns;

    /// <inheritdoc/>
    public byte? ModemState => Volatile.Read(ref _modemState) is >= 0 and int state ? (byte)state : null;

    /// <summary>Connects and sets the line up.</summary>
    /// <exception cref="FlashException">Nobody listens there, or it is no RFC 2217 server, or it refuses the rate.</exception>
    public static Rfc2217Transport Connect(string host, int port, int baudRate)
    {
        string name = $"rfc2217://{host}:{port}";
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(host, port);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new FlashException(FlashError.PortNotFound, $"{name} cannot be opened: {e.Message}.", "Is ser2net running there, and does a firewall let it through?", e);
        }

        Rfc2217Transport transport = new(name, new NetworkStream(socket, ownsSocket: true));
        try
        {
            transport.Begin(baudRate);
            return transport;
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public bool TrySetBaudRate(int baudRate)
    {
        byte[] value = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(value, (uint)baudRate);
        // The server answers with the rate that the port has now.
        if (Ask(SetBaudRate, value) is not { } answer || answer != (uint)baudRate)
        {
            return false;
        }

        BaudRate = baudRate;
        return true;
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan limit) => _data.Read(buffer, limit);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => _data.Write(bytes);

    /// <inheritdoc/>
    public void DiscardInput()
    {
        Ask(PurgeData, [PurgeReceived]);
        _data.DiscardInput();
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();

    private void Begin(int baudRate)
    {
        Tell(Telnet.Will, Telnet.ComPort);
        Tell(Telnet.Will, Telnet.Binary);
        Tell(Telnet.Do, Telnet.Binary);
        Tell(Telnet.Do, Telnet.SuppressGoAhead);
        Tell(Telnet.Will, Telnet.SuppressGoAhead);
        if (!TrySetBaudRate(baudRate))
        {
            throw _served == true
                ? new FlashException(FlashError.WrongBaudRate, $"{Name} does not take {baudRate} baud.", "Name a rate that the port behind it has.")
                : new FlashException(
                    FlashError.PortNotFound, $"{Name} answers, but not as an RFC 2217 server.", "In ser2net.yaml the accepter has to be telnet(rfc2217),tcp,PORT; for a raw port use tcp:HOST:PORT.");
        }

        Ask(SetDataSize, [EightBits]);
        Ask(SetParity, [NoParity]);
        Ask(SetStopSize, [OneStopBit]);
        Ask(SetControl, [NoFlowControl]);
        Send(SetLineStateMask, LineErrors);
        Send(SetModemStateMask, ModemChanges);
    }

    private uint? Ask(byte command, ReadOnlySpan<byte> value)
    {
        lock (_answering)
        {
            _answers.Remove(command);
        }

        Send(command, value);
        DateTime end = DateTime.UtcNow + s_answerLimit;
        while (DateTime.UtcNow < end)
        {
            lock (_answering)
            {
                if (_answers.Remove(command, out uint answer))
                {
                    return answer;
                }

                if (_served == false)
                {
                    return null;
                }
            }

            _answered.WaitOne(TimeSpan.FromMilliseconds(100));
        }

        return null;
    }

    private void Send(byte command, params ReadOnlySpan<byte> value)
    {
        List<byte> bytes = [Telnet.Interpret, Telnet.SubBegin, Telnet.ComPort, command];
        foreach (byte b in value)
        {
            bytes.Add(b);
            if (b == Telnet.Interpret)
            {
                bytes.Add(b);
            }
        }

        WriteRaw([.. bytes, Telnet.Interpret, Telnet.SubEnd]);
    }

    // Each thing is told once: answering an answer would never end.
    private void Tell(byte verb, byte option)
    {
        lock (_writing)
        {
            if (!_told.Add((verb, option)))
            {
                return;
            }
        }

        WriteRaw([Telnet.Interpret, verb, option]);
    }

    private void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        try
        {
            lock (_writing)
            {
                _network.Write(bytes);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new LineLostException(Name, e.Message, e);
        }
    }

    private void OnNegotiate(byte verb, byte option)
    {
        bool known = option is Telnet.Binary or Telnet.SuppressGoAhead or Telnet.ComPort;
        switch (verb)
        {
            case Telnet.Do when known:
                Tell(Telnet.Will, option);
                break;
            case Telnet.Do:
                Tell(Telnet.Wont, option);
                break;
            case Telnet.Will when known:
                Tell(Telnet.Do, option);
                break;
            case Telnet.Will:
                Tell(Telnet.Dont, option);
                break;
            default:
                break;
        }

        if (option == Telnet.ComPort && verb is Telnet.Do or Telnet.Dont)
        {
            lock (_answering)
            {
                _served = verb == Telnet.Do;
            }

            _answered.Set();
        }
    }

    private void OnSubnegotiation(ReadOnlySpan<byte> content)
    {
        if (content.Length < 3 || content[0] != Telnet.ComPort || content[1] < ServerOffset)
        {
            return;
        }

        byte command = (byte)(content[1] - ServerOffset);
        ReadOnlySpan<byte> value = content[2..];
        switch (command)
        {
            case NotifyLineState when (value[0] & OverrunError) != 0:
                _overruns++;
                break;
            case NotifyLineState:
                break;
            case NotifyModemState:
                Volatile.Write(ref _modemState, value[0]);
                break;
            default:
                lock (_answering)
                {
                    _answers[command] = value.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(value) : value[0];
                }

                _answered.Set();
                break;
        }
    }

    // The data as a stream: Telnet is undone on the way in and done on the way out.
    private sealed class DecodedStream : Stream, ITelnetEvents
    {
        private readonly Rfc2217Transport _owner;
        private readonly TelnetDecoder _decoder;

        public DecodedStream(Rfc2217Transport owner)
        {
            _owner = owner;
            _decoder = new TelnetDecoder(this);
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override bool CanTimeout => true;

        public override int WriteTimeout
        {
            get => _owner._network.WriteTimeout;
            set => _owner._network.WriteTimeout = value;
        }

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            while (true)
            {
                int length = _owner._network.Read(buffer);
                int data = _decoder.Decode(buffer[..length]);
                if (length == 0 || data > 0)
                {
                    return data;
                }
            }
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            byte[] doubled = new byte[buffer.Length * 2];
            int length = 0;
            foreach (byte b in buffer)
            {
                doubled[length++] = b;
                if (b == Telnet.Interpret)
                {
                    doubled[length++] = b;
                }
            }

            _owner.WriteRaw(doubled.AsSpan(0, length));
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public void Negotiate(byte verb, byte option) => _owner.OnNegotiate(verb, option);

        public void Subnegotiation(ReadOnlySpan<byte> content) => _owner.OnSubnegotiation(content);

        protected override void Dispose(bool disposing) => _owner._network.Dispose();
    }
}
