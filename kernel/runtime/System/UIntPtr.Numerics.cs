// The members by which nuint is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct UIntPtr : IBinaryInteger<nuint>, IMinMaxValue<nuint>, IUnsignedNumber<nuint>, IUtf8SpanFormattable
{
    static nuint IAdditiveIdentity<nuint, nuint>.AdditiveIdentity => 0;

    static nuint IMultiplicativeIdentity<nuint, nuint>.MultiplicativeIdentity => 1;

    static nuint INumberBase<nuint>.One => 1;

    static nuint INumberBase<nuint>.Zero => 0;

    static nuint IMinMaxValue<nuint>.MinValue => MinValue;

    static nuint IMinMaxValue<nuint>.MaxValue => MaxValue;

    static nuint INumberBase<nuint>.Abs(nuint value) => value;

    static bool INumberBase<nuint>.IsZero(nuint value) => value == 0;

    static bool INumberBase<nuint>.IsNegative(nuint value) => false;

    static bool INumberBase<nuint>.IsPositive(nuint value) => true;

    public static bool IsEvenInteger(nuint value) => (value & 1) == 0;

    public static bool IsOddInteger(nuint value) => (value & 1) != 0;

    public static bool IsPow2(nuint value) => (value & (value - 1)) == 0 && value > 0;

    public static nuint Log2(nuint value) => (nuint)BitOperations.Log2((ulong)value);

    public static nuint Max(nuint x, nuint y) => Math.Max(x, y);

    public static nuint Min(nuint x, nuint y) => Math.Min(x, y);

    public static nuint Clamp(nuint value, nuint min, nuint max) => Math.Clamp(value, min, max);

    public static int Sign(nuint value) => value == 0 ? 0 : 1;

    public static (nuint Quotient, nuint Remainder) DivRem(nuint left, nuint right) => Math.DivRem(left, right);

    public static nuint LeadingZeroCount(nuint value) => (nuint)BitOperations.LeadingZeroCount(value);

    public static nuint TrailingZeroCount(nuint value) => (nuint)BitOperations.TrailingZeroCount(value);

    public static nuint PopCount(nuint value) => (nuint)BitOperations.PopCount(value);

    public static nuint RotateLeft(nuint value, int rotateAmount) => (nuint)BitOperations.RotateLeft(value, rotateAmount);

    public static nuint RotateRight(nuint value, int rotateAmount) => (nuint)BitOperations.RotateRight(value, rotateAmount);

    int IBinaryInteger<nuint>.GetByteCount() => 8;

    static WideNumber INumberBase<nuint>.ToWide(nuint value) => new(value, negative: false);

    static nuint INumberBase<nuint>.FromWide(WideNumber value, Conversion conversion) =>
        (nuint)value.ToUnsigned(conversion, MaxValue);

    public static nuint CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<nuint>(TOther.ToWide(value), Conversion.Checked);

    public static nuint CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<nuint>(TOther.ToWide(value), Conversion.Saturating);

    public static nuint CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<nuint>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static nuint IAdditionOperators<nuint, nuint, nuint>.operator +(nuint left, nuint right) => left + right;

    static nuint IAdditionOperators<nuint, nuint, nuint>.operator checked +(nuint left, nuint right) => checked(left + right);

    static nuint ISubtractionOperators<nuint, nuint, nuint>.operator -(nuint left, nuint right) => left - right;

    static nuint ISubtractionOperators<nuint, nuint, nuint>.operator checked -(nuint left, nuint right) => checked(left - right);

    static nuint IMultiplyOperators<nuint, nuint, nuint>.operator *(nuint left, nuint right) => left * right;

    static nuint IMultiplyOperators<nuint, nuint, nuint>.operator checked *(nuint left, nuint right) => checked(left * right);

    static nuint IDivisionOperators<nuint, nuint, nuint>.operator /(nuint left, nuint right) => left / right;

    static nuint IModulusOperators<nuint, nuint, nuint>.operator %(nuint left, nuint right) => left % right;

    static nuint IUnaryPlusOperators<nuint, nuint>.operator +(nuint value) => value;

    static nuint IUnaryNegationOperators<nuint, nuint>.operator -(nuint value) => (nuint)(0 - value);

    static nuint IUnaryNegationOperators<nuint, nuint>.operator checked -(nuint value) => checked((nuint)(0 - value));

    static nuint IIncrementOperators<nuint>.operator ++(nuint value) => value + 1;

    static nuint IIncrementOperators<nuint>.operator checked ++(nuint value) => checked(value + 1);

    static nuint IDecrementOperators<nuint>.operator --(nuint value) => value - 1;

    static nuint IDecrementOperators<nuint>.operator checked --(nuint value) => checked(value - 1);

    static nuint IBitwiseOperators<nuint, nuint, nuint>.operator &(nuint left, nuint right) => left & right;

    static nuint IBitwiseOperators<nuint, nuint, nuint>.operator |(nuint left, nuint right) => left | right;

    static nuint IBitwiseOperators<nuint, nuint, nuint>.operator ^(nuint left, nuint right) => left ^ right;

    static nuint IBitwiseOperators<nuint, nuint, nuint>.operator ~(nuint value) => ~value;

    static nuint IShiftOperators<nuint, int, nuint>.operator <<(nuint value, int shiftAmount) => value << shiftAmount;

    static nuint IShiftOperators<nuint, int, nuint>.operator >>(nuint value, int shiftAmount) => value >> shiftAmount;

    static nuint IShiftOperators<nuint, int, nuint>.operator >>>(nuint value, int shiftAmount) => (nuint)(value >>> shiftAmount);

    static bool IEqualityOperators<nuint, nuint, bool>.operator ==(nuint left, nuint right) => left == right;

    static bool IEqualityOperators<nuint, nuint, bool>.operator !=(nuint left, nuint right) => left != right;

    static bool IComparisonOperators<nuint, nuint, bool>.operator <(nuint left, nuint right) => left < right;

    static bool IComparisonOperators<nuint, nuint, bool>.operator >(nuint left, nuint right) => left > right;

    static bool IComparisonOperators<nuint, nuint, bool>.operator <=(nuint left, nuint right) => left <= right;

    static bool IComparisonOperators<nuint, nuint, bool>.operator >=(nuint left, nuint right) => left >= right;
}
