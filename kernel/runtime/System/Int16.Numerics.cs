// The members by which short is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct Int16 : IBinaryInteger<short>, IMinMaxValue<short>, ISignedNumber<short>, IUtf8SpanFormattable
{
    static short IAdditiveIdentity<short, short>.AdditiveIdentity => 0;

    static short IMultiplicativeIdentity<short, short>.MultiplicativeIdentity => 1;

    static short INumberBase<short>.One => 1;

    static short INumberBase<short>.Zero => 0;

    static short IMinMaxValue<short>.MinValue => MinValue;

    static short IMinMaxValue<short>.MaxValue => MaxValue;

    static short ISignedNumber<short>.NegativeOne => -1;

    public static short Abs(short value) => Math.Abs(value);

    static bool INumberBase<short>.IsZero(short value) => value == 0;

    public static bool IsNegative(short value) => value < 0;

    public static bool IsPositive(short value) => value >= 0;

    public static bool IsEvenInteger(short value) => (value & 1) == 0;

    public static bool IsOddInteger(short value) => (value & 1) != 0;

    public static bool IsPow2(short value) => (value & (value - 1)) == 0 && value > 0;

    public static short Log2(short value)
    {
        if (value < 0)
        {
            ThrowHelper.ThrowArgumentOutOfRange(nameof(value));
        }

        return (short)BitOperations.Log2((ulong)value);
    }

    public static short Max(short x, short y) => Math.Max(x, y);

    public static short Min(short x, short y) => Math.Min(x, y);

    public static short Clamp(short value, short min, short max) => Math.Clamp(value, min, max);

    public static int Sign(short value) => Math.Sign(value);

    public static (short Quotient, short Remainder) DivRem(short left, short right) => Math.DivRem(left, right);

    public static short LeadingZeroCount(short value) => (short)(BitOperations.LeadingZeroCount((uint)(ushort)value) - 16);

    public static short TrailingZeroCount(short value) => (short)BitOperations.TrailingZeroCount((uint)(ushort)value | (1u << 16));

    public static short PopCount(short value) => (short)BitOperations.PopCount((uint)(ushort)value);

    public static short RotateLeft(short value, int rotateAmount) => (short)(((uint)(ushort)value << (rotateAmount & 15)) | ((uint)(ushort)value >> ((0 - rotateAmount) & 15)));

    public static short RotateRight(short value, int rotateAmount) => (short)(((uint)(ushort)value >> (rotateAmount & 15)) | ((uint)(ushort)value << ((0 - rotateAmount) & 15)));

    int IBinaryInteger<short>.GetByteCount() => 2;

    static WideNumber INumberBase<short>.ToWide(short value) => new((ulong)(long)value, value < 0);

    static short INumberBase<short>.FromWide(WideNumber value, Conversion conversion) =>
        (short)value.ToSigned(conversion, MinValue, MaxValue);

    public static short CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<short>(TOther.ToWide(value), Conversion.Checked);

    public static short CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<short>(TOther.ToWide(value), Conversion.Saturating);

    public static short CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<short>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static short IAdditionOperators<short, short, short>.operator +(short left, short right) => (short)(left + right);

    static short IAdditionOperators<short, short, short>.operator checked +(short left, short right) => checked((short)(left + right));

    static short ISubtractionOperators<short, short, short>.operator -(short left, short right) => (short)(left - right);

    static short ISubtractionOperators<short, short, short>.operator checked -(short left, short right) => checked((short)(left - right));

    static short IMultiplyOperators<short, short, short>.operator *(short left, short right) => (short)(left * right);

    static short IMultiplyOperators<short, short, short>.operator checked *(short left, short right) => checked((short)(left * right));

    static short IDivisionOperators<short, short, short>.operator /(short left, short right) => (short)(left / right);

    static short IModulusOperators<short, short, short>.operator %(short left, short right) => (short)(left % right);

    static short IUnaryPlusOperators<short, short>.operator +(short value) => value;

    static short IUnaryNegationOperators<short, short>.operator -(short value) => (short)(-value);

    static short IUnaryNegationOperators<short, short>.operator checked -(short value) => checked((short)(0 - value));

    static short IIncrementOperators<short>.operator ++(short value) => (short)(value + 1);

    static short IIncrementOperators<short>.operator checked ++(short value) => checked((short)(value + 1));

    static short IDecrementOperators<short>.operator --(short value) => (short)(value - 1);

    static short IDecrementOperators<short>.operator checked --(short value) => checked((short)(value - 1));

    static short IBitwiseOperators<short, short, short>.operator &(short left, short right) => (short)(left & right);

    static short IBitwiseOperators<short, short, short>.operator |(short left, short right) => (short)(left | right);

    static short IBitwiseOperators<short, short, short>.operator ^(short left, short right) => (short)(left ^ right);

    static short IBitwiseOperators<short, short, short>.operator ~(short value) => (short)(~value);

    static short IShiftOperators<short, int, short>.operator <<(short value, int shiftAmount) => (short)(value << (shiftAmount & 15));

    static short IShiftOperators<short, int, short>.operator >>(short value, int shiftAmount) => (short)(value >> (shiftAmount & 15));

    static short IShiftOperators<short, int, short>.operator >>>(short value, int shiftAmount) => (short)((ushort)value >>> (shiftAmount & 15));

    static bool IEqualityOperators<short, short, bool>.operator ==(short left, short right) => left == right;

    static bool IEqualityOperators<short, short, bool>.operator !=(short left, short right) => left != right;

    static bool IComparisonOperators<short, short, bool>.operator <(short left, short right) => left < right;

    static bool IComparisonOperators<short, short, bool>.operator >(short left, short right) => left > right;

    static bool IComparisonOperators<short, short, bool>.operator <=(short left, short right) => left <= right;

    static bool IComparisonOperators<short, short, bool>.operator >=(short left, short right) => left >= right;
}
