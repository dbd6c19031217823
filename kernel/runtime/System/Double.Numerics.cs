// The members by which double is a number as a type parameter.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace System;

public readonly partial struct Double : IFloatingPointIeee754<double>, IMinMaxValue<double>
{
    static double IAdditiveIdentity<double, double>.AdditiveIdentity => 0;

    static double IMultiplicativeIdentity<double, double>.MultiplicativeIdentity => 1;

    static double INumberBase<double>.One => 1;

    static double INumberBase<double>.Zero => 0;

    static double IMinMaxValue<double>.MinValue => MinValue;

    static double IMinMaxValue<double>.MaxValue => MaxValue;

    static double ISignedNumber<double>.NegativeOne => -1;

    static double IFloatingPointIeee754<double>.Epsilon => Epsilon;

    static double IFloatingPointIeee754<double>.NaN => NaN;

    static double IFloatingPointIeee754<double>.NegativeInfinity => NegativeInfinity;

    static double IFloatingPointIeee754<double>.PositiveInfinity => PositiveInfinity;

    public static double Abs(double value) => Math.Abs(value);

    static bool INumberBase<double>.IsZero(double value) => value == 0;

    public static bool IsPositive(double value) => !IsNegative(value);

    public static bool IsEvenInteger(double value) => IsInteger(value) && value % 2 == 0;

    public static bool IsOddInteger(double value) => IsInteger(value) && Abs(value % 2) == 1;

    public static double Max(double x, double y) => Math.Max(x, y);

    public static double Min(double x, double y) => Math.Min(x, y);

    public static double Clamp(double value, double min, double max) => Math.Clamp(value, min, max);

    public static int Sign(double value) => Math.Sign(value);

    public static double Ceiling(double x) => Math.Ceiling(x);

    public static double Floor(double x) => Math.Floor(x);

    public static double Round(double x) => Math.Round(x);

    public static double Truncate(double x) => Math.Truncate(x);

    public static double Sqrt(double x) => Math.Sqrt(x);

    static WideNumber INumberBase<double>.ToWide(double value) => new(value);

    static double INumberBase<double>.FromWide(WideNumber value, Conversion conversion) => value.ToDouble();

    public static double CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TOther.ToWide(value).ToDouble();

    public static double CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TOther.ToWide(value).ToDouble();

    public static double CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TOther.ToWide(value).ToDouble();

    public static double Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Float | NumberStyles.AllowThousands, provider);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out double result) => TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out double result) => TryParse(s, out result);

    static double IAdditionOperators<double, double, double>.operator +(double left, double right) => left + right;

    static double ISubtractionOperators<double, double, double>.operator -(double left, double right) => left - right;

    static double IMultiplyOperators<double, double, double>.operator *(double left, double right) => left * right;

    static double IDivisionOperators<double, double, double>.operator /(double left, double right) => left / right;

    static double IModulusOperators<double, double, double>.operator %(double left, double right) => left % right;

    static double IUnaryPlusOperators<double, double>.operator +(double value) => value;

    static double IUnaryNegationOperators<double, double>.operator -(double value) => -value;

    static double IIncrementOperators<double>.operator ++(double value) => value + 1;

    static double IDecrementOperators<double>.operator --(double value) => value - 1;
}
