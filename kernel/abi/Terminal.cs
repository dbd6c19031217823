// Terminal structures and ioctl numbers of the Linux riscv64 ABI. Source: Linux asm-generic/termbits.h, ioctls.h.
using System.Runtime.InteropServices;

namespace Lume.Abi;

/// <summary>struct winsize.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct WindowSize
{
    /// <summary>Rows and columns in characters.</summary>
    public ushort Rows, Columns;
    /// <summary>Size in pixels, unused.</summary>
    public ushort PixelWidth, PixelHeight;
}

/// <summary>ioctl request numbers used by terminals and files.</summary>
public static class Ioctl
{
    /// <summary>TCGETS: 36 bytes of struct termios out.</summary>
    public const uint GetTermios = 0x5401;
    /// <summary>TCSETS.</summary>
    public const uint SetTermios = 0x5402;
    /// <summary>TCSETSW.</summary>
    public const uint SetTermiosDrain = 0x5403;
    /// <summary>TCSETSF.</summary>
    public const uint SetTermiosFlush = 0x5404;
    /// <summary>TCGETA: struct termio.</summary>
    public const uint GetOldModes = 0x5405;
    /// <summary>TCSETA.</summary>
    public const uint SetOldModes = 0x5406;
    /// <summary>TCSETAW.</summary>
    public const uint SetOldModesDrain = 0x5407;
    /// <summary>TCSETAF.</summary>
    public const uint SetOldModesFlush = 0x5408;
    /// <summary>TCGETS2: struct termios2.</summary>
    public const uint GetTermiosWithSpeeds = 0x802C_542A;
    /// <summary>TCSETS2.</summary>
    public const uint SetTermiosWithSpeeds = 0x402C_542B;
    /// <summary>TCSETSW2.</summary>
    public const uint SetTermiosWithSpeedsDrain = 0x402C_542C;
    /// <summary>TCSETSF2.</summary>
    public const uint SetTermiosWithSpeedsFlush = 0x402C_542D;
    /// <summary>TIOCGLCKTRMIOS.</summary>
    public const uint GetLockedModes = 0x5456;
    /// <summary>TIOCSLCKTRMIOS.</summary>
    public const uint SetLockedModes = 0x5457;
    /// <summary>TIOCGSOFTCAR.</summary>
    public const uint GetSoftCarrier = 0x5419;
    /// <summary>TIOCSSOFTCAR.</summary>
    public const uint SetSoftCarrier = 0x541A;
    /// <summary>TCSBRKP.</summary>
    public const uint SendBreakFor = 0x5425;
    /// <summary>TIOCSBRK.</summary>
    public const uint StartBreak = 0x5427;
    /// <summary>TIOCCBRK.</summary>
    public const uint EndBreak = 0x5428;
    /// <summary>TIOCSETD.</summary>
    public const uint SetLineDiscipline = 0x5423;
    /// <summary>TIOCGEXCL.</summary>
    public const uint GetExclusive = 0x8004_5440;
    /// <summary>TIOCGDEV.</summary>
    public const uint GetDevice = 0x8004_5432;
    /// <summary>TCSBRK.</summary>
    public const uint SendBreak = 0x5409;
    /// <summary>TCXONC.</summary>
    public const uint FlowControl = 0x540A;
    /// <summary>TCFLSH.</summary>
    public const uint Flush = 0x540B;
    /// <summary>TIOCEXCL.</summary>
    public const uint SetExclusive = 0x540C;
    /// <summary>TIOCNXCL.</summary>
    public const uint ClearExclusive = 0x540D;
    /// <summary>TIOCSCTTY.</summary>
    public const uint SetControllingTerminal = 0x540E;
    /// <summary>TIOCGPGRP.</summary>
    public const uint GetForegroundGroup = 0x540F;
    /// <summary>TIOCSPGRP.</summary>
    public const uint SetForegroundGroup = 0x5410;
    /// <summary>TIOCOUTQ.</summary>
    public const uint OutputQueued = 0x5411;
    /// <summary>TIOCSTI.</summary>
    public const uint InsertInput = 0x5412;
    /// <summary>TIOCGWINSZ.</summary>
    public const uint GetWindowSize = 0x5413;
    /// <summary>TIOCSWINSZ.</summary>
    public const uint SetWindowSize = 0x5414;
    /// <summary>FIONREAD, TIOCINQ.</summary>
    public const uint BytesReadable = 0x541B;
    /// <summary>TIOCCONS.</summary>
    public const uint RedirectConsole = 0x541D;
    /// <summary>FIONBIO.</summary>
    public const uint SetNonBlocking = 0x5421;
    /// <summary>TIOCNOTTY.</summary>
    public const uint GiveUpTerminal = 0x5422;
    /// <summary>TIOCGETD.</summary>
    public const uint GetLineDiscipline = 0x5424;
    /// <summary>TIOCGSID.</summary>
    public const uint GetSession = 0x5429;
    /// <summary>FIONCLEX.</summary>
    public const uint ClearCloseOnExec = 0x5450;
    /// <summary>FIOCLEX.</summary>
    public const uint SetCloseOnExec = 0x5451;
}

/// <summary>What TCFLSH throws away.</summary>
public enum FlushedQueue : ulong
{
    /// <summary>TCIFLUSH: what was received and not read.</summary>
    Input = 0,
    /// <summary>TCOFLUSH: what was written and not sent.</summary>
    Output = 1,
    /// <summary>TCIOFLUSH.</summary>
    Both = 2,
}
