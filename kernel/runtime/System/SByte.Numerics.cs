// The members by which sbyte is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct SByte : IBinaryInteger<sbyte>, IMinMaxValue<sbyte>, ISignedNumber<sbyte>, IUtf8SpanFormattable
{
    static sbyte IAdditiveIdentity<sbyte, sbyte>.AdditiveIdentity => 0;

    static sbyte IMultiplicativeIdentity<sbyte, sbyte>.MultiplicativeIdentity => 1;

    static sbyte INumberBase<sbyte>.One => 1;

    static sbyte INumberBase<sbyte>.Zero => 0;

    static sbyte IMinMaxValue<sbyte>.MinValue => MinValue;

    static sbyte IMinMaxValue<sbyte>.MaxValue => MaxValue;

    static sbyte ISignedNumber<sbyte>.NegativeOne => -1;

    public static sbyte Abs(sbyte value) => Math.Abs(value);

    static bool INumberBase<sbyte>.IsZero(sbyte value) => value == 0;

    public static bool IsNegative(sbyte value) => value < 0;

    public static bool IsPositive(sbyte value) => value >= 0;

    public static bool IsEvenInteger(sbyte value) => (value & 1) == 0;

    public static bool IsOddInteger(sbyte value) => (value & 1) != 0;

    public static bool IsPow2(sbyte value) => (value & (value - 1)) == 0 && value > 0;

    public static sbyte Log2(sbyte value)
    {
        if (value < 0)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(value));
        }

        return (sbyte)BitOperations.Log2((ulong)value);
    }

    public static sbyte Max(sbyte x, sbyte y) => Math.Max(x, y);

    public static sbyte Min(sbyte x, sbyte y) => Math.Min(x, y);

    public static sbyte Clamp(sbyte value, sbyte min, sbyte max) => Math.Clamp(value, min, max);

    public static int Sign(sbyte value) => Math.Sign(value);

    public static (sbyte Quotient, sbyte Remainder) DivRem(sbyte left, sbyte right) => Math.DivRem(left, right);

    public static sbyte LeadingZeroCount(sbyte value) => (sbyte)(BitOperations.LeadingZeroCount((uint)(byte)value) - 24);

    public static sbyte TrailingZeroCount(sbyte value) => (sbyte)BitOperations.TrailingZeroCount((uint)(byte)value | (1u << 8));

    public static sbyte PopCount(sbyte value) => (sbyte)BitOperations.PopCount((uint)(byte)value);

    public static sbyte RotateLeft(sbyte value, int rotateAmount) => (sbyte)(((uint)(byte)value << (rotateAmount & 7)) | ((uint)(byte)value >> ((0 - rotateAmount) & 7)));

    public static sbyte RotateRight(sbyte value, int rotateAmount) => (sbyte)(((uint)(byte)value >> (rotateAmount & 7)) | ((uint)(byte)value << ((0 - rotateAmount) & 7)));

    int IBinaryInteger<sbyte>.GetByteCount() => 1;

    static WideNumber INumberBase<sbyte>.ToWide(sbyte value) => new((ulong)(long)value, value < 0);

    static sbyte INumberBase<sbyte>.FromWide(WideNumber value, Conversion conversion) =>
        (sbyte)value.ToSigned(conversion, MinValue, MaxValue);

    public static sbyte CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<sbyte>(TOther.ToWide(value), Conversion.Checked);

    public static sbyte CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<sbyte>(TOther.ToWide(value), Conversion.Saturating);

    public static sbyte CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<sbyte>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static sbyte IAdditionOperators<sbyte, sbyte, sbyte>.operator +(sbyte left, sbyte right) => (sbyte)(left + right);

    static sbyte IAdditionOperators<sbyte, sbyte, sbyte>.operator checked +(sbyte left, sbyte right) => checked((sbyte)(left + right));

    static sbyte ISubtractionOperators<sbyte, sbyte, sbyte>.operator -(sbyte left, sbyte right) => (sbyte)(left - right);

    static sbyte ISubtractionOperators<sbyte, sbyte, sbyte>.operator checked -(sbyte left, sbyte right) => checked((sbyte)(left - right));

    static sbyte IMultiplyOperators<sbyte, sbyte, sbyte>.operator *(sbyte left, sbyte right) => (sbyte)(left * right);

    static sbyte IMultiplyOperators<sbyte, sbyte, sbyte>.operator checked *(sbyte left, sbyte right) => checked((sbyte)(left * right));

    static sbyte IDivisionOperators<sbyte, sbyte, sbyte>.operator /(sbyte left, sbyte right) => (sbyte)(left / right);

    static sbyte IModulusOperators<sbyte, sbyte, sbyte>.operator %(sbyte left, sbyte right) => (sbyte)(left % right);

    static sbyte IUnaryPlusOperators<sbyte, sbyte>.operator +(sbyte value) => value;

    static sbyte IUnaryNegationOperators<sbyte, sbyte>.operator -(sbyte value) => (sbyte)(-value);

    static sbyte IUnaryNegationOperators<sbyte, sbyte>.operator checked -(sbyte value) => checked((sbyte)(0 - value));

    static sbyte IIncrementOperators<sbyte>.operator ++(sbyte value) => (sbyte)(value + 1);

    static sbyte IIncrementOperators<sbyte>.operator checked ++(sbyte value) => checked((sbyte)(value + 1));

    static sbyte IDecrementOperators<sbyte>.operator --(sbyte value) => (sbyte)(value - 1);

    static sbyte IDecrementOperators<sbyte>.operator checked --(sbyte value) => checked((sbyte)(value - 1));

    static sbyte IBitwiseOperators<sbyte, sbyte, sbyte>.operator &(sbyte left, sbyte right) => (sbyte)(left & right);

    static sbyte IBitwiseOperators<sbyte, sbyte, sbyte>.operator |(sbyte left, sbyte right) => (sbyte)(left | right);

    static sbyte IBitwiseOperators<sbyte, sbyte, sbyte>.operator ^(sbyte left, sbyte right) => (sbyte)(left ^ right);

    static sbyte IBitwiseOperators<sbyte, sbyte, sbyte>.operator ~(sbyte value) => (sbyte)(~value);

    static sbyte IShiftOperators<sbyte, int, sbyte>.operator <<(sbyte value, int shiftAmount) => (sbyte)(value << (shiftAmount & 7));

    static sbyte IShiftOperators<sbyte, int, sbyte>.operator >>(sbyte value, int shiftAmount) => (sbyte)(value >> (shiftAmount & 7));

    static sbyte IShiftOperators<sbyte, int, sbyte>.operator >>>(sbyte value, int shiftAmount) => (sbyte)((byte)value >>> (shiftAmount & 7));

    static bool IEqualityOperators<sbyte, sbyte, bool>.operator ==(sbyte left, sbyte right) => left == right;

    static bool IEqualityOperators<sbyte, sbyte, bool>.operator !=(sbyte left, sbyte right) => left != right;

    static bool IComparisonOperators<sbyte, sbyte, bool>.operator <(sbyte left, sbyte right) => left < right;

    static bool IComparisonOperators<sbyte, sbyte, bool>.operator >(sbyte left, sbyte right) => left > right;

    static bool IComparisonOperators<sbyte, sbyte, bool>.operator <=(sbyte left, sbyte right) => left <= right;

    static bool IComparisonOperators<sbyte, sbyte, bool>.operator >=(sbyte left, sbyte right) => left >= right;
}
