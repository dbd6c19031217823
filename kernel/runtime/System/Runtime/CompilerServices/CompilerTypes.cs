// Types without behaviour that the C# compiler uses as markers in signatures.

namespace System.Runtime.CompilerServices;

/// <summary>Marks an init-only setter.</summary>
public static class IsExternalInit;

/// <summary>Marks a volatile field.</summary>
public static class IsVolatile;

/// <summary>Marks a const parameter.</summary>
public static class IsConst;

public class CallConvCdecl;

public class CallConvStdcall;

public class CallConvFastcall;

public class CallConvThiscall;

public class CallConvSuppressGCTransition;

public class CallConvMemberFunction;

/// <summary>A tuple: what positional patterns see.</summary>
public interface ITuple
{
    int Length { get; }

    object? this[int index] { get; }
}

/// <summary>A reference type that holds a value.</summary>
public interface IStrongBox
{
    object? Value { get; set; }
}

/// <summary>A box whose content can be taken by reference.</summary>
public class StrongBox<T> : IStrongBox
{
    public T Value = default!;

    public StrongBox()
    {
    }

    public StrongBox(T value) => Value = value;

    object? IStrongBox.Value
    {
        get => Value;
        set => Value = (T)value!;
    }
}

/// <summary>The exception of a switch expression in which no arm matched.</summary>
public sealed class SwitchExpressionException : InvalidOperationException
{
    public SwitchExpressionException()
        : base("Non-exhaustive switch expression failed to match its input.")
    {
    }

    public SwitchExpressionException(object? unmatchedValue)
        : this() => UnmatchedValue = unmatchedValue;

    public object? UnmatchedValue { get; }
}

/// <summary>What the C# compiler may take as supported by the runtime.</summary>
public static class RuntimeFeature
{
    public const string PortablePdb = nameof(PortablePdb);

    public const string DefaultImplementationsOfInterfaces = nameof(DefaultImplementationsOfInterfaces);

    public const string UnmanagedSignatureCallingConvention = nameof(UnmanagedSignatureCallingConvention);

    public const string CovariantReturnsOfClasses = nameof(CovariantReturnsOfClasses);

    public const string ByRefFields = nameof(ByRefFields);

    public const string ByRefLikeGenerics = nameof(ByRefLikeGenerics);

    public const string VirtualStaticsInInterfaces = nameof(VirtualStaticsInInterfaces);

    public const string NumericIntPtr = nameof(NumericIntPtr);

    public static bool IsDynamicCodeSupported => false;

    public static bool IsDynamicCodeCompiled => false;
}
