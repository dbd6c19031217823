// Numbers as type parameters: the part of .NET's generic mathematics that integers need.

using System.Diagnostics.CodeAnalysis;

namespace System.Numerics;

/// <summary>A number.</summary>
public interface INumberBase<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>, IAdditiveIdentity<TSelf, TSelf>, IDecrementOperators<TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>, IEquatable<TSelf>, IEqualityOperators<TSelf, TSelf, bool>,
    IIncrementOperators<TSelf>, IMultiplicativeIdentity<TSelf, TSelf>, IMultiplyOperators<TSelf, TSelf, TSelf>,
    ISpanFormattable, ISpanParsable<TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>,
    IUnaryPlusOperators<TSelf, TSelf>, IUnaryNegationOperators<TSelf, TSelf>
    where TSelf : INumberBase<TSelf>?
{
    static abstract TSelf One { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Abs(TSelf value);

    static abstract bool IsZero(TSelf value);

    static abstract bool IsNegative(TSelf value);

    static abstract bool IsPositive(TSelf value);

    static abstract bool IsEvenInteger(TSelf value);

    static abstract bool IsOddInteger(TSelf value);

    /// <summary>The value in this type; an OverflowException when it does not fit.</summary>
    static virtual TSelf CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TSelf.FromWide(TOther.ToWide(value), Conversion.Checked);

    /// <summary>The value in this type; the nearest one when it does not fit.</summary>
    static virtual TSelf CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TSelf.FromWide(TOther.ToWide(value), Conversion.Saturating);

    /// <summary>The low bits of the value.</summary>
    static virtual TSelf CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TSelf.FromWide(TOther.ToWide(value), Conversion.Truncating);

    /// <summary>The value in a form that holds those of every integer type.</summary>
    internal static abstract WideInteger ToWide(TSelf value);

    /// <summary>The value out of that form.</summary>
    internal static abstract TSelf FromWide(WideInteger value, Conversion conversion);
}

/// <summary>What to do with a value that does not fit.</summary>
internal enum Conversion
{
    Checked,
    Saturating,
    Truncating,
}

/// <summary>An integer of 65 bits: the bits, and whether they mean a negative number.</summary>
internal readonly struct WideInteger(ulong bits, bool negative)
{
    internal ulong Bits => bits;

    internal bool Negative => negative;

    internal long ToSigned(Conversion conversion, long min, long max)
    {
        if (conversion == Conversion.Truncating)
        {
            return (long)bits;
        }

        bool low = negative && (long)bits < min;
        bool high = !negative && bits > (ulong)max;
        if ((low || high) && conversion == Conversion.Checked)
        {
            ThrowHelper.ThrowOverflow(null);
        }

        return low ? min : high ? max : (long)bits;
    }

    internal ulong ToUnsigned(Conversion conversion, ulong max)
    {
        if (conversion == Conversion.Truncating)
        {
            return bits;
        }

        if ((negative || bits > max) && conversion == Conversion.Checked)
        {
            ThrowHelper.ThrowOverflow(null);
        }

        return negative ? 0 : bits > max ? max : bits;
    }
}

/// <summary>A number with an order.</summary>
public interface INumber<TSelf> :
    IComparable, IComparable<TSelf>, IComparisonOperators<TSelf, TSelf, bool>, IModulusOperators<TSelf, TSelf, TSelf>, INumberBase<TSelf>
    where TSelf : INumber<TSelf>?
{
    static virtual TSelf Clamp(TSelf value, TSelf min, TSelf max)
    {
        if (min > max)
        {
            ThrowHelper.ThrowArgument("'min' cannot be greater than max.");
        }

        return value < min ? min : value > max ? max : value;
    }

    static virtual TSelf Max(TSelf x, TSelf y) => x >= y ? x : y;

    static virtual TSelf Min(TSelf x, TSelf y) => x <= y ? x : y;

    static virtual int Sign(TSelf value) => TSelf.IsZero(value) ? 0 : TSelf.IsNegative(value) ? -1 : 1;
}

/// <summary>A number whose bits can be combined.</summary>
public interface IBinaryNumber<TSelf> : IBitwiseOperators<TSelf, TSelf, TSelf>, INumber<TSelf>
    where TSelf : IBinaryNumber<TSelf>?
{
    static abstract bool IsPow2(TSelf value);

    static abstract TSelf Log2(TSelf value);
}

/// <summary>An integer.</summary>
public interface IBinaryInteger<TSelf> : IBinaryNumber<TSelf>, IShiftOperators<TSelf, int, TSelf>
    where TSelf : IBinaryInteger<TSelf>?
{
    static virtual (TSelf Quotient, TSelf Remainder) DivRem(TSelf left, TSelf right)
    {
        TSelf quotient = left / right;
        return (quotient, left - (quotient * right));
    }

    static abstract TSelf LeadingZeroCount(TSelf value);

    static abstract TSelf TrailingZeroCount(TSelf value);

    static abstract TSelf PopCount(TSelf value);

    static abstract TSelf RotateLeft(TSelf value, int rotateAmount);

    static abstract TSelf RotateRight(TSelf value, int rotateAmount);

    int GetByteCount();
}

/// <summary>A number that may be negative.</summary>
public interface ISignedNumber<TSelf> : INumberBase<TSelf>
    where TSelf : ISignedNumber<TSelf>?
{
    static abstract TSelf NegativeOne { get; }
}

/// <summary>A number that is never negative.</summary>
public interface IUnsignedNumber<TSelf> : INumberBase<TSelf>
    where TSelf : IUnsignedNumber<TSelf>?;
