// The speeds of a line, as c_cflag codes them. Source: Linux asm-generic/termbits.h.
using System;

namespace Lume.Kernel.Devices.Terminals;

/// <summary>Bits a second, both ways.</summary>
internal readonly record struct LineSpeeds(uint Input, uint Output)
{
    // CBAUD, BOTHER, IBSHIFT.
    private const uint Mask = 0x100F, Other = 0x1000;
    private const int InputShift = 16;

    private static ReadOnlySpan<uint> Low =>
        [0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400];

    private static ReadOnlySpan<uint> High =>
        [57600, 115200, 230400, 460800, 500000, 576000, 921600, 1000000, 1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000];

    /// <summary>The speeds of a c_cflag; where it says BOTHER, those that were given beside it. Input without a speed has that of output.</summary>
    public static LineSpeeds Of(uint control, LineSpeeds given)
    {
        uint output = Decode(control & Mask, given.Output);
        uint input = (control >> InputShift) & Mask;
        return new LineSpeeds(input == 0 ? output : Decode(input, given.Input), output);
    }

    private static uint Decode(uint code, uint given) => code < Other ? Low[(int)code] : code == Other ? given : High[(int)(code - Other - 1)];
}
