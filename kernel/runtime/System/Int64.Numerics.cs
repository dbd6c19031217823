// The members by which long is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct Int64 : IBinaryInteger<long>, IMinMaxValue<long>, ISignedNumber<long>, IUtf8SpanFormattable
{
    static long IAdditiveIdentity<long, long>.AdditiveIdentity => 0;

    static long IMultiplicativeIdentity<long, long>.MultiplicativeIdentity => 1;

    static long INumberBase<long>.One => 1;

    static long INumberBase<long>.Zero => 0;

    static long IMinMaxValue<long>.MinValue => MinValue;

    static long IMinMaxValue<long>.MaxValue => MaxValue;

    static long ISignedNumber<long>.NegativeOne => -1;

    public static long Abs(long value) => Math.Abs(value);

    static bool INumberBase<long>.IsZero(long value) => value == 0;

    public static bool IsNegative(long value) => value < 0;

    public static bool IsPositive(long value) => value >= 0;

    public static bool IsEvenInteger(long value) => (value & 1) == 0;

    public static bool IsOddInteger(long value) => (value & 1) != 0;

    public static bool IsPow2(long value) => (value & (value - 1)) == 0 && value > 0;

    public static long Log2(long value)
    {
        if (value < 0)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(value));
        }

        return (long)BitOperations.Log2((ulong)value);
    }

    public static long Max(long x, long y) => Math.Max(x, y);

    public static long Min(long x, long y) => Math.Min(x, y);

    public static long Clamp(long value, long min, long max) => Math.Clamp(value, min, max);

    public static int Sign(long value) => Math.Sign(value);

    public static (long Quotient, long Remainder) DivRem(long left, long right) => Math.DivRem(left, right);

    public static long LeadingZeroCount(long value) => (long)BitOperations.LeadingZeroCount((ulong)value);

    public static long TrailingZeroCount(long value) => (long)BitOperations.TrailingZeroCount((ulong)value);

    public static long PopCount(long value) => (long)BitOperations.PopCount((ulong)value);

    public static long RotateLeft(long value, int rotateAmount) => (long)BitOperations.RotateLeft((ulong)value, rotateAmount);

    public static long RotateRight(long value, int rotateAmount) => (long)BitOperations.RotateRight((ulong)value, rotateAmount);

    int IBinaryInteger<long>.GetByteCount() => 8;

    static WideNumber INumberBase<long>.ToWide(long value) => new((ulong)(long)value, value < 0);

    static long INumberBase<long>.FromWide(WideNumber value, Conversion conversion) =>
        (long)value.ToSigned(conversion, MinValue, MaxValue);

    public static long CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<long>(TOther.ToWide(value), Conversion.Checked);

    public static long CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<long>(TOther.ToWide(value), Conversion.Saturating);

    public static long CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<long>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static long IAdditionOperators<long, long, long>.operator +(long left, long right) => left + right;

    static long IAdditionOperators<long, long, long>.operator checked +(long left, long right) => checked(left + right);

    static long ISubtractionOperators<long, long, long>.operator -(long left, long right) => left - right;

    static long ISubtractionOperators<long, long, long>.operator checked -(long left, long right) => checked(left - right);

    static long IMultiplyOperators<long, long, long>.operator *(long left, long right) => left * right;

    static long IMultiplyOperators<long, long, long>.operator checked *(long left, long right) => checked(left * right);

    static long IDivisionOperators<long, long, long>.operator /(long left, long right) => left / right;

    static long IModulusOperators<long, long, long>.operator %(long left, long right) => left % right;

    static long IUnaryPlusOperators<long, long>.operator +(long value) => value;

    static long IUnaryNegationOperators<long, long>.operator -(long value) => -value;

    static long IUnaryNegationOperators<long, long>.operator checked -(long value) => checked((long)(0 - value));

    static long IIncrementOperators<long>.operator ++(long value) => value + 1;

    static long IIncrementOperators<long>.operator checked ++(long value) => checked(value + 1);

    static long IDecrementOperators<long>.operator --(long value) => value - 1;

    static long IDecrementOperators<long>.operator checked --(long value) => checked(value - 1);

    static long IBitwiseOperators<long, long, long>.operator &(long left, long right) => left & right;

    static long IBitwiseOperators<long, long, long>.operator |(long left, long right) => left | right;

    static long IBitwiseOperators<long, long, long>.operator ^(long left, long right) => left ^ right;

    static long IBitwiseOperators<long, long, long>.operator ~(long value) => ~value;

    static long IShiftOperators<long, int, long>.operator <<(long value, int shiftAmount) => value << shiftAmount;

    static long IShiftOperators<long, int, long>.operator >>(long value, int shiftAmount) => value >> shiftAmount;

    static long IShiftOperators<long, int, long>.operator >>>(long value, int shiftAmount) => (long)((ulong)value >>> shiftAmount);

    static bool IEqualityOperators<long, long, bool>.operator ==(long left, long right) => left == right;

    static bool IEqualityOperators<long, long, bool>.operator !=(long left, long right) => left != right;

    static bool IComparisonOperators<long, long, bool>.operator <(long left, long right) => left < right;

    static bool IComparisonOperators<long, long, bool>.operator >(long left, long right) => left > right;

    static bool IComparisonOperators<long, long, bool>.operator <=(long left, long right) => left <= right;

    static bool IComparisonOperators<long, long, bool>.operator >=(long left, long right) => left >= right;
}
