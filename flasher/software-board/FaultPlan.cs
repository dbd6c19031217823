// What goes wrong on the wire, when, for how long: chosen by a seed, so that a failure can be seen again.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Lume.SoftwareBoard;

/// <summary>Kinds of faults.</summary>
public enum FaultKind
{
    /// <summary>Bytes to the board are lost.</summary>
    DropToBoard,

    /// <summary>Bytes to the host are lost.</summary>
    DropToHost,

    /// <summary>A bit of a byte to the board changes.</summary>
    FlipToBoard,

    /// <summary>A bit of a byte to the host changes.</summary>
    FlipToHost,

    /// <summary>The board sends many NAKs.</summary>
    NakStorm,

    /// <summary>The board prints text and bytes that mean nothing, with some C among them.</summary>
    Noise,

    /// <summary>The board sends nothing for a while.</summary>
    Silence,

    /// <summary>The board is reset.</summary>
    Reset,

    /// <summary>The board's rate changes.</summary>
    WrongBaudRate,

    /// <summary>The port goes away for good.</summary>
    PortVanishes,
}

/// <summary>One fault.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When it begins, from power-on.</param>
/// <param name="For">How long; for drops, flips and silence.</param>
/// <param name="Rate">Part of the bytes that it hits; for drops and flips.</param>
/// <param name="Count">Bytes of a storm or of noise; the rate of a wrong rate.</param>
public sealed record Fault(FaultKind Kind, TimeSpan At, TimeSpan For = default, double Rate = 0, int Count = 0);

/// <summary>All faults of one run, and the dice.</summary>
/// <param name="seed">Of the dice.</param>
/// <param name="faults">The faults.</param>
/// <param name="fastestRate">Rate above which every second byte is spoiled.</param>
public sealed class FaultPlan(int seed, IReadOnlyList<Fault> faults, int fastestRate = int.MaxValue)
{
    private readonly Random _random = new(seed);

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None => new(0, []);

    /// <summary>The faults.</summary>
    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>A random plan.</summary>
    /// <param name="seed">Makes the same plan each time.</param>
    /// <param name="horizon">Faults begin before this.</param>
    public static FaultPlan Random(int seed, TimeSpan horizon)
    {
        Random random = new(seed);
        int[] rates = [int.MaxValue, int.MaxValue, 1_000_000, 500_000, 115_200];
        int[] wrongRates = [9600, 57600, 230400, 921600];
        List<Fault> faults = [];
        for (int count = random.Next(0, 5); count > 0; count--)
        {
            FaultKind kind = (FaultKind)random.Next(Enum.GetValues<FaultKind>().Length);
            double rate = Math.Pow(10, -1 - (3 * random.NextDouble()));
            int amount = kind == FaultKind.WrongBaudRate ? wrongRates[random.Next(wrongRates.Length)] : random.Next(1, 200);
            faults.Add(new Fault(kind, horizon * random.NextDouble(), TimeSpan.FromSeconds(20 * random.NextDouble() * random.NextDouble()), rate, amount));
        }

        return new FaultPlan(seed, faults, rates[random.Next(rates.Length)]);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string limit = fastestRate == int.MaxValue ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" spoiled over {fastestRate} baud;");
        return string.Create(CultureInfo.InvariantCulture, $"seed {seed}:{limit} {string.Join("; ", faults)}");
    }

    /// <summary>Whether a byte is hit now.</summary>
    public bool Happens(FaultKind kind, long now)
    {
        foreach (Fault fault in faults)
        {
            if (fault.Kind == kind && now >= fault.At.Ticks && now < (fault.At + fault.For).Ticks && _random.NextDouble() < fault.Rate)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a byte at a rate that is more than the wire bears is spoiled: every second one is.</summary>
    public bool IsTooFast(int rate) => rate > fastestRate && _random.Next(2) == 0;

    /// <summary>What arrives instead of a byte at another rate; often nothing.</summary>
    public byte? Garbage() => _random.Next(3) == 0 ? null : (byte)(_random.Next(256) | 0x80);

    /// <summary>Which bit flips.</summary>
    public int Bit() => _random.Next(8);

    /// <summary>Bytes of noise.</summary>
    public byte[] Noise(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.Next(4) switch
    {
        0 => (byte)'C',
        1 => (byte)_random.Next(256),
        _ => (byte)_random.Next(32, 127),
    })];
}
