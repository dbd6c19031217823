// QEMU's debugger stub as a sampler needs it: stop, registers and memory of each hart, go on.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Lume.Hil.Host;

namespace Lume.Hil.Profiling;

/// <summary>The gdb remote serial protocol over a Unix socket, the machine's side being QEMU. One caller at a time.</summary>
public sealed class GdbConnection : IDisposable
{
    private const byte Break = 3;
    private const int Attempts = 100;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly byte[] _buffer = new byte[16384];
    private int _next;
    private int _end;

    private GdbConnection(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: false) { ReadTimeout = (int)s_patience.TotalMilliseconds };
    }

    /// <summary>Arguments that give QEMU a stub on <paramref name="socket"/>; the machine starts stopped.</summary>
    public static IReadOnlyList<string> QemuArguments(string socket) =>
        ["-chardev", $"socket,path={socket},server=on,wait=off,id=profiler", "-gdb", "chardev:profiler", "-S"];

    /// <summary>Connects to a QEMU that was just started.</summary>
    /// <exception cref="LumeException">There is no stub there.</exception>
    public static async Task<GdbConnection> ConnectAsync(string socket, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await client.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel).ConfigureAwait(false);
                return new GdbConnection(client);
            }
            catch (SocketException) when (attempt < Attempts)
            {
                client.Dispose();
                await Task.Delay(s_pause, cancel).ConfigureAwait(false);
            }
            catch (SocketException e)
            {
                client.Dispose();
                throw new LumeException($"QEMU's debugger stub does not answer on {socket}: {e.Message}");
            }
        }
    }

    /// <summary>The harts, by the stub's names.</summary>
    public IReadOnlyList<string> Harts()
    {
        List<string> harts = [];
        for (string answer = Ask("qfThreadInfo"); answer.StartsWith('m'); answer = Ask("qsThreadInfo"))
        {
            harts.AddRange(answer[1..].Split(','));
        }

        return harts;
    }

    /// <summary>Stops all harts, whatever they do, interrupts masked or not.</summary>
    public void Stop()
    {
        _stream.WriteByte(Break);
        string answer = Receive();
        if (answer is not ['T' or 'S', ..])
        {
            throw new EndOfStreamException($"the machine ended ({answer})");
        }
    }

    /// <summary>Lets all harts go on.</summary>
    public void Continue() => Send("c");

    /// <summary>Makes <paramref name="hart"/> the one that the next calls mean.</summary>
    public void Select(string hart) => Ask("Hg" + hart);

    /// <summary>Reads x0 to x31 and pc of the selected hart.</summary>
    public bool TryReadRegisters(Span<ulong> registers) => TryDecode(Ask("g"), registers);

    /// <summary>Reads memory through the selected hart's translation. False when it is not all there.</summary>
    public bool TryReadMemory(ulong address, Span<ulong> words) =>
        TryDecode(Ask(string.Create(CultureInfo.InvariantCulture, $"m{address:x},{words.Length * 8:x}")), words);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    /// <summary>Little-endian words out of hexadecimal digits; false when there are too few or others.</summary>
    internal static bool TryDecode(ReadOnlySpan<char> digits, Span<ulong> words)
    {
        const int wordDigits = 16;
        if (digits.Length < words.Length * wordDigits)
        {
            return false;
        }

        for (int i = 0; i < words.Length; i++)
        {
            if (!ulong.TryParse(digits.Slice(i * wordDigits, wordDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong word))
            {
                return false;
            }

            words[i] = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
        }

        return true;
    }

    private string Ask(string packet)
    {
        Send(packet);
        return Receive();
    }

    private void Send(string packet)
    {
        byte sum = 0;
        foreach (char c in packet)
        {
            sum += (byte)c;
        }

        _stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${packet}#{sum:x2}")));
    }

    // The socket loses nothing: acknowledgements are sent because the stub waits for them, checksums are not checked.
    private string Receive()
    {
        while (Next() != '$')
        {
        }

        StringBuilder packet = new();
        for (byte b = Next(); b != '#'; b = Next())
        {
            packet.Append((char)b);
        }

        Next();
        Next();
        _stream.WriteByte((byte)'+');
        return packet.ToString();
    }

    private byte Next()
    {
        if (_next == _end)
        {
            _next = 0;
            _end = _stream.Read(_buffer);
            if (_end == 0)
            {
                throw new EndOfStreamException("QEMU closed the debugger's connection");
            }
        }

        return _buffer[_next++];
    }
}
