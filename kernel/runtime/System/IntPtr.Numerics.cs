// The members by which nint is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct IntPtr : IBinaryInteger<nint>, IMinMaxValue<nint>, ISignedNumber<nint>, IUtf8SpanFormattable
{
    static nint IAdditiveIdentity<nint, nint>.AdditiveIdentity => 0;

    static nint IMultiplicativeIdentity<nint, nint>.MultiplicativeIdentity => 1;

    static nint INumberBase<nint>.One => 1;

    static nint INumberBase<nint>.Zero => 0;

    static nint IMinMaxValue<nint>.MinValue => MinValue;

    static nint IMinMaxValue<nint>.MaxValue => MaxValue;

    static nint ISignedNumber<nint>.NegativeOne => -1;

    public static nint Abs(nint value) => Math.Abs(value);

    static bool INumberBase<nint>.IsZero(nint value) => value == 0;

    public static bool IsNegative(nint value) => value < 0;

    public static bool IsPositive(nint value) => value >= 0;

    public static bool IsEvenInteger(nint value) => (value & 1) == 0;

    public static bool IsOddInteger(nint value) => (value & 1) != 0;

    public static bool IsPow2(nint value) => (value & (value - 1)) == 0 && value > 0;

    public static nint Log2(nint value)
    {
        if (value < 0)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(value));
        }

        return (nint)BitOperations.Log2((ulong)value);
    }

    public static nint Max(nint x, nint y) => Math.Max(x, y);

    public static nint Min(nint x, nint y) => Math.Min(x, y);

    public static nint Clamp(nint value, nint min, nint max) => Math.Clamp(value, min, max);

    public static int Sign(nint value) => Math.Sign(value);

    public static (nint Quotient, nint Remainder) DivRem(nint left, nint right) => Math.DivRem(left, right);

    public static nint LeadingZeroCount(nint value) => (nint)BitOperations.LeadingZeroCount((nuint)value);

    public static nint TrailingZeroCount(nint value) => (nint)BitOperations.TrailingZeroCount((nuint)value);

    public static nint PopCount(nint value) => (nint)BitOperations.PopCount((nuint)value);

    public static nint RotateLeft(nint value, int rotateAmount) => (nint)BitOperations.RotateLeft((nuint)value, rotateAmount);

    public static nint RotateRight(nint value, int rotateAmount) => (nint)BitOperations.RotateRight((nuint)value, rotateAmount);

    int IBinaryInteger<nint>.GetByteCount() => 8;

    static WideNumber INumberBase<nint>.ToWide(nint value) => new((ulong)(long)value, value < 0);

    static nint INumberBase<nint>.FromWide(WideNumber value, Conversion conversion) =>
        (nint)value.ToSigned(conversion, MinValue, MaxValue);

    public static nint CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<nint>(TOther.ToWide(value), Conversion.Checked);

    public static nint CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<nint>(TOther.ToWide(value), Conversion.Saturating);

    public static nint CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<nint>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static nint IAdditionOperators<nint, nint, nint>.operator +(nint left, nint right) => left + right;

    static nint IAdditionOperators<nint, nint, nint>.operator checked +(nint left, nint right) => checked(left + right);

    static nint ISubtractionOperators<nint, nint, nint>.operator -(nint left, nint right) => left - right;

    static nint ISubtractionOperators<nint, nint, nint>.operator checked -(nint left, nint right) => checked(left - right);

    static nint IMultiplyOperators<nint, nint, nint>.operator *(nint left, nint right) => left * right;

    static nint IMultiplyOperators<nint, nint, nint>.operator checked *(nint left, nint right) => checked(left * right);

    static nint IDivisionOperators<nint, nint, nint>.operator /(nint left, nint right) => left / right;

    static nint IModulusOperators<nint, nint, nint>.operator %(nint left, nint right) => left % right;

    static nint IUnaryPlusOperators<nint, nint>.operator +(nint value) => value;

    static nint IUnaryNegationOperators<nint, nint>.operator -(nint value) => -value;

    static nint IUnaryNegationOperators<nint, nint>.operator checked -(nint value) => checked((nint)(0 - value));

    static nint IIncrementOperators<nint>.operator ++(nint value) => value + 1;

    static nint IIncrementOperators<nint>.operator checked ++(nint value) => checked(value + 1);

    static nint IDecrementOperators<nint>.operator --(nint value) => value - 1;

    static nint IDecrementOperators<nint>.operator checked --(nint value) => checked(value - 1);

    static nint IBitwiseOperators<nint, nint, nint>.operator &(nint left, nint right) => left & right;

    static nint IBitwiseOperators<nint, nint, nint>.operator |(nint left, nint right) => left | right;

    static nint IBitwiseOperators<nint, nint, nint>.operator ^(nint left, nint right) => left ^ right;

    static nint IBitwiseOperators<nint, nint, nint>.operator ~(nint value) => ~value;

    static nint IShiftOperators<nint, int, nint>.operator <<(nint value, int shiftAmount) => value << shiftAmount;

    static nint IShiftOperators<nint, int, nint>.operator >>(nint value, int shiftAmount) => value >> shiftAmount;

    static nint IShiftOperators<nint, int, nint>.operator >>>(nint value, int shiftAmount) => (nint)((nuint)value >>> shiftAmount);

    static bool IEqualityOperators<nint, nint, bool>.operator ==(nint left, nint right) => left == right;

    static bool IEqualityOperators<nint, nint, bool>.operator !=(nint left, nint right) => left != right;

    static bool IComparisonOperators<nint, nint, bool>.operator <(nint left, nint right) => left < right;

    static bool IComparisonOperators<nint, nint, bool>.operator >(nint left, nint right) => left > right;

    static bool IComparisonOperators<nint, nint, bool>.operator <=(nint left, nint right) => left <= right;

    static bool IComparisonOperators<nint, nint, bool>.operator >=(nint left, nint right) => left >= right;
}
