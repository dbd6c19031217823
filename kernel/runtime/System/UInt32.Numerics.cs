// The members by which uint is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct UInt32 : IBinaryInteger<uint>, IMinMaxValue<uint>, IUnsignedNumber<uint>, IUtf8SpanFormattable
{
    static uint IAdditiveIdentity<uint, uint>.AdditiveIdentity => 0;

    static uint IMultiplicativeIdentity<uint, uint>.MultiplicativeIdentity => 1;

    static uint INumberBase<uint>.One => 1;

    static uint INumberBase<uint>.Zero => 0;

    static uint IMinMaxValue<uint>.MinValue => MinValue;

    static uint IMinMaxValue<uint>.MaxValue => MaxValue;

    static uint INumberBase<uint>.Abs(uint value) => value;

    static bool INumberBase<uint>.IsZero(uint value) => value == 0;

    static bool INumberBase<uint>.IsNegative(uint value) => false;

    static bool INumberBase<uint>.IsPositive(uint value) => true;

    public static bool IsEvenInteger(uint value) => (value & 1) == 0;

    public static bool IsOddInteger(uint value) => (value & 1) != 0;

    public static bool IsPow2(uint value) => (value & (value - 1)) == 0 && value > 0;

    public static uint Log2(uint value) => (uint)BitOperations.Log2((ulong)value);

    public static uint Max(uint x, uint y) => Math.Max(x, y);

    public static uint Min(uint x, uint y) => Math.Min(x, y);

    public static uint Clamp(uint value, uint min, uint max) => Math.Clamp(value, min, max);

    public static int Sign(uint value) => value == 0 ? 0 : 1;

    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right) => Math.DivRem(left, right);

    public static uint LeadingZeroCount(uint value) => (uint)BitOperations.LeadingZeroCount(value);

    public static uint TrailingZeroCount(uint value) => (uint)BitOperations.TrailingZeroCount(value);

    public static uint PopCount(uint value) => (uint)BitOperations.PopCount(value);

    public static uint RotateLeft(uint value, int rotateAmount) => (uint)BitOperations.RotateLeft(value, rotateAmount);

    public static uint RotateRight(uint value, int rotateAmount) => (uint)BitOperations.RotateRight(value, rotateAmount);

    int IBinaryInteger<uint>.GetByteCount() => 4;

    static WideNumber INumberBase<uint>.ToWide(uint value) => new(value, negative: false);

    static uint INumberBase<uint>.FromWide(WideNumber value, Conversion conversion) =>
        (uint)value.ToUnsigned(conversion, MaxValue);

    public static uint CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<uint>(TOther.ToWide(value), Conversion.Checked);

    public static uint CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<uint>(TOther.ToWide(value), Conversion.Saturating);

    public static uint CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<uint>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static uint IAdditionOperators<uint, uint, uint>.operator +(uint left, uint right) => left + right;

    static uint IAdditionOperators<uint, uint, uint>.operator checked +(uint left, uint right) => checked(left + right);

    static uint ISubtractionOperators<uint, uint, uint>.operator -(uint left, uint right) => left - right;

    static uint ISubtractionOperators<uint, uint, uint>.operator checked -(uint left, uint right) => checked(left - right);

    static uint IMultiplyOperators<uint, uint, uint>.operator *(uint left, uint right) => left * right;

    static uint IMultiplyOperators<uint, uint, uint>.operator checked *(uint left, uint right) => checked(left * right);

    static uint IDivisionOperators<uint, uint, uint>.operator /(uint left, uint right) => left / right;

    static uint IModulusOperators<uint, uint, uint>.operator %(uint left, uint right) => left % right;

    static uint IUnaryPlusOperators<uint, uint>.operator +(uint value) => value;

    static uint IUnaryNegationOperators<uint, uint>.operator -(uint value) => (uint)(0 - value);

    static uint IUnaryNegationOperators<uint, uint>.operator checked -(uint value) => checked((uint)(0 - value));

    static uint IIncrementOperators<uint>.operator ++(uint value) => value + 1;

    static uint IIncrementOperators<uint>.operator checked ++(uint value) => checked(value + 1);

    static uint IDecrementOperators<uint>.operator --(uint value) => value - 1;

    static uint IDecrementOperators<uint>.operator checked --(uint value) => checked(value - 1);

    static uint IBitwiseOperators<uint, uint, uint>.operator &(uint left, uint right) => left & right;

    static uint IBitwiseOperators<uint, uint, uint>.operator |(uint left, uint right) => left | right;

    static uint IBitwiseOperators<uint, uint, uint>.operator ^(uint left, uint right) => left ^ right;

    static uint IBitwiseOperators<uint, uint, uint>.operator ~(uint value) => ~value;

    static uint IShiftOperators<uint, int, uint>.operator <<(uint value, int shiftAmount) => value << shiftAmount;

    static uint IShiftOperators<uint, int, uint>.operator >>(uint value, int shiftAmount) => value >> shiftAmount;

    static uint IShiftOperators<uint, int, uint>.operator >>>(uint value, int shiftAmount) => (uint)(value >>> shiftAmount);

    static bool IEqualityOperators<uint, uint, bool>.operator ==(uint left, uint right) => left == right;

    static bool IEqualityOperators<uint, uint, bool>.operator !=(uint left, uint right) => left != right;

    static bool IComparisonOperators<uint, uint, bool>.operator <(uint left, uint right) => left < right;

    static bool IComparisonOperators<uint, uint, bool>.operator >(uint left, uint right) => left > right;

    static bool IComparisonOperators<uint, uint, bool>.operator <=(uint left, uint right) => left <= right;

    static bool IComparisonOperators<uint, uint, bool>.operator >=(uint left, uint right) => left >= right;
}
