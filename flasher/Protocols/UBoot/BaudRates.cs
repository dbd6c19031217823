// Which rates a UART can make from its clock: an integer divisor of a sixteenth of it.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Lume.Flasher.Protocols.UBoot;

/// <summary>Arithmetic of 16550 divisors.</summary>
public static class BaudRates
{
    /// <summary>Largest error, as a part of the rate, at which both sides still agree on the last bit of a byte with margin.</summary>
    public const double LargestError = 0.02;

    private static readonly int[] s_usual = [1_500_000, 1_000_000, 921_600, 750_000, 500_000, 460_800, 250_000, 230_400];

    /// <summary>The error of the nearest rate that the divisor gives: 0.085 is 8.5 % too fast, -0.07 is 7 % too slow.</summary>
    /// <param name="clock">Input clock of the UART in Hz; 0: every rate is exact.</param>
    /// <param name="rate">The rate wanted.</param>
    public static double Error(int clock, int rate)
    {
        if (clock == 0)
        {
            return 0;
        }

        double units = clock / 16.0;
        double divisor = Math.Max(1, Math.Round(units / rate, MidpointRounding.AwayFromZero));
        return (units / divisor / rate) - 1;
    }

    /// <summary>Rates to try for a transfer, fastest first, the console's own at the end.</summary>
    /// <param name="clock">Input clock of the board's UART in Hz, or 0.</param>
    /// <param name="highest">None above it.</param>
    /// <param name="console">Rate of the console.</param>
    public static IReadOnlyList<int> Candidates(int clock, int highest, int console) =>
    [
        .. s_usual.Append(highest).Distinct().OrderDescending()
            .Where(rate => rate <= highest && rate > console && Math.Abs(Error(clock, rate)) <= LargestError),
        console,
    ];
}
