// The members by which ushort is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct UInt16 : IBinaryInteger<ushort>, IMinMaxValue<ushort>, IUnsignedNumber<ushort>, IUtf8SpanFormattable
{
    static ushort IAdditiveIdentity<ushort, ushort>.AdditiveIdentity => 0;

    static ushort IMultiplicativeIdentity<ushort, ushort>.MultiplicativeIdentity => 1;

    static ushort INumberBase<ushort>.One => 1;

    static ushort INumberBase<ushort>.Zero => 0;

    static ushort IMinMaxValue<ushort>.MinValue => MinValue;

    static ushort IMinMaxValue<ushort>.MaxValue => MaxValue;

    static ushort INumberBase<ushort>.Abs(ushort value) => value;

    static bool INumberBase<ushort>.IsZero(ushort value) => value == 0;

    static bool INumberBase<ushort>.IsNegative(ushort value) => false;

    static bool INumberBase<ushort>.IsPositive(ushort value) => true;

    public static bool IsEvenInteger(ushort value) => (value & 1) == 0;

    public static bool IsOddInteger(ushort value) => (value & 1) != 0;

    public static bool IsPow2(ushort value) => (value & (value - 1)) == 0 && value > 0;

    public static ushort Log2(ushort value) => (ushort)BitOperations.Log2((ulong)value);

    public static ushort Max(ushort x, ushort y) => Math.Max(x, y);

    public static ushort Min(ushort x, ushort y) => Math.Min(x, y);

    public static ushort Clamp(ushort value, ushort min, ushort max) => Math.Clamp(value, min, max);

    public static int Sign(ushort value) => value == 0 ? 0 : 1;

    public static (ushort Quotient, ushort Remainder) DivRem(ushort left, ushort right) => Math.DivRem(left, right);

    public static ushort LeadingZeroCount(ushort value) => (ushort)(BitOperations.LeadingZeroCount((uint)value) - 16);

    public static ushort TrailingZeroCount(ushort value) => (ushort)BitOperations.TrailingZeroCount((uint)value | (1u << 16));

    public static ushort PopCount(ushort value) => (ushort)BitOperations.PopCount((uint)value);

    public static ushort RotateLeft(ushort value, int rotateAmount) => (ushort)(((uint)value << (rotateAmount & 15)) | ((uint)value >> ((0 - rotateAmount) & 15)));

    public static ushort RotateRight(ushort value, int rotateAmount) => (ushort)(((uint)value >> (rotateAmount & 15)) | ((uint)value << ((0 - rotateAmount) & 15)));

    int IBinaryInteger<ushort>.GetByteCount() => 2;

    static WideNumber INumberBase<ushort>.ToWide(ushort value) => new(value, negative: false);

    static ushort INumberBase<ushort>.FromWide(WideNumber value, Conversion conversion) =>
        (ushort)value.ToUnsigned(conversion, MaxValue);

    public static ushort CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<ushort>(TOther.ToWide(value), Conversion.Checked);

    public static ushort CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<ushort>(TOther.ToWide(value), Conversion.Saturating);

    public static ushort CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<ushort>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static ushort IAdditionOperators<ushort, ushort, ushort>.operator +(ushort left, ushort right) => (ushort)(left + right);

    static ushort IAdditionOperators<ushort, ushort, ushort>.operator checked +(ushort left, ushort right) => checked((ushort)(left + right));

    static ushort ISubtractionOperators<ushort, ushort, ushort>.operator -(ushort left, ushort right) => (ushort)(left - right);

    static ushort ISubtractionOperators<ushort, ushort, ushort>.operator checked -(ushort left, ushort right) => checked((ushort)(left - right));

    static ushort IMultiplyOperators<ushort, ushort, ushort>.operator *(ushort left, ushort right) => (ushort)(left * right);

    static ushort IMultiplyOperators<ushort, ushort, ushort>.operator checked *(ushort left, ushort right) => checked((ushort)(left * right));

    static ushort IDivisionOperators<ushort, ushort, ushort>.operator /(ushort left, ushort right) => (ushort)(left / right);

    static ushort IModulusOperators<ushort, ushort, ushort>.operator %(ushort left, ushort right) => (ushort)(left % right);

    static ushort IUnaryPlusOperators<ushort, ushort>.operator +(ushort value) => value;

    static ushort IUnaryNegationOperators<ushort, ushort>.operator -(ushort value) => (ushort)(0 - value);

    static ushort IUnaryNegationOperators<ushort, ushort>.operator checked -(ushort value) => checked((ushort)(0 - value));

    static ushort IIncrementOperators<ushort>.operator ++(ushort value) => (ushort)(value + 1);

    static ushort IIncrementOperators<ushort>.operator checked ++(ushort value) => checked((ushort)(value + 1));

    static ushort IDecrementOperators<ushort>.operator --(ushort value) => (ushort)(value - 1);

    static ushort IDecrementOperators<ushort>.operator checked --(ushort value) => checked((ushort)(value - 1));

    static ushort IBitwiseOperators<ushort, ushort, ushort>.operator &(ushort left, ushort right) => (ushort)(left & right);

    static ushort IBitwiseOperators<ushort, ushort, ushort>.operator |(ushort left, ushort right) => (ushort)(left | right);

    static ushort IBitwiseOperators<ushort, ushort, ushort>.operator ^(ushort left, ushort right) => (ushort)(left ^ right);

    static ushort IBitwiseOperators<ushort, ushort, ushort>.operator ~(ushort value) => (ushort)(~value);

    static ushort IShiftOperators<ushort, int, ushort>.operator <<(ushort value, int shiftAmount) => (ushort)(value << (shiftAmount & 15));

    static ushort IShiftOperators<ushort, int, ushort>.operator >>(ushort value, int shiftAmount) => (ushort)(value >> (shiftAmount & 15));

    static ushort IShiftOperators<ushort, int, ushort>.operator >>>(ushort value, int shiftAmount) => (ushort)(value >>> (shiftAmount & 15));

    static bool IEqualityOperators<ushort, ushort, bool>.operator ==(ushort left, ushort right) => left == right;

    static bool IEqualityOperators<ushort, ushort, bool>.operator !=(ushort left, ushort right) => left != right;

    static bool IComparisonOperators<ushort, ushort, bool>.operator <(ushort left, ushort right) => left < right;

    static bool IComparisonOperators<ushort, ushort, bool>.operator >(ushort left, ushort right) => left > right;

    static bool IComparisonOperators<ushort, ushort, bool>.operator <=(ushort left, ushort right) => left <= right;

    static bool IComparisonOperators<ushort, ushort, bool>.operator >=(ushort left, ushort right) => left >= right;
}
