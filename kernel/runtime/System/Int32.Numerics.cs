// The members by which int is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct Int32 : IBinaryInteger<int>, IMinMaxValue<int>, ISignedNumber<int>, IUtf8SpanFormattable
{
    static int IAdditiveIdentity<int, int>.AdditiveIdentity => 0;

    static int IMultiplicativeIdentity<int, int>.MultiplicativeIdentity => 1;

    static int INumberBase<int>.One => 1;

    static int INumberBase<int>.Zero => 0;

    static int IMinMaxValue<int>.MinValue => MinValue;

    static int IMinMaxValue<int>.MaxValue => MaxValue;

    static int ISignedNumber<int>.NegativeOne => -1;

    public static int Abs(int value) => Math.Abs(value);

    static bool INumberBase<int>.IsZero(int value) => value == 0;

    public static bool IsNegative(int value) => value < 0;

    public static bool IsPositive(int value) => value >= 0;

    public static bool IsEvenInteger(int value) => (value & 1) == 0;

    public static bool IsOddInteger(int value) => (value & 1) != 0;

    public static bool IsPow2(int value) => (value & (value - 1)) == 0 && value > 0;

    public static int Log2(int value)
    {
        if (value < 0)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(value));
        }

        return (int)BitOperations.Log2((ulong)value);
    }

    public static int Max(int x, int y) => Math.Max(x, y);

    public static int Min(int x, int y) => Math.Min(x, y);

    public static int Clamp(int value, int min, int max) => Math.Clamp(value, min, max);

    public static int Sign(int value) => Math.Sign(value);

    public static (int Quotient, int Remainder) DivRem(int left, int right) => Math.DivRem(left, right);

    public static int LeadingZeroCount(int value) => (int)BitOperations.LeadingZeroCount((uint)value);

    public static int TrailingZeroCount(int value) => (int)BitOperations.TrailingZeroCount((uint)value);

    public static int PopCount(int value) => (int)BitOperations.PopCount((uint)value);

    public static int RotateLeft(int value, int rotateAmount) => (int)BitOperations.RotateLeft((uint)value, rotateAmount);

    public static int RotateRight(int value, int rotateAmount) => (int)BitOperations.RotateRight((uint)value, rotateAmount);

    int IBinaryInteger<int>.GetByteCount() => 4;

    static WideNumber INumberBase<int>.ToWide(int value) => new((ulong)(long)value, value < 0);

    static int INumberBase<int>.FromWide(WideNumber value, Conversion conversion) =>
        (int)value.ToSigned(conversion, MinValue, MaxValue);

    public static int CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<int>(TOther.ToWide(value), Conversion.Checked);

    public static int CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<int>(TOther.ToWide(value), Conversion.Saturating);

    public static int CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<int>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static int IAdditionOperators<int, int, int>.operator +(int left, int right) => left + right;

    static int IAdditionOperators<int, int, int>.operator checked +(int left, int right) => checked(left + right);

    static int ISubtractionOperators<int, int, int>.operator -(int left, int right) => left - right;

    static int ISubtractionOperators<int, int, int>.operator checked -(int left, int right) => checked(left - right);

    static int IMultiplyOperators<int, int, int>.operator *(int left, int right) => left * right;

    static int IMultiplyOperators<int, int, int>.operator checked *(int left, int right) => checked(left * right);

    static int IDivisionOperators<int, int, int>.operator /(int left, int right) => left / right;

    static int IModulusOperators<int, int, int>.operator %(int left, int right) => left % right;

    static int IUnaryPlusOperators<int, int>.operator +(int value) => value;

    static int IUnaryNegationOperators<int, int>.operator -(int value) => -value;

    static int IUnaryNegationOperators<int, int>.operator checked -(int value) => checked((int)(0 - value));

    static int IIncrementOperators<int>.operator ++(int value) => value + 1;

    static int IIncrementOperators<int>.operator checked ++(int value) => checked(value + 1);

    static int IDecrementOperators<int>.operator --(int value) => value - 1;

    static int IDecrementOperators<int>.operator checked --(int value) => checked(value - 1);

    static int IBitwiseOperators<int, int, int>.operator &(int left, int right) => left & right;

    static int IBitwiseOperators<int, int, int>.operator |(int left, int right) => left | right;

    static int IBitwiseOperators<int, int, int>.operator ^(int left, int right) => left ^ right;

    static int IBitwiseOperators<int, int, int>.operator ~(int value) => ~value;

    static int IShiftOperators<int, int, int>.operator <<(int value, int shiftAmount) => value << shiftAmount;

    static int IShiftOperators<int, int, int>.operator >>(int value, int shiftAmount) => value >> shiftAmount;

    static int IShiftOperators<int, int, int>.operator >>>(int value, int shiftAmount) => (int)((uint)value >>> shiftAmount);

    static bool IEqualityOperators<int, int, bool>.operator ==(int left, int right) => left == right;

    static bool IEqualityOperators<int, int, bool>.operator !=(int left, int right) => left != right;

    static bool IComparisonOperators<int, int, bool>.operator <(int left, int right) => left < right;

    static bool IComparisonOperators<int, int, bool>.operator >(int left, int right) => left > right;

    static bool IComparisonOperators<int, int, bool>.operator <=(int left, int right) => left <= right;

    static bool IComparisonOperators<int, int, bool>.operator >=(int left, int right) => left >= right;
}
