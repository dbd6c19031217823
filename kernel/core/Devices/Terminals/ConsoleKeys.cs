// Keys for whoever debugs the kernel: Ctrl-_ and a letter on the console, whatever runs.
using System;
using Lume.Hal;
using Lume.Kernel.Logging;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>
/// The console's escape: Ctrl-_ (0x1F), then a letter that names a report. It works in the receive interrupt, so it
/// shows a hang too. Ctrl-_ twice sends one. Reports go to the log and, whatever its level, to the console.
/// </summary>
public sealed class ConsoleKeys
{
    private const byte Escape = 0x1F;
    private const int Capacity = 16;
    private const int ShowAll = 8;

    private readonly (byte Key, string Help, Action Report)[] _reports = new (byte, string, Action)[Capacity];
    private int _count;
    private bool _escaped;

    /// <summary>Adds a report; at start-up. The action runs in an interrupt: it allocates nothing and takes no lock.</summary>
    public void Add(char key, string help, Action report) => _reports[_count++] = ((byte)key, help, report);

    /// <summary>Looks at a byte from the line; true when it was meant for here.</summary>
    public bool Handle(byte value)
    {
        if (!_escaped)
        {
            _escaped = value == Escape;
            return _escaped;
        }

        _escaped = false;
        if (value == Escape)
        {
            return false;
        }

        Run(value);
        return true;
    }

    private void Run(byte key)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_reports[i].Key == key)
            {
                // "quiet" is not meant for whoever asks.
                int level = KernelLog.ConsoleLevel;
                KernelLog.ConsoleLevel = ShowAll;
                _reports[i].Report();
                KernelLog.ConsoleLevel = level;
                return;
            }
        }

        EarlyConsole.Write("\nconsole keys, after Ctrl-_:\n");
        Span<char> name = stackalloc char[1];
        for (int i = 0; i < _count; i++)
        {
            name[0] = (char)_reports[i].Key;
            EarlyConsole.Write(name);
            EarlyConsole.Write("  ");
            EarlyConsole.Write(_reports[i].Help);
            EarlyConsole.Write("\n");
        }
    }
}
