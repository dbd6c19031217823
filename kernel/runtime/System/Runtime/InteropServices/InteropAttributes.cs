// Attributes about layouts and calls across the border of managed code.

namespace System.Runtime.InteropServices;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StructLayoutAttribute(LayoutKind layoutKind) : Attribute
{
    public int Pack;

    public int Size;

    public CharSet CharSet;

    public StructLayoutAttribute(short layoutKind)
        : this((LayoutKind)layoutKind)
    {
    }

    public LayoutKind Value { get; } = layoutKind;
}

/// <summary>How the fields of a type are laid out.</summary>
public enum LayoutKind
{
    Sequential = 0,
    Extended = 1,
    Explicit = 2,
    Auto = 3,
}

/// <summary>How strings cross the border; only UTF-8 and raw memory are used here.</summary>
public enum CharSet
{
    None = 1,
    Ansi = 2,
    Unicode = 3,
    Auto = 4,
}

/// <summary>The calling convention of an imported function.</summary>
public enum CallingConvention
{
    Winapi = 1,
    Cdecl = 2,
    StdCall = 3,
    ThisCall = 4,
    FastCall = 5,
}

[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class FieldOffsetAttribute(int offset) : Attribute
{
    public int Value { get; } = offset;
}

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class DllImportAttribute(string dllName) : Attribute
{
    public string? EntryPoint;

    public CharSet CharSet;

    public bool SetLastError;

    public bool ExactSpelling;

    public CallingConvention CallingConvention;

    public bool BestFitMapping;

    public bool PreserveSig;

    public bool ThrowOnUnmappableChar;

    public string Value { get; } = dllName;
}

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class UnmanagedCallersOnlyAttribute : Attribute
{
    public Type[]? CallConvs;

    public string? EntryPoint;
}

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class SuppressGCTransitionAttribute : Attribute;

[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class InAttribute : Attribute;

[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class OutAttribute : Attribute;

[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class OptionalAttribute : Attribute;

[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class DefaultParameterValueAttribute(object? value) : Attribute
{
    public object? Value { get; } = value;
}

[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ComVisibleAttribute(bool visibility) : Attribute
{
    public bool Value { get; } = visibility;
}

[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class GuidAttribute(string guid) : Attribute
{
    public string Value { get; } = guid;
}

/// <summary>How a parameter is handed to native code; the compiler names it in the unmanaged constraint.</summary>
public enum UnmanagedType
{
    Bool = 0x2,
    I1 = 0x3,
    U1 = 0x4,
    I2 = 0x5,
    U2 = 0x6,
    I4 = 0x7,
    U4 = 0x8,
    I8 = 0x9,
    U8 = 0xA,
    LPStr = 0x14,
    LPWStr = 0x15,
    SysInt = 0x1F,
    SysUInt = 0x20,
    FunctionPtr = 0x26,
    LPArray = 0x2A,
    LPUTF8Str = 0x30,
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class MarshalAsAttribute(UnmanagedType unmanagedType) : Attribute
{
    public UnmanagedType Value { get; } = unmanagedType;
}
