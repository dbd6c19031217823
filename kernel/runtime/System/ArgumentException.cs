// The exceptions about arguments, with .NET's throw helpers.

using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>An argument is not valid.</summary>
public class ArgumentException : SystemException
{
    private const string DefaultMessage = "Value does not fall within the expected range.";

    public ArgumentException()
        : base(DefaultMessage)
    {
    }

    public ArgumentException(string? message)
        : base(message ?? DefaultMessage)
    {
    }

    public ArgumentException(string? message, Exception? innerException)
        : base(message ?? DefaultMessage, innerException)
    {
    }

    public ArgumentException(string? message, string? paramName)
        : base(message ?? DefaultMessage) => ParamName = paramName;

    public ArgumentException(string? message, string? paramName, Exception? innerException)
        : base(message ?? DefaultMessage, innerException) => ParamName = paramName;

    public virtual string? ParamName { get; }

    public override string Message =>
        string.IsNullOrEmpty(ParamName) ? base.Message : base.Message + " (Parameter '" + ParamName + "')";

    public static void ThrowIfNullOrEmpty([NotNull] string? argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
    {
        ArgumentNullException.ThrowIfNull(argument, paramName);
        if (argument.Length == 0)
        {
            ThrowHelper.ThrowArgument("The value cannot be an empty string.", paramName);
        }
    }

    public static void ThrowIfNullOrWhiteSpace([NotNull] string? argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
    {
        ArgumentNullException.ThrowIfNull(argument, paramName);
        if (string.IsNullOrWhiteSpace(argument))
        {
            ThrowHelper.ThrowArgument("The value cannot be an empty string or composed entirely of whitespace.", paramName);
        }
    }
}

/// <summary>An argument is null that must not be.</summary>
public class ArgumentNullException : ArgumentException
{
    private const string DefaultMessage = "Value cannot be null.";

    public ArgumentNullException()
        : base(DefaultMessage)
    {
    }

    public ArgumentNullException(string? paramName)
        : base(DefaultMessage, paramName)
    {
    }

    public ArgumentNullException(string? message, Exception? innerException)
        : base(message ?? DefaultMessage, innerException)
    {
    }

    public ArgumentNullException(string? paramName, string? message)
        : base(message ?? DefaultMessage, paramName)
    {
    }

    public static void ThrowIfNull([NotNull] object? argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
    {
        if (argument is null)
        {
            ThrowHelper.ThrowArgumentNull(paramName);
        }
    }

    public static unsafe void ThrowIfNull([NotNull] void* argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
    {
        if (argument is null)
        {
            ThrowHelper.ThrowArgumentNull(paramName);
        }
    }
}

/// <summary>An argument is outside the range of valid values.</summary>
public class ArgumentOutOfRangeException : ArgumentException
{
    private const string DefaultMessage = "Specified argument was out of the range of valid values.";

    public ArgumentOutOfRangeException()
        : base(DefaultMessage)
    {
    }

    public ArgumentOutOfRangeException(string? paramName)
        : base(DefaultMessage, paramName)
    {
    }

    public ArgumentOutOfRangeException(string? message, Exception? innerException)
        : base(message ?? DefaultMessage, innerException)
    {
    }

    public ArgumentOutOfRangeException(string? paramName, string? message)
        : base(message ?? DefaultMessage, paramName)
    {
    }

    public ArgumentOutOfRangeException(string? paramName, object? actualValue, string? message)
        : base(message ?? DefaultMessage, paramName) => ActualValue = actualValue;

    public virtual object? ActualValue { get; }

    public override string Message =>
        ActualValue is null ? base.Message : base.Message + "\nActual value was " + ActualValue.ToString() + ".";

    public static void ThrowIfZero<T>(T value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
        where T : INumberBase<T>
    {
        if (T.IsZero(value))
        {
            Throw(paramName, value, "') must be a non-zero value.", default!, "", hasOther: false);
        }
    }

    public static void ThrowIfNegative<T>(T value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
        where T : INumberBase<T>
    {
        if (T.IsNegative(value))
        {
            Throw(paramName, value, "') must be a non-negative value.", default!, "", hasOther: false);
        }
    }

    public static void ThrowIfNegativeOrZero<T>(T value, [CallerArgumentExpression(nameof(value))] string? paramName = null)
        where T : INumberBase<T>
    {
        if (T.IsNegative(value) || T.IsZero(value))
        {
            Throw(paramName, value, "') must be a non-negative and non-zero value.", default!, "", hasOther: false);
        }
    }

    public static void ThrowIfEqual<T>(T value, T other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (Equality.Same(value, other))
        {
            Throw(paramName, value, "') must not be equal to '", other, "'.", hasOther: true);
        }
    }

    public static void ThrowIfNotEqual<T>(T value, T other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
    {
        if (!Equality.Same(value, other))
        {
            Throw(paramName, value, "') must be equal to '", other, "'.", hasOther: true);
        }
    }

    public static void ThrowIfGreaterThan<T>(T value, T other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
        where T : IComparable<T>
    {
        if (value.CompareTo(other) > 0)
        {
            Throw(paramName, value, "') must be less than or equal to '", other, "'.", hasOther: true);
        }
    }

    public static void ThrowIfGreaterThanOrEqual<T>(T value, T other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
        where T : IComparable<T>
    {
        if (value.CompareTo(other) >= 0)
        {
            Throw(paramName, value, "') must be less than '", other, "'.", hasOther: true);
        }
    }

    public static void ThrowIfLessThan<T>(T value, T other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
        where T : IComparable<T>
    {
        if (value.CompareTo(other) < 0)
        {
            Throw(paramName, value, "') must be greater than or equal to '", other, "'.", hasOther: true);
        }
    }

    public static void ThrowIfLessThanOrEqual<T>(T value, T other, [CallerArgumentExpression(nameof(value))] string? paramName = null)
        where T : IComparable<T>
    {
        if (value.CompareTo(other) <= 0)
        {
            Throw(paramName, value, "') must be greater than '", other, "'.", hasOther: true);
        }
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw<T>(string? paramName, T value, string relation, T other, string end, bool hasOther)
    {
        string message = paramName + " ('" + value?.ToString() + relation + (hasOther ? other?.ToString() ?? "null" : "") + end;
        throw new ArgumentOutOfRangeException(paramName, value, message);
    }
}

/// <summary>An object was used after it was disposed of.</summary>
public class ObjectDisposedException(string? objectName, string? message) : InvalidOperationException(message)
{
    public ObjectDisposedException(string? objectName)
        : this(objectName, "Cannot access a disposed object.")
    {
    }

    public string ObjectName { get; } = objectName ?? "";

    public override string Message => ObjectName.Length == 0 ? base.Message : base.Message + "\nObject name: '" + ObjectName + "'.";

    public static void ThrowIf([DoesNotReturnIf(true)] bool condition, object instance)
    {
        if (condition)
        {
            throw new ObjectDisposedException(instance?.GetType().ToString());
        }
    }
}

/// <summary>The initializer of a type failed.</summary>
public sealed class TypeInitializationException(string? fullTypeName, Exception? innerException)
    : SystemException("The type initializer for '" + fullTypeName + "' threw an exception.", innerException)
{
    public string TypeName { get; } = fullTypeName ?? "";
}
