// The user's terminal in raw mode while a guest has it: every key goes to the guest, Ctrl-C too.
using System;
using System.Runtime.InteropServices;

namespace Lume.Cli.Terminal;

/// <summary>Puts standard input into raw mode, and back when disposed. Does nothing when it is not a terminal.</summary>
internal sealed class RawTerminal : IDisposable
{
    private const int StandardInput = 0;
    private const int ApplyNow = 0;

    // struct termios is 60 bytes on glibc and musl for every 64-bit machine; the rest is room to spare.
    private const int TermiosLength = 256;

    private readonly byte[]? _saved;
    private readonly PosixSignalRegistration? _terminate;
    private bool _restored;

    private RawTerminal(byte[]? saved)
    {
        _saved = saved;
        if (saved is not null)
        {
            _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Restore());
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Restore();
        }
    }

    /// <summary>True when standard input is a terminal that was switched.</summary>
    public bool IsTerminal => _saved is not null;

    /// <summary>Switches standard input to raw mode.</summary>
    public static RawTerminal Enter()
    {
        byte[] saved = new byte[TermiosLength];
        if (GetAttributes(StandardInput, saved) != 0)
        {
            return new RawTerminal(null);
        }

        byte[] raw = [.. saved];
        MakeRaw(raw);
        return SetAttributes(StandardInput, ApplyNow, raw) == 0 ? new RawTerminal(saved) : new RawTerminal(null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Restore();
        _terminate?.Dispose();
    }

    private void Restore()
    {
        if (_saved is not null && !_restored)
        {
            _restored = true;
            _ = SetAttributes(StandardInput, ApplyNow, _saved);
        }
    }

    [DllImport("libc", EntryPoint = "tcgetattr")]
    private static extern int GetAttributes(int descriptor, byte[] termios);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    private static extern int SetAttributes(int descriptor, int when, byte[] termios);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    private static extern void MakeRaw(byte[] termios);
}
