// Bytes on their way out.
using System;
using Lume.Abi;

namespace Lume.Kernel.Devices.Terminals;

internal sealed partial class LineDiscipline
{
    /// <summary>The most bytes that one byte can become (a tab).</summary>
    public const int MaxExpansion = 8;

    private bool Has(OutputModes mode) => (Modes.Output & mode) == mode;

    /// <summary>Processes bytes into the destination until one of them is used up. Returns what was written.</summary>
    public int Process(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed)
    {
        consumed = 0;
        if (!Has(OutputModes.Process))
        {
            consumed = Math.Min(source.Length, destination.Length);
            source[..consumed].CopyTo(destination);
            return consumed;
        }

        int written = 0;
        while (consumed < source.Length && destination.Length - written >= MaxExpansion)
        {
            written += ProcessOne(source[consumed++], destination[written..]);
        }

        return written;
    }

    private int ProcessOne(byte value, Span<byte> destination)
    {
        if (Has(OutputModes.Process))
        {
            switch (value)
            {
                case LineFeed:
                    return ProcessLineFeed(destination);
                case CarriageReturn:
                    return ProcessCarriageReturn(destination);
                case Tab:
                    return ProcessTab(destination);
                case Backspace:
                    _column = Math.Max(0, _column - 1);
                    break;
                default:
                    value = Has(OutputModes.ToUpper) && value is >= (byte)'a' and <= (byte)'z' ? (byte)(value - 32) : value;
                    _column += IsControl(value) || (Has(InputModes.Utf8) && (value & 0xC0) == 0x80) ? 0 : 1;
                    break;
            }
        }

        destination[0] = value;
        return 1;
    }

    private int ProcessLineFeed(Span<byte> destination)
    {
        if (Has(OutputModes.NlToCrNl))
        {
            _column = 0;
            destination[0] = CarriageReturn;
            destination[1] = LineFeed;
            return 2;
        }

        _column = Has(OutputModes.NlReturns) ? 0 : _column;
        destination[0] = LineFeed;
        return 1;
    }

    private int ProcessCarriageReturn(Span<byte> destination)
    {
        if (Has(OutputModes.NoCrAtColumnZero) && _column == 0)
        {
            return 0;
        }

        bool toLineFeed = Has(OutputModes.CrToNl);
        _column = toLineFeed && !Has(OutputModes.NlReturns) ? _column : 0;
        destination[0] = toLineFeed ? LineFeed : CarriageReturn;
        return 1;
    }

    private int ProcessTab(Span<byte> destination)
    {
        int spaces = 8 - _column % 8;
        _column += spaces;
        if (!Has(OutputModes.ExpandTabs))
        {
            destination[0] = Tab;
            return 1;
        }

        destination[..spaces].Fill((byte)' ');
        return spaces;
    }
}
