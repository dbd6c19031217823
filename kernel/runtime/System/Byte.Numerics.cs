// The members by which byte is a number as a type parameter.

using System.Numerics;

namespace System;

public readonly partial struct Byte : IBinaryInteger<byte>, IMinMaxValue<byte>, IUnsignedNumber<byte>, IUtf8SpanFormattable
{
    static byte IAdditiveIdentity<byte, byte>.AdditiveIdentity => 0;

    static byte IMultiplicativeIdentity<byte, byte>.MultiplicativeIdentity => 1;

    static byte INumberBase<byte>.One => 1;

    static byte INumberBase<byte>.Zero => 0;

    static byte IMinMaxValue<byte>.MinValue => MinValue;

    static byte IMinMaxValue<byte>.MaxValue => MaxValue;

    static byte INumberBase<byte>.Abs(byte value) => value;

    static bool INumberBase<byte>.IsZero(byte value) => value == 0;

    static bool INumberBase<byte>.IsNegative(byte value) => false;

    static bool INumberBase<byte>.IsPositive(byte value) => true;

    public static bool IsEvenInteger(byte value) => (value & 1) == 0;

    public static bool IsOddInteger(byte value) => (value & 1) != 0;

    public static bool IsPow2(byte value) => (value & (value - 1)) == 0 && value > 0;

    public static byte Log2(byte value) => (byte)BitOperations.Log2((ulong)value);

    public static byte Max(byte x, byte y) => Math.Max(x, y);

    public static byte Min(byte x, byte y) => Math.Min(x, y);

    public static byte Clamp(byte value, byte min, byte max) => Math.Clamp(value, min, max);

    public static int Sign(byte value) => value == 0 ? 0 : 1;

    public static (byte Quotient, byte Remainder) DivRem(byte left, byte right) => Math.DivRem(left, right);

    public static byte LeadingZeroCount(byte value) => (byte)(BitOperations.LeadingZeroCount((uint)value) - 24);

    public static byte TrailingZeroCount(byte value) => (byte)BitOperations.TrailingZeroCount((uint)value | (1u << 8));

    public static byte PopCount(byte value) => (byte)BitOperations.PopCount((uint)value);

    public static byte RotateLeft(byte value, int rotateAmount) => (byte)(((uint)value << (rotateAmount & 7)) | ((uint)value >> ((0 - rotateAmount) & 7)));

    public static byte RotateRight(byte value, int rotateAmount) => (byte)(((uint)value >> (rotateAmount & 7)) | ((uint)value << ((0 - rotateAmount) & 7)));

    int IBinaryInteger<byte>.GetByteCount() => 1;

    static WideNumber INumberBase<byte>.ToWide(byte value) => new(value, negative: false);

    static byte INumberBase<byte>.FromWide(WideNumber value, Conversion conversion) =>
        (byte)value.ToUnsigned(conversion, MaxValue);

    public static byte CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<byte>(TOther.ToWide(value), Conversion.Checked);

    public static byte CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<byte>(TOther.ToWide(value), Conversion.Saturating);

    public static byte CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => FromWide<byte>(TOther.ToWide(value), Conversion.Truncating);

    private static T FromWide<T>(WideNumber value, Conversion conversion)
        where T : INumberBase<T> => T.FromWide(value, conversion);

    static byte IAdditionOperators<byte, byte, byte>.operator +(byte left, byte right) => (byte)(left + right);

    static byte IAdditionOperators<byte, byte, byte>.operator checked +(byte left, byte right) => checked((byte)(left + right));

    static byte ISubtractionOperators<byte, byte, byte>.operator -(byte left, byte right) => (byte)(left - right);

    static byte ISubtractionOperators<byte, byte, byte>.operator checked -(byte left, byte right) => checked((byte)(left - right));

    static byte IMultiplyOperators<byte, byte, byte>.operator *(byte left, byte right) => (byte)(left * right);

    static byte IMultiplyOperators<byte, byte, byte>.operator checked *(byte left, byte right) => checked((byte)(left * right));

    static byte IDivisionOperators<byte, byte, byte>.operator /(byte left, byte right) => (byte)(left / right);

    static byte IModulusOperators<byte, byte, byte>.operator %(byte left, byte right) => (byte)(left % right);

    static byte IUnaryPlusOperators<byte, byte>.operator +(byte value) => value;

    static byte IUnaryNegationOperators<byte, byte>.operator -(byte value) => (byte)(0 - value);

    static byte IUnaryNegationOperators<byte, byte>.operator checked -(byte value) => checked((byte)(0 - value));

    static byte IIncrementOperators<byte>.operator ++(byte value) => (byte)(value + 1);

    static byte IIncrementOperators<byte>.operator checked ++(byte value) => checked((byte)(value + 1));

    static byte IDecrementOperators<byte>.operator --(byte value) => (byte)(value - 1);

    static byte IDecrementOperators<byte>.operator checked --(byte value) => checked((byte)(value - 1));

    static byte IBitwiseOperators<byte, byte, byte>.operator &(byte left, byte right) => (byte)(left & right);

    static byte IBitwiseOperators<byte, byte, byte>.operator |(byte left, byte right) => (byte)(left | right);

    static byte IBitwiseOperators<byte, byte, byte>.operator ^(byte left, byte right) => (byte)(left ^ right);

    static byte IBitwiseOperators<byte, byte, byte>.operator ~(byte value) => (byte)(~value);

    static byte IShiftOperators<byte, int, byte>.operator <<(byte value, int shiftAmount) => (byte)(value << (shiftAmount & 7));

    static byte IShiftOperators<byte, int, byte>.operator >>(byte value, int shiftAmount) => (byte)(value >> (shiftAmount & 7));

    static byte IShiftOperators<byte, int, byte>.operator >>>(byte value, int shiftAmount) => (byte)(value >>> (shiftAmount & 7));

    static bool IEqualityOperators<byte, byte, bool>.operator ==(byte left, byte right) => left == right;

    static bool IEqualityOperators<byte, byte, bool>.operator !=(byte left, byte right) => left != right;

    static bool IComparisonOperators<byte, byte, bool>.operator <(byte left, byte right) => left < right;

    static bool IComparisonOperators<byte, byte, bool>.operator >(byte left, byte right) => left > right;

    static bool IComparisonOperators<byte, byte, bool>.operator <=(byte left, byte right) => left <= right;

    static bool IComparisonOperators<byte, byte, bool>.operator >=(byte left, byte right) => left >= right;
}
