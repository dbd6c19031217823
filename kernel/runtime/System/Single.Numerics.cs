// The members by which float is a number as a type parameter.

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace System;

public readonly partial struct Single : IFloatingPointIeee754<float>, IMinMaxValue<float>
{
    static float IAdditiveIdentity<float, float>.AdditiveIdentity => 0;

    static float IMultiplicativeIdentity<float, float>.MultiplicativeIdentity => 1;

    static float INumberBase<float>.One => 1;

    static float INumberBase<float>.Zero => 0;

    static float IMinMaxValue<float>.MinValue => MinValue;

    static float IMinMaxValue<float>.MaxValue => MaxValue;

    static float ISignedNumber<float>.NegativeOne => -1;

    static float IFloatingPointIeee754<float>.Epsilon => Epsilon;

    static float IFloatingPointIeee754<float>.NaN => NaN;

    static float IFloatingPointIeee754<float>.NegativeInfinity => NegativeInfinity;

    static float IFloatingPointIeee754<float>.PositiveInfinity => PositiveInfinity;

    public static float Abs(float value) => Math.Abs(value);

    static bool INumberBase<float>.IsZero(float value) => value == 0;

    public static bool IsPositive(float value) => !IsNegative(value);

    public static bool IsEvenInteger(float value) => IsInteger(value) && value % 2 == 0;

    public static bool IsOddInteger(float value) => IsInteger(value) && Abs(value % 2) == 1;

    public static float Max(float x, float y) => Math.Max(x, y);

    public static float Min(float x, float y) => Math.Min(x, y);

    public static float Clamp(float value, float min, float max) => (float)Math.Clamp(value, min, max);

    public static int Sign(float value) => Math.Sign(value);

    public static float Ceiling(float x) => (float)Math.Ceiling(x);

    public static float Floor(float x) => (float)Math.Floor(x);

    public static float Round(float x) => (float)Math.Round(x);

    public static float Truncate(float x) => (float)Math.Truncate(x);

    public static float Sqrt(float x) => (float)Math.Sqrt(x);

    static WideNumber INumberBase<float>.ToWide(float value) => new(value);

    static float INumberBase<float>.FromWide(WideNumber value, Conversion conversion) => value.ToSingle();

    public static float CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TOther.ToWide(value).ToSingle();

    public static float CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TOther.ToWide(value).ToSingle();

    public static float CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TOther.ToWide(value).ToSingle();

    public static float Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Float | NumberStyles.AllowThousands, provider);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out float result) => TryParse(s, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out float result) => TryParse(s, out result);

    static float IAdditionOperators<float, float, float>.operator +(float left, float right) => left + right;

    static float ISubtractionOperators<float, float, float>.operator -(float left, float right) => left - right;

    static float IMultiplyOperators<float, float, float>.operator *(float left, float right) => left * right;

    static float IDivisionOperators<float, float, float>.operator /(float left, float right) => left / right;

    static float IModulusOperators<float, float, float>.operator %(float left, float right) => left % right;

    static float IUnaryPlusOperators<float, float>.operator +(float value) => value;

    static float IUnaryNegationOperators<float, float>.operator -(float value) => -value;

    static float IIncrementOperators<float>.operator ++(float value) => value + 1;

    static float IDecrementOperators<float>.operator --(float value) => value - 1;
}
