// The operators of numbers as interfaces with static members.

namespace System.Numerics;

/// <summary>Has addition.</summary>
public interface IAdditionOperators<TSelf, TOther, TResult>
    where TSelf : IAdditionOperators<TSelf, TOther, TResult>?
{
    static abstract TResult operator +(TSelf left, TOther right);

    static virtual TResult operator checked +(TSelf left, TOther right) => left + right;
}

/// <summary>Has subtraction.</summary>
public interface ISubtractionOperators<TSelf, TOther, TResult>
    where TSelf : ISubtractionOperators<TSelf, TOther, TResult>?
{
    static abstract TResult operator -(TSelf left, TOther right);

    static virtual TResult operator checked -(TSelf left, TOther right) => left - right;
}

/// <summary>Has multiplication.</summary>
public interface IMultiplyOperators<TSelf, TOther, TResult>
    where TSelf : IMultiplyOperators<TSelf, TOther, TResult>?
{
    static abstract TResult operator *(TSelf left, TOther right);

    static virtual TResult operator checked *(TSelf left, TOther right) => left * right;
}

/// <summary>Has division.</summary>
public interface IDivisionOperators<TSelf, TOther, TResult>
    where TSelf : IDivisionOperators<TSelf, TOther, TResult>?
{
    static abstract TResult operator /(TSelf left, TOther right);

    static virtual TResult operator checked /(TSelf left, TOther right) => left / right;
}

/// <summary>Has remainders.</summary>
public interface IModulusOperators<TSelf, TOther, TResult>
    where TSelf : IModulusOperators<TSelf, TOther, TResult>?
{
    static abstract TResult operator %(TSelf left, TOther right);
}

/// <summary>Has the unary plus.</summary>
public interface IUnaryPlusOperators<TSelf, TResult>
    where TSelf : IUnaryPlusOperators<TSelf, TResult>?
{
    static abstract TResult operator +(TSelf value);
}

/// <summary>Has negation.</summary>
public interface IUnaryNegationOperators<TSelf, TResult>
    where TSelf : IUnaryNegationOperators<TSelf, TResult>?
{
    static abstract TResult operator -(TSelf value);

    static virtual TResult operator checked -(TSelf value) => -value;
}

/// <summary>Has increment.</summary>
public interface IIncrementOperators<TSelf>
    where TSelf : IIncrementOperators<TSelf>?
{
    static abstract TSelf operator ++(TSelf value);

    static virtual TSelf operator checked ++(TSelf value) => ++value;
}

/// <summary>Has decrement.</summary>
public interface IDecrementOperators<TSelf>
    where TSelf : IDecrementOperators<TSelf>?
{
    static abstract TSelf operator --(TSelf value);

    static virtual TSelf operator checked --(TSelf value) => --value;
}

/// <summary>Has bitwise operators.</summary>
public interface IBitwiseOperators<TSelf, TOther, TResult>
    where TSelf : IBitwiseOperators<TSelf, TOther, TResult>?
{
    static abstract TResult operator &(TSelf left, TOther right);

    static abstract TResult operator |(TSelf left, TOther right);

    static abstract TResult operator ^(TSelf left, TOther right);

    static abstract TResult operator ~(TSelf value);
}

/// <summary>Has shifts.</summary>
public interface IShiftOperators<TSelf, TOther, TResult>
    where TSelf : IShiftOperators<TSelf, TOther, TResult>?
{
    static abstract TResult operator <<(TSelf value, TOther shiftAmount);

    static abstract TResult operator >>(TSelf value, TOther shiftAmount);

    static abstract TResult operator >>>(TSelf value, TOther shiftAmount);
}

/// <summary>Has equality operators.</summary>
public interface IEqualityOperators<TSelf, TOther, TResult>
    where TSelf : IEqualityOperators<TSelf, TOther, TResult>?
{
    static abstract TResult operator ==(TSelf? left, TOther? right);

    static abstract TResult operator !=(TSelf? left, TOther? right);
}

/// <summary>Has comparison operators.</summary>
public interface IComparisonOperators<TSelf, TOther, TResult> : IEqualityOperators<TSelf, TOther, TResult>
    where TSelf : IComparisonOperators<TSelf, TOther, TResult>?
{
    static abstract TResult operator <(TSelf left, TOther right);

    static abstract TResult operator >(TSelf left, TOther right);

    static abstract TResult operator <=(TSelf left, TOther right);

    static abstract TResult operator >=(TSelf left, TOther right);
}

/// <summary>Has a value that changes nothing when it is added.</summary>
public interface IAdditiveIdentity<TSelf, TResult>
    where TSelf : IAdditiveIdentity<TSelf, TResult>?
{
    static abstract TResult AdditiveIdentity { get; }
}

/// <summary>Has a value that changes nothing when it is multiplied.</summary>
public interface IMultiplicativeIdentity<TSelf, TResult>
    where TSelf : IMultiplicativeIdentity<TSelf, TResult>?
{
    static abstract TResult MultiplicativeIdentity { get; }
}

/// <summary>Has a smallest and a largest value.</summary>
public interface IMinMaxValue<TSelf>
    where TSelf : IMinMaxValue<TSelf>?
{
    static abstract TSelf MinValue { get; }

    static abstract TSelf MaxValue { get; }
}
