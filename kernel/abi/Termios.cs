// struct termios of the Linux riscv64 ABI (the kernel's, 36 bytes). Source: Linux asm-generic/termbits.h.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Lume.Abi;

/// <summary>struct termios.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct Termios
{
    /// <summary>c_iflag.</summary>
    public InputModes Input;
    /// <summary>c_oflag.</summary>
    public OutputModes Output;
    /// <summary>c_cflag: speed and frame, kept but without meaning for the line discipline.</summary>
    public uint Control;
    /// <summary>c_lflag.</summary>
    public LocalModes Local;
    /// <summary>c_line and c_cc.</summary>
    public ControlCharacters Characters;

    /// <summary>What a pseudo-terminal starts with: as <see cref="Default"/>, at 38400, with no line to hang up.</summary>
    public static Termios DefaultOfPair
    {
        get
        {
            const uint baud38400 = 0xF, eightBits = 0x30, receiver = 0x80;
            Termios t = Default;
            t.Control = baud38400 | eightBits | receiver;
            return t;
        }
    }

    /// <summary>What a terminal starts with: cooked, echoing, 115200 8N1.</summary>
    public static Termios Default
    {
        get
        {
            const uint baud115200 = 0x1002, eightBits = 0x30, receiver = 0x80, hangUpOnClose = 0x400;
            Termios t = default;
            t.Input = InputModes.CrToNl | InputModes.FlowControl;
            t.Output = OutputModes.Process | OutputModes.NlToCrNl;
            t.Control = baud115200 | eightBits | receiver | hangUpOnClose;
            t.Local = LocalModes.Signals | LocalModes.Canonical | LocalModes.Echo | LocalModes.EchoErase | LocalModes.EchoKill
                | LocalModes.EchoControl | LocalModes.EchoKillErase | LocalModes.Extended;
            t.Characters[ControlCharacter.Interrupt] = 3;
            t.Characters[ControlCharacter.Quit] = 28;
            t.Characters[ControlCharacter.Erase] = 127;
            t.Characters[ControlCharacter.Kill] = 21;
            t.Characters[ControlCharacter.EndOfFile] = 4;
            t.Characters[ControlCharacter.Minimum] = 1;
            t.Characters[ControlCharacter.Start] = 17;
            t.Characters[ControlCharacter.Stop] = 19;
            t.Characters[ControlCharacter.Suspend] = 26;
            t.Characters[ControlCharacter.Reprint] = 18;
            t.Characters[ControlCharacter.Discard] = 15;
            t.Characters[ControlCharacter.WordErase] = 23;
            t.Characters[ControlCharacter.LiteralNext] = 22;
            return t;
        }
    }
}

/// <summary>struct termios2: the modes with speeds of their own.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct TermiosWithSpeeds
{
    /// <summary>As struct termios.</summary>
    public Termios Modes;
    /// <summary>c_ispeed, bits a second.</summary>
    public uint InputSpeed;
    /// <summary>c_ospeed, bits a second.</summary>
    public uint OutputSpeed;
}

/// <summary>struct termio of System V: the lower halves of the modes and the first eight characters, 18 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct OldTermios
{
    /// <summary>c_iflag.</summary>
    public ushort Input;
    /// <summary>c_oflag.</summary>
    public ushort Output;
    /// <summary>c_cflag.</summary>
    public ushort Control;
    /// <summary>c_lflag.</summary>
    public ushort Local;
    /// <summary>c_line and c_cc.</summary>
    public OldControlCharacters Characters;
    /// <summary>Explicit padding.</summary>
    public byte Padding;

    /// <summary>What shows of the modes.</summary>
    public OldTermios(in Termios modes)
    {
        Input = (ushort)modes.Input;
        Output = (ushort)modes.Output;
        Control = (ushort)modes.Control;
        Local = (ushort)modes.Local;
        for (int i = 0; i < OldControlCharacters.Count; i++)
        {
            Characters[i] = modes.Characters[i];
        }
    }

    /// <summary>Puts it over modes; what does not show stays as it is.</summary>
    public readonly void CopyTo(ref Termios modes)
    {
        const uint hidden = 0xFFFF_0000;
        modes.Input = (InputModes)(((uint)modes.Input & hidden) | Input);
        modes.Output = (OutputModes)(((uint)modes.Output & hidden) | Output);
        modes.Control = (modes.Control & hidden) | Control;
        modes.Local = (LocalModes)(((uint)modes.Local & hidden) | Local);
        for (int i = 0; i < OldControlCharacters.Count; i++)
        {
            modes.Characters[i] = Characters[i];
        }
    }
}

/// <summary>c_line, then c_cc[8].</summary>
[InlineArray(Count)]
public struct OldControlCharacters
{
    /// <summary>Bytes.</summary>
    public const int Count = 9;

    private byte _first;
}

/// <summary>c_line, then c_cc[19].</summary>
[InlineArray(Count)]
public struct ControlCharacters
{
    /// <summary>Bytes.</summary>
    public const int Count = 20;

    private byte _first;

    /// <summary>One of c_cc.</summary>
    public byte this[ControlCharacter which]
    {
        readonly get => this[1 + (int)which];
        set => this[1 + (int)which] = value;
    }
}

/// <summary>Indices into c_cc.</summary>
public enum ControlCharacter
{
    /// <summary>VINTR.</summary>
    Interrupt = 0,
    /// <summary>VQUIT.</summary>
    Quit = 1,
    /// <summary>VERASE.</summary>
    Erase = 2,
    /// <summary>VKILL.</summary>
    Kill = 3,
    /// <summary>VEOF.</summary>
    EndOfFile = 4,
    /// <summary>VTIME, tenths of a second.</summary>
    Time = 5,
    /// <summary>VMIN, bytes.</summary>
    Minimum = 6,
    /// <summary>VSTART.</summary>
    Start = 8,
    /// <summary>VSTOP.</summary>
    Stop = 9,
    /// <summary>VSUSP.</summary>
    Suspend = 10,
    /// <summary>VEOL.</summary>
    EndOfLine = 11,
    /// <summary>VREPRINT.</summary>
    Reprint = 12,
    /// <summary>VDISCARD.</summary>
    Discard = 13,
    /// <summary>VWERASE.</summary>
    WordErase = 14,
    /// <summary>VLNEXT.</summary>
    LiteralNext = 15,
    /// <summary>VEOL2.</summary>
    EndOfLine2 = 16,
}

/// <summary>c_iflag bits that the line discipline honours.</summary>
[Flags]
public enum InputModes : uint
{
    /// <summary>ISTRIP.</summary>
    Strip = 0x20,
    /// <summary>INLCR.</summary>
    NlToCr = 0x40,
    /// <summary>IGNCR.</summary>
    IgnoreCr = 0x80,
    /// <summary>ICRNL.</summary>
    CrToNl = 0x100,
    /// <summary>IUCLC.</summary>
    ToLower = 0x200,
    /// <summary>IXON.</summary>
    FlowControl = 0x400,
    /// <summary>IXANY.</summary>
    AnyRestarts = 0x800,
    /// <summary>IMAXBEL.</summary>
    BellWhenFull = 0x2000,
    /// <summary>IUTF8.</summary>
    Utf8 = 0x4000,
}

/// <summary>c_oflag bits that the line discipline honours.</summary>
[Flags]
public enum OutputModes : uint
{
    /// <summary>OPOST.</summary>
    Process = 1,
    /// <summary>OLCUC.</summary>
    ToUpper = 2,
    /// <summary>ONLCR.</summary>
    NlToCrNl = 4,
    /// <summary>OCRNL.</summary>
    CrToNl = 8,
    /// <summary>ONOCR.</summary>
    NoCrAtColumnZero = 0x10,
    /// <summary>ONLRET.</summary>
    NlReturns = 0x20,
    /// <summary>TABDLY as XTABS.</summary>
    ExpandTabs = 0x1800,
}

/// <summary>c_lflag bits that the line discipline honours.</summary>
[Flags]
public enum LocalModes : uint
{
    /// <summary>ISIG.</summary>
    Signals = 1,
    /// <summary>ICANON.</summary>
    Canonical = 2,
    /// <summary>ECHO.</summary>
    Echo = 8,
    /// <summary>ECHOE.</summary>
    EchoErase = 0x10,
    /// <summary>ECHOK.</summary>
    EchoKill = 0x20,
    /// <summary>ECHONL.</summary>
    EchoNl = 0x40,
    /// <summary>NOFLSH.</summary>
    NoFlush = 0x80,
    /// <summary>TOSTOP.</summary>
    StopBackgroundOutput = 0x100,
    /// <summary>ECHOCTL.</summary>
    EchoControl = 0x200,
    /// <summary>ECHOKE.</summary>
    EchoKillErase = 0x800,
    /// <summary>IEXTEN.</summary>
    Extended = 0x8000,
}
