// Arithmetic on floating-point numbers, and what the compiler calls for checked conversions from them.
// The kernel uses none of this: it runs without floating point.

using System.Runtime.CompilerServices;

namespace System;

/// <summary>How a number half-way between two others is rounded.</summary>
public enum MidpointRounding
{
    ToEven = 0,
    AwayFromZero = 1,
    ToZero = 2,
    ToNegativeInfinity = 3,
    ToPositiveInfinity = 4,
}

public static partial class Math
{
    public const double E = 2.7182818284590452354;

    public const double PI = 3.14159265358979323846;

    public const double Tau = 6.283185307179586476925;

    // From 2^52 on every double is an integer.
    private const double IntegersOnly = 4503599627370496.0;

    [Intrinsic]
    public static double Abs(double value) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & long.MaxValue);

    [Intrinsic]
    public static float Abs(float value) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) & int.MaxValue);

    public static double CopySign(double x, double y) =>
        BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(x) & long.MaxValue) | (BitConverter.DoubleToInt64Bits(y) & long.MinValue));

    [Intrinsic]
    public static double Truncate(double d) => !(Abs(d) < IntegersOnly) ? d : CopySign((long)d, d);

    [Intrinsic]
    public static double Floor(double d)
    {
        double truncated = Truncate(d);
        return truncated > d ? truncated - 1 : truncated;
    }

    [Intrinsic]
    public static double Ceiling(double a)
    {
        double truncated = Truncate(a);
        return truncated < a ? CopySign(truncated + 1, a) : truncated;
    }

    /// <summary>The nearest integer; of two equally near ones the even one.</summary>
    public static double Round(double a)
    {
        if (!(Abs(a) < IntegersOnly))
        {
            return a;
        }

        // Adding 2^52 leaves no room for a fraction, so the sum rounds to even.
        double magic = CopySign(IntegersOnly, a);
        return CopySign(a + magic - magic, a);
    }

    public static double Round(double value, MidpointRounding mode) => mode switch
    {
        MidpointRounding.ToEven => Round(value),
        MidpointRounding.AwayFromZero => RoundAway(value),
        MidpointRounding.ToZero => Truncate(value),
        MidpointRounding.ToNegativeInfinity => Floor(value),
        MidpointRounding.ToPositiveInfinity => Ceiling(value),
        _ => throw new ArgumentException("The value '" + ((int)mode).ToString() + "' is not valid for this usage of the type MidpointRounding.", nameof(mode)),
    };

    public static double Round(double value, int digits) => Round(value, digits, MidpointRounding.ToEven);

    public static double Round(double value, int digits, MidpointRounding mode)
    {
        if ((uint)digits > 15)
        {
            throw new ArgumentOutOfRangeException(nameof(digits), "Rounding digits must be between 0 and 15, inclusive.");
        }

        if (!(Abs(value) < 1e16))
        {
            return value;
        }

        double power = 1;
        for (int i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return Round(value * power, mode) / power;
    }

    private static double RoundAway(double value)
    {
        double truncated = Truncate(value);
        return Abs(value - truncated) >= 0.5 ? truncated + CopySign(1, value) : truncated;
    }

    [Intrinsic]
    public static double Sqrt(double d)
    {
        if (!(d > 0) || double.IsPositiveInfinity(d))
        {
            return d < 0 ? double.NaN : d;
        }

        // Newton's method from an estimate that halves the exponent; it converges in five steps, the last two guard.
        double root = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(d) >> 1) + (0x3FF0000000000000 >> 1));
        for (int i = 0; i < 7; i++)
        {
            root = 0.5 * (root + (d / root));
        }

        return root;
    }

    /// <summary>x to the power of y. Exact for powers that are small integers.</summary>
    public static double Pow(double x, double y)
    {
        if (y == Truncate(y) && Abs(y) <= 1024)
        {
            return PowInteger(x, (int)y);
        }

        throw new PlatformNotSupportedException("Only integer powers are supported.");
    }

    private static double PowInteger(double x, int y)
    {
        double result = 1;
        double factor = y < 0 ? 1 / x : x;
        for (uint n = (uint)Abs(y); n != 0; n >>= 1)
        {
            result = (n & 1) != 0 ? result * factor : result;
            factor *= factor;
        }

        return result;
    }

    public static int Sign(double value) => value < 0 ? -1 : value > 0 ? 1 : value == 0 ? 0 : throw new ArithmeticException("Function does not accept floating point Not-a-Number values.");

    public static double Max(double val1, double val2)
    {
        if (val1 != val2)
        {
            return double.IsNaN(val1) || val2 < val1 ? val1 : val2;
        }

        return double.IsNegative(val2) ? val1 : val2;
    }

    public static double Min(double val1, double val2)
    {
        if (val1 != val2)
        {
            return double.IsNaN(val1) || val1 < val2 ? val1 : val2;
        }

        return double.IsNegative(val1) ? val1 : val2;
    }

    public static float Max(float val1, float val2) => (float)Max((double)val1, val2);

    public static float Min(float val1, float val2) => (float)Min((double)val1, val2);

    public static double Clamp(double value, double min, double max)
    {
        if (min > max)
        {
            ThrowMinMax(min, max);
        }

        return value < min ? min : value > max ? max : value;
    }

    // The compiler calls these by name.
    private static int ConvertToInt32Checked(double value)
    {
        if (!(value > -2147483649.0 && value < 2147483648.0))
        {
            ThrowHelper.ThrowOverflow(null);
        }

        return (int)value;
    }

    private static uint ConvertToUInt32Checked(double value)
    {
        if (!(value > -1.0 && value < 4294967296.0))
        {
            ThrowHelper.ThrowOverflow(null);
        }

        return (uint)value;
    }

    private static long ConvertToInt64Checked(double value)
    {
        if (!(value >= -9223372036854775808.0 && value < 9223372036854775808.0))
        {
            ThrowHelper.ThrowOverflow(null);
        }

        return (long)value;
    }

    private static ulong ConvertToUInt64Checked(double value)
    {
        if (!(value > -1.0 && value < 18446744073709551616.0))
        {
            ThrowHelper.ThrowOverflow(null);
        }

        return (ulong)value;
    }
}
