// The base of enums: values, comparison, formats.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

using Internal.Runtime;

namespace System;

/// <summary>The base of enums.</summary>
public abstract unsafe partial class Enum : ValueType, IComparable, ISpanFormattable
{
    protected Enum()
    {
    }

    public override bool Equals([NotNullWhen(true)] object? obj) =>
        obj is not null && obj.m_pEEType == m_pEEType && Bits(this) == Bits((Enum)obj);

    public override int GetHashCode() => Width(this) switch
    {
        8 => Bits(this).GetHashCode(),
        _ => (int)Bits(this),
    };

    public int CompareTo(object? target)
    {
        if (target is null)
        {
            return 1;
        }

        if (target.m_pEEType != m_pEEType)
        {
            ThrowHelper.ThrowArgument("Object must be the same type as the enum.");
        }

        return IsUnsigned(m_pEEType) ? ((ulong)Bits(this)).CompareTo((ulong)Bits((Enum)target)) : Bits(this).CompareTo(Bits((Enum)target));
    }

    public bool HasFlag(Enum flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        if (flag.m_pEEType != m_pEEType)
        {
            ThrowHelper.ThrowArgument("The argument type does not match the enum type.");
        }

        return (Bits(this) & Bits(flag)) == Bits(flag);
    }

    public override string ToString() => ToString(null, null);

    public string ToString(string? format) => ToString(format, null);

    public string ToString(IFormatProvider? provider) => ToString(null, null);

    public string ToString(string? format, IFormatProvider? provider)
    {
        format = NumberFormat(this, format, out string? name);
        return name is not null ? name : IsUnsigned(m_pEEType)
            ? Number.ToString((ulong)Bits(this), Width(this) * 8, format)
            : Number.ToString(Bits(this), Width(this) * 8, format);
    }

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        string chosen = NumberFormat(this, format.IsEmpty ? null : format.ToString(), out string? name) ?? "D";
        if (name is not null)
        {
            bool fits = name.TryCopyTo(destination);
            charsWritten = fits ? name.Length : 0;
            return fits;
        }

        return IsUnsigned(m_pEEType)
            ? Number.TryFormat((ulong)Bits(this), Width(this) * 8, chosen, destination, out charsWritten)
            : Number.TryFormat(Bits(this), Width(this) * 8, chosen, destination, out charsWritten);
    }

    public static object ToObject(Type enumType, long value)
    {
        ArgumentNullException.ThrowIfNull(enumType);
        if (!enumType.IsEnum)
        {
            ThrowHelper.ThrowArgument("Type provided must be an Enum.", nameof(enumType));
        }

        return Runtime.RuntimeExports.RhBox(enumType.MethodTable, ref Unsafe.As<long, byte>(ref value))!;
    }

    // X shows all digits of the type's width, D the number, G and F the name where there is one.
    private static string? NumberFormat(Enum value, string? format, out string? name)
    {
        name = null;
        switch (format)
        {
            case null or "" or "G" or "g":
                name = NameOf(value, asFlags: false);
                return null;
            case "F" or "f":
                name = NameOf(value, asFlags: true);
                return null;
            case "D" or "d":
                return null;
            case "X" or "x":
                return Width(value) switch { 1 => "X2", 2 => "X4", 4 => "X8", _ => "X16" };
            default:
                ThrowHelper.ThrowFormat("Format string can be only \"G\", \"g\", \"X\", \"x\", \"F\", \"f\", \"D\" or \"d\".");
                return null;
        }
    }

    private static int Width(Enum value) => (int)value.m_pEEType->ValueSize;

    private static bool IsUnsigned(MethodTable* type) =>
        type->ElementType is ElementType.Byte or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 or ElementType.Char or ElementType.Boolean;

    // The value, extended to 64 bits as its underlying type is.
    private static long Bits(Enum value)
    {
        ref byte data = ref value.GetRawData();
        return value.m_pEEType->ElementType switch
        {
            ElementType.SByte => (sbyte)data,
            ElementType.Byte or ElementType.Boolean => data,
            ElementType.Int16 => Unsafe.As<byte, short>(ref data),
            ElementType.UInt16 or ElementType.Char => Unsafe.As<byte, ushort>(ref data),
            ElementType.Int32 => Unsafe.As<byte, int>(ref data),
            ElementType.UInt32 => Unsafe.As<byte, uint>(ref data),
            _ => Unsafe.As<byte, long>(ref data),
        };
    }
}
