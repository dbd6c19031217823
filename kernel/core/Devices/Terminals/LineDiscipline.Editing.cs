// Canonical mode: editing the line, echoing what it does, ending it.
using System;
using Lume.Abi;

namespace Lume.Kernel.Devices.Terminals;

internal sealed partial class LineDiscipline
{
    private Received Edit<TEcho>(byte value, ref TEcho echo)
        where TEcho : struct, IEcho
    {
        bool extended = Has(LocalModes.Extended);
        if (Is(value, ControlCharacter.Erase))
        {
            EraseCharacter(ref echo);
        }
        else if (Is(value, ControlCharacter.Kill))
        {
            EraseLine(value, ref echo);
        }
        else if (extended && Is(value, ControlCharacter.WordErase))
        {
            EraseWord(ref echo);
        }
        else if (extended && Is(value, ControlCharacter.LiteralNext))
        {
            _literalNext = true;
            if (Has(LocalModes.Echo) && Has(LocalModes.EchoControl))
            {
                echo.Write("^\b"u8);
            }
        }
        else if (extended && Is(value, ControlCharacter.Reprint))
        {
            Reprint(value, ref echo);
        }
        else
        {
            return EndOrInsert(value, ref echo);
        }

        return Received.Nothing;
    }

    private Received EndOrInsert<TEcho>(byte value, ref TEcho echo)
        where TEcho : struct, IEcho
    {
        if (value == LineFeed)
        {
            if (Has(LocalModes.Echo) || Has(LocalModes.EchoNl))
            {
                EchoOutput(LineFeed, ref echo);
            }

            return EndLine(value, isEndOfFile: false);
        }

        if (Is(value, ControlCharacter.EndOfFile))
        {
            return EndLine(0, isEndOfFile: true);
        }

        if (Is(value, ControlCharacter.EndOfLine) || (Has(LocalModes.Extended) && Is(value, ControlCharacter.EndOfLine2)))
        {
            Echo(value, ref echo);
            return EndLine(value, isEndOfFile: false);
        }

        return Insert(value, ref echo);
    }

    private Received EndLine(byte value, bool isEndOfFile) =>
        _input.TryEndLine(value, isEndOfFile) ? Received.Readable : Received.Nothing;

    // ---- Erasing ----

    private void EraseCharacter<TEcho>(ref TEcho echo)
        where TEcho : struct, IEcho
    {
        if (_input.Pending == 0)
        {
            return;
        }

        // A UTF-8 character goes as a whole: continuation bytes first, then the byte that leads them.
        byte removed = Remove();
        while (Has(InputModes.Utf8) && (removed & 0xC0) == 0x80 && _input.Pending > 0)
        {
            removed = Remove();
        }

        EchoErased(removed, ref echo);
    }

    private byte Remove()
    {
        byte last = _input.Last;
        _input.RemoveLast();
        return last;
    }

    private void EraseWord<TEcho>(ref TEcho echo)
        where TEcho : struct, IEcho
    {
        bool seenWord = false;
        while (_input.Pending > 0)
        {
            bool isWord = IsWordByte(_input.Last);
            if (seenWord && !isWord)
            {
                return;
            }

            seenWord |= isWord;
            EraseCharacter(ref echo);
        }
    }

    private static bool IsWordByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or >= 0x80;

    private void EraseLine<TEcho>(byte value, ref TEcho echo)
        where TEcho : struct, IEcho
    {
        if (Has(LocalModes.Echo) && Has(LocalModes.EchoKill) && Has(LocalModes.EchoKillErase) && Has(LocalModes.EchoErase))
        {
            while (_input.Pending > 0)
            {
                EraseCharacter(ref echo);
            }

            return;
        }

        while (_input.Pending > 0)
        {
            _input.RemoveLast();
        }

        Echo(value, ref echo);
        if (Has(LocalModes.Echo) && Has(LocalModes.EchoKill))
        {
            EchoOutput(LineFeed, ref echo);
        }
    }

    private void Reprint<TEcho>(byte value, ref TEcho echo)
        where TEcho : struct, IEcho
    {
        if (!Has(LocalModes.Echo))
        {
            return;
        }

        Echo(value, ref echo);
        EchoOutput(LineFeed, ref echo);
        for (int i = 0; i < _input.Pending; i++)
        {
            Echo(_input.PendingAt(i), ref echo);
        }
    }

    // ---- Echo ----

    private static bool IsControl(byte value) => value is < 32 or Delete;

    private void Echo<TEcho>(byte value, ref TEcho echo)
        where TEcho : struct, IEcho
    {
        if (!Has(LocalModes.Echo))
        {
            return;
        }

        // A newline that ends a line does not come here: one in the middle was typed as a literal and shows as ^J.
        if (IsControl(value) && Has(LocalModes.EchoControl) && value != Tab)
        {
            echo.Write([(byte)'^', (byte)(value ^ 0x40)]);
            _column += 2;
            return;
        }

        EchoOutput(value, ref echo);
    }

    private void EchoOutput<TEcho>(byte value, ref TEcho echo)
        where TEcho : struct, IEcho
    {
        Span<byte> processed = stackalloc byte[MaxExpansion];
        int length = ProcessOne(value, processed);
        echo.Write(processed[..length]);
    }

    private void EchoErased<TEcho>(byte removed, ref TEcho echo)
        where TEcho : struct, IEcho
    {
        if (!Has(LocalModes.Echo))
        {
            return;
        }

        if (!Has(LocalModes.EchoErase))
        {
            Echo(Modes.Characters[ControlCharacter.Erase], ref echo);
            return;
        }

        int columns = removed == Tab ? ColumnsOfTab() : !IsControl(removed) ? 1 : Has(LocalModes.EchoControl) ? 2 : 0;
        for (int i = 0; i < columns; i++)
        {
            if (removed == Tab)
            {
                echo.Write("\b"u8);
            }
            else
            {
                echo.Write("\b \b"u8);
            }
        }

        _column = Math.Max(0, _column - columns);
    }

    /// <summary>How far a tab that was just removed had moved the cursor: the columns before it, counted from the line's start.</summary>
    private int ColumnsOfTab()
    {
        int column = _lineStartColumn;
        for (int i = 0; i < _input.Pending; i++)
        {
            byte b = _input.PendingAt(i);
            bool continues = Has(InputModes.Utf8) && (b & 0xC0) == 0x80;
            column += b == Tab ? 8 - column % 8 : continues ? 0 : !IsControl(b) ? 1 : Has(LocalModes.EchoControl) ? 2 : 0;
        }

        return 8 - column % 8;
    }
}
