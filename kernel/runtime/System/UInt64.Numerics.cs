// The members by which ulong is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct UInt64 : IBinaryInteger<ulong>, IMinMaxValue<ulong>, IUnsignedNumber<ulong>, IUtf8SpanFormattable
{
    static ulong IAdditiveIdentity<ulong, ulong>.AdditiveIdentity => 0;

    static ulong IMultiplicativeIdentity<ulong, ulong>.MultiplicativeIdentity => 1;

    static ulong INumberBase<ulong>.One => 1;

    static ulong INumberBase<ulong>.Zero => 0;

    static ulong IMinMaxValue<ulong>.MinValue => MinValue;

    static ulong IMinMaxValue<ulong>.MaxValue => MaxValue;

    static ulong INumberBase<ulong>.Abs(ulong value) => value;

    static bool INumberBase<ulong>.IsZero(ulong value) => value == 0;

    static bool INumberBase<ulong>.IsNegative(ulong value) => false;

    static bool INumberBase<ulong>.IsPositive(ulong value) => true;

    public static bool IsEvenInteger(ulong value) => (value & 1) == 0;

    public static bool IsOddInteger(ulong value) => (value & 1) != 0;

    public static bool IsPow2(ulong value) => (value & (value - 1)) == 0 && value > 0;

    public static ulong Log2(ulong value) => (ulong)BitOperations.Log2((ulong)value);

    public static ulong Max(ulong x, ulong y) => Math.Max(x, y);

    public static ulong Min(ulong x, ulong y) => Math.Min(x, y);

    public static ulong Clamp(ulong value, ulong min, ulong max) => Math.Clamp(value, min, max);

    public static int Sign(ulong value) => value == 0 ? 0 : 1;

    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right) => Math.DivRem(left, right);

    public static ulong LeadingZeroCount(ulong value) => (ulong)BitOperations.LeadingZeroCount(value);

    public static ulong TrailingZeroCount(ulong value) => (ulong)BitOperations.TrailingZeroCount(value);

    public static ulong PopCount(ulong value) => (ulong)BitOperations.PopCount(value);

    public static ulong RotateLeft(ulong value, int rotateAmount) => (ulong)BitOperations.RotateLeft(value, rotateAmount);

    public static ulong RotateRight(ulong value, int rotateAmount) => (ulong)BitOperations.RotateRight(value, rotateAmount);

    int IBinaryInteger<ulong>.GetByteCount() => 8;

    static WideNumber INumberBase<ulong>.ToWide(ulong value) => new(value, negative: false);

    static ulong INumberBase<ulong>.FromWide(WideNumber value, Conversion conversion) =>
        (ulong)value.ToUnsigned(conversion, MaxValue);

    public static ulong CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<ulong>(TOther.ToWide(value), Conversion.Checked);

    public static ulong CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<ulong>(TOther.ToWide(value), Conversion.Saturating);

    public static ulong CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<ulong>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static ulong IAdditionOperators<ulong, ulong, ulong>.operator +(ulong left, ulong right) => left + right;

    static ulong IAdditionOperators<ulong, ulong, ulong>.operator checked +(ulong left, ulong right) => checked(left + right);

    static ulong ISubtractionOperators<ulong, ulong, ulong>.operator -(ulong left, ulong right) => left - right;

    static ulong ISubtractionOperators<ulong, ulong, ulong>.operator checked -(ulong left, ulong right) => checked(left - right);

    static ulong IMultiplyOperators<ulong, ulong, ulong>.operator *(ulong left, ulong right) => left * right;

    static ulong IMultiplyOperators<ulong, ulong, ulong>.operator checked *(ulong left, ulong right) => checked(left * right);

    static ulong IDivisionOperators<ulong, ulong, ulong>.operator /(ulong left, ulong right) => left / right;

    static ulong IModulusOperators<ulong, ulong, ulong>.operator %(ulong left, ulong right) => left % right;

    static ulong IUnaryPlusOperators<ulong, ulong>.operator +(ulong value) => value;

    static ulong IUnaryNegationOperators<ulong, ulong>.operator -(ulong value) => (ulong)(0 - value);

    static ulong IUnaryNegationOperators<ulong, ulong>.operator checked -(ulong value) => checked((ulong)(0 - value));

    static ulong IIncrementOperators<ulong>.operator ++(ulong value) => value + 1;

    static ulong IIncrementOperators<ulong>.operator checked ++(ulong value) => checked(value + 1);

    static ulong IDecrementOperators<ulong>.operator --(ulong value) => value - 1;

    static ulong IDecrementOperators<ulong>.operator checked --(ulong value) => checked(value - 1);

    static ulong IBitwiseOperators<ulong, ulong, ulong>.operator &(ulong left, ulong right) => left & right;

    static ulong IBitwiseOperators<ulong, ulong, ulong>.operator |(ulong left, ulong right) => left | right;

    static ulong IBitwiseOperators<ulong, ulong, ulong>.operator ^(ulong left, ulong right) => left ^ right;

    static ulong IBitwiseOperators<ulong, ulong, ulong>.operator ~(ulong value) => ~value;

    static ulong IShiftOperators<ulong, int, ulong>.operator <<(ulong value, int shiftAmount) => value << shiftAmount;

    static ulong IShiftOperators<ulong, int, ulong>.operator >>(ulong value, int shiftAmount) => value >> shiftAmount;

    static ulong IShiftOperators<ulong, int, ulong>.operator >>>(ulong value, int shiftAmount) => (ulong)(value >>> shiftAmount);

    static bool IEqualityOperators<ulong, ulong, bool>.operator ==(ulong left, ulong right) => left == right;

    static bool IEqualityOperators<ulong, ulong, bool>.operator !=(ulong left, ulong right) => left != right;

    static bool IComparisonOperators<ulong, ulong, bool>.operator <(ulong left, ulong right) => left < right;

    static bool IComparisonOperators<ulong, ulong, bool>.operator >(ulong left, ulong right) => left > right;

    static bool IComparisonOperators<ulong, ulong, bool>.operator <=(ulong left, ulong right) => left <= right;

    static bool IComparisonOperators<ulong, ulong, bool>.operator >=(ulong left, ulong right) => left >= right;
}
