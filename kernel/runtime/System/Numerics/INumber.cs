// Numbers as type parameters: the part of .NET's generic mathematics that needs no more than + - * / and comparisons.

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

    static virtual bool IsFinite(TSelf value) => true;

    static virtual bool IsInfinity(TSelf value) => false;

    static virtual bool IsInteger(TSelf value) => true;

    static virtual bool IsNaN(TSelf value) => false;

    /// <summary>The value in this type; an OverflowException when it does not fit.</summary>
    static virtual TSelf CreateChecked<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TSelf.FromWide(TOther.ToWide(value), Conversion.Checked);

    /// <summary>The value in this type; the nearest one when it does not fit.</summary>
    static virtual TSelf CreateSaturating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TSelf.FromWide(TOther.ToWide(value), Conversion.Saturating);

    /// <summary>The low bits of the value.</summary>
    static virtual TSelf CreateTruncating<TOther>(TOther value)
        where TOther : INumberBase<TOther> => TSelf.FromWide(TOther.ToWide(value), Conversion.Truncating);

    /// <summary>The value in a form that holds those of every number type.</summary>
    internal static abstract WideNumber ToWide(TSelf value);

    /// <summary>The value out of that form.</summary>
    internal static abstract TSelf FromWide(WideNumber value, Conversion conversion);
}

/// <summary>What to do with a value that does not fit.</summary>
internal enum Conversion
{
    Checked,
    Saturating,
    Truncating,
}

/// <summary>An integer of 65 bits (the bits, and whether they mean a negative number), or a floating-point number.</summary>
internal readonly struct WideNumber
{
    private readonly ulong _bits;
    private readonly double _floating;
    private readonly bool _negative;
    private readonly bool _isFloating;

    internal WideNumber(ulong bits, bool negative) => (_bits, _negative) = (bits, negative);

    internal WideNumber(double value) => (_floating, _isFloating) = (value, true);

    internal double ToDouble() => _isFloating ? _floating : _negative ? (long)_bits : _bits;

    internal float ToSingle() => _isFloating ? (float)_floating : _negative ? (long)_bits : _bits;

    internal long ToSigned(Conversion conversion, long min, long max)
    {
        if (!_isFloating && conversion == Conversion.Truncating)
        {
            return (long)_bits;
        }

        // A floating-point number loses its fraction first; max + 1 is exact where max is not.
        double whole = Math.Truncate(_floating);
        bool low = _isFloating ? whole < min : _negative && (long)_bits < min;
        bool high = _isFloating ? whole >= max + 1.0 : !_negative && _bits > (ulong)max;
        ThrowIfLost(conversion, low || high);
        return low ? min : high ? max : !_isFloating ? (long)_bits : double.IsNaN(whole) ? 0 : (long)whole;
    }

    internal ulong ToUnsigned(Conversion conversion, ulong max)
    {
        if (!_isFloating && conversion == Conversion.Truncating)
        {
            return _bits;
        }

        double whole = Math.Truncate(_floating);
        bool low = _isFloating ? whole < 0 : _negative;
        bool high = _isFloating ? whole >= max + 1.0 : !_negative && _bits > max;
        ThrowIfLost(conversion, low || high);
        return low ? 0 : high ? max : !_isFloating ? _bits : double.IsNaN(whole) ? 0 : (ulong)whole;
    }

    private void ThrowIfLost(Conversion conversion, bool isOutside)
    {
        if (conversion == Conversion.Checked && (isOutside || double.IsNaN(_floating)))
        {
            ThrowHelper.ThrowOverflow(null);
        }
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

/// <summary>A number with a fraction.</summary>
public interface IFloatingPoint<TSelf> : INumber<TSelf>, ISignedNumber<TSelf>
    where TSelf : IFloatingPoint<TSelf>?
{
    static abstract TSelf Ceiling(TSelf x);

    static abstract TSelf Floor(TSelf x);

    static abstract TSelf Round(TSelf x);

    static abstract TSelf Truncate(TSelf x);
}

/// <summary>A floating-point number with the special values of IEEE 754.</summary>
public interface IFloatingPointIeee754<TSelf> : IFloatingPoint<TSelf>, IRootFunctions<TSelf>
    where TSelf : IFloatingPointIeee754<TSelf>?
{
    static abstract TSelf Epsilon { get; }

    static abstract TSelf NaN { get; }

    static abstract TSelf NegativeInfinity { get; }

    static abstract TSelf PositiveInfinity { get; }
}

/// <summary>A number that has roots.</summary>
public interface IRootFunctions<TSelf>
    where TSelf : IRootFunctions<TSelf>?
{
    static abstract TSelf Sqrt(TSelf x);
}
