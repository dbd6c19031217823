// Program: double and float as type parameters that say INumber, and conversions between all kinds of numbers.

using System.Numerics;

namespace Lume.Conformance.Programs.Floating;

internal static class FloatingAsNumbers
{
    private static T Horner<T>(T x, params ReadOnlySpan<T> factors)
        where T : INumber<T>
    {
        T sum = T.Zero;
        foreach (T factor in factors)
        {
            sum = (sum * x) + factor;
        }

        return T.Max(sum, -T.Abs(x)) - T.One;
    }

    private static T Mean<T>(IEnumerable<T> of)
        where T : INumber<T>
    {
        T sum = T.AdditiveIdentity;
        int count = 0;
        foreach (T value in of)
        {
            sum += value;
            count++;
        }

        return sum / T.CreateChecked(count);
    }

    private static T Hypotenuse<T>(T a, T b)
        where T : IFloatingPointIeee754<T> => T.IsNaN(a) ? T.PositiveInfinity : T.Sqrt((a * a) + (b * b));

    private static void Convert<TFrom, TTo>(TFrom from)
        where TFrom : INumber<TFrom>
        where TTo : INumber<TTo>
    {
        string result;
        try
        {
            result = TTo.CreateChecked(from).ToString()!;
        }
        catch (OverflowException)
        {
            result = "overflow";
        }

        Out.Line($"{typeof(TFrom).Name} {from} {typeof(TTo).Name}: {result} {TTo.CreateSaturating(from)} {TTo.CreateTruncating(from)}");
    }

    private static void ConvertAll<TFrom>(params TFrom[] values)
        where TFrom : INumber<TFrom>
    {
        foreach (TFrom value in values)
        {
            Convert<TFrom, sbyte>(value);
            Convert<TFrom, byte>(value);
            Convert<TFrom, int>(value);
            Convert<TFrom, uint>(value);
            Convert<TFrom, long>(value);
            Convert<TFrom, ulong>(value);
            Convert<TFrom, float>(value);
            Convert<TFrom, double>(value);
        }
    }

    public static void Run()
    {
        Out.Line($"{Horner(Opaque.Of(0.5), 1.0, 2, 3)} {Horner(Opaque.Of(0.5f), 1f, 2, 3)} {Horner(Opaque.Of(5), 1, 2, 3)}");
        Out.Line($"{Mean([1.0, 2, 4.5])} {Mean([1f, 2, 4.5f])} {Mean([1, 2, 4])} {Mean<long>([1, -2, -4])}");
        Out.Line($"{Hypotenuse(3.0, 4)} {Hypotenuse(float.NaN, 4)} {Hypotenuse(1f, 1)}");
        Out.Line($"{double.Sign(-2.5)} {double.Clamp(7.5, 1, 3)} {float.Max(1, float.NaN)} {double.IsEvenInteger(4)} {double.IsOddInteger(-3)} {double.IsOddInteger(2.5)} {double.IsPositive(-0.0)} {float.Floor(-1.5f)} {double.Truncate(-1.5)}");
        ConvertAll(0.0, -0.5, 1.9, -1.9, 127.5, 255.9, 256, 2147483648, 4294967295.5, 9.3e18, 1.9e19, -1e300, double.NaN, double.PositiveInfinity);
        ConvertAll(-1.5f, 3e9f, float.NegativeInfinity);
        ConvertAll(-1L, long.MinValue, long.MaxValue, 16777217);
        ConvertAll(ulong.MaxValue, 200u);
    }
}
