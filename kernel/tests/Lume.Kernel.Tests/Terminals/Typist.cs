// Types at a line discipline and keeps what it echoes, asks for and gives to readers.
using System;
using System.Collections.Generic;
using System.Text;
using Lume.Abi;
using Lume.Kernel.Devices.Terminals;

namespace Lume.Kernel.Tests.Terminals;

/// <summary>Text is Latin-1: a character is a byte.</summary>
internal sealed class Typist
{
    private readonly LineDiscipline _line = new(Termios.Default);
    private readonly List<byte> _echo = [];

    public Typist(InputModes input = 0, OutputModes output = 0, LocalModes local = 0, LocalModes without = 0)
    {
        Termios modes = Termios.Default;
        modes.Input |= input;
        modes.Output |= output;
        modes.Local = (modes.Local | local) & ~without;
        _line.SetModes(modes);
    }

    public LineDiscipline Line => _line;

    /// <summary>What the typed bytes asked for, together.</summary>
    public Received Asked { get; private set; }

    /// <summary>Everything echoed since the last look.</summary>
    public string Echo
    {
        get
        {
            string text = Encoding.Latin1.GetString(_echo.ToArray());
            _echo.Clear();
            return text;
        }
    }

    public Typist Type(string text)
    {
        Asked = Received.Nothing;
        foreach (byte value in Encoding.Latin1.GetBytes(text))
        {
            Listener listener = new(_echo);
            Asked |= _line.Receive(value, ref listener);
        }

        return this;
    }

    /// <summary>One read with a buffer of this size; "(none)" when it would wait.</summary>
    public string Read(int size = 512)
    {
        byte[] buffer = new byte[size];
        int count = _line.Take(buffer, out bool ended);
        return count == 0 && !ended ? "(none)" : Encoding.Latin1.GetString(buffer, 0, count);
    }

    public string Write(string text)
    {
        byte[] source = Encoding.Latin1.GetBytes(text);
        byte[] destination = new byte[512];
        int written = _line.Process(source, destination, out int consumed);
        return consumed == source.Length ? Encoding.Latin1.GetString(destination, 0, written) : "(partly)";
    }

    public void Change(Func<Termios, Termios> change) => _line.SetModes(change(_line.Modes));

    private readonly struct Listener(List<byte> heard) : IEcho
    {
        public void Write(ReadOnlySpan<byte> bytes) => heard.AddRange(bytes.ToArray());
    }
}
