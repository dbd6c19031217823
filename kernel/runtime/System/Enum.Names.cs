// Enums by their names: text, parsing, and the lists of names and values.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

using Internal.Runtime;

namespace System;

public abstract unsafe partial class Enum
{
    /// <summary>Whether a constant of the type has this value.</summary>
    public static bool IsDefined<TEnum>(TEnum value)
        where TEnum : struct, Enum => NameOf(MethodTable.Of<TEnum>(), Bits((Enum)(object)value)) is not null;

    /// <summary>The name of the first constant with this value; null when none has it.</summary>
    public static string? GetName<TEnum>(TEnum value)
        where TEnum : struct, Enum => NameOf(MethodTable.Of<TEnum>(), Bits((Enum)(object)value));

    /// <summary>All names, in the order of their values as unsigned numbers.</summary>
    public static string[] GetNames<TEnum>()
        where TEnum : struct, Enum
    {
        ReadSorted(MethodTable.Of<TEnum>(), out _, out string[] names);
        return names;
    }

    /// <summary>All values, in the order of the unsigned numbers.</summary>
    public static TEnum[] GetValues<TEnum>()
        where TEnum : struct, Enum
    {
        ReadSorted(MethodTable.Of<TEnum>(), out ulong[] values, out _);
        TEnum[] all = new TEnum[values.Length];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = Unsafe.As<ulong, TEnum>(ref values[i]);
        }

        return all;
    }

    public static TEnum Parse<TEnum>(string value)
        where TEnum : struct => Parse<TEnum>(value, ignoreCase: false);

    public static TEnum Parse<TEnum>(string value, bool ignoreCase)
        where TEnum : struct
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!TryParse(value, ignoreCase, out TEnum result))
        {
            ThrowHelper.ThrowArgument("Requested value '" + value + "' was not found.");
        }

        return result;
    }

    public static bool TryParse<TEnum>([NotNullWhen(true)] string? value, out TEnum result)
        where TEnum : struct => TryParse(value, ignoreCase: false, out result);

    /// <summary>Reads a number, or names with commas between them.</summary>
    /// <exception cref="ArgumentException">The type is no enum.</exception>
    public static bool TryParse<TEnum>([NotNullWhen(true)] string? value, bool ignoreCase, out TEnum result)
        where TEnum : struct
    {
        MethodTable* type = MethodTable.Of<TEnum>();
        if (type->NonArrayBaseType != MethodTable.Of<Enum>())
        {
            ThrowHelper.ThrowArgument("Type provided must be an Enum.");
        }

        ulong bits = 0;
        bool parsed = value is not null && TryParse(type, value.AsSpan().Trim(), ignoreCase, out bits);
        result = parsed ? Unsafe.As<ulong, TEnum>(ref bits) : default;
        return parsed;
    }

    private static bool TryParse(MethodTable* type, ReadOnlySpan<char> text, bool ignoreCase, out ulong bits)
    {
        bits = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        if (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+')
        {
            return TryParseNumber(type, text, out bits);
        }

        while (true)
        {
            int comma = text.IndexOf(',');
            if (!TryFindValue(type, (comma < 0 ? text : text.Slice(0, comma)).Trim(), ignoreCase, out ulong one))
            {
                return false;
            }

            bits |= one;
            if (comma < 0)
            {
                return true;
            }

            text = text.Slice(comma + 1);
        }
    }

    private static bool TryParseNumber(MethodTable* type, ReadOnlySpan<char> text, out ulong bits)
    {
        int width = 8 * (int)type->ValueSize;
        if (IsUnsigned(type))
        {
            return ulong.TryParse(text, out bits) && (width == 64 || bits >> width == 0);
        }

        bool parsed = long.TryParse(text, out long number);
        bits = (ulong)number;
        return parsed && (number << (64 - width)) >> (64 - width) == number;
    }

    private static bool TryFindValue(MethodTable* type, ReadOnlySpan<char> name, bool ignoreCase, out ulong value)
    {
        EnumMetadata constants = new(type);
        while (constants.TryNext(out long bits, out ReadOnlySpan<byte> utf8))
        {
            string candidate = Encoding.UTF8.GetString(utf8);
            if (candidate.AsSpan().Equals(name, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            {
                value = (ulong)bits;
                return true;
            }
        }

        value = 0;
        return false;
    }

    // The text of formats G and F, or null when it is the number.
    private static string? NameOf(Enum value, bool asFlags)
    {
        long bits = Bits(value);
        string? name = NameOf(value.m_pEEType, bits);
        return name is null && (asFlags || new EnumMetadata(value.m_pEEType).IsFlags) ? NamesOfFlags(value.m_pEEType, bits) : name;
    }

    private static string? NameOf(MethodTable* type, long bits)
    {
        EnumMetadata constants = new(type);
        while (constants.TryNext(out long constant, out ReadOnlySpan<byte> utf8))
        {
            if (constant == bits)
            {
                return Encoding.UTF8.GetString(utf8);
            }
        }

        return null;
    }

    // The largest constants first, until nothing is left; null when something is.
    private static string? NamesOfFlags(MethodTable* type, long bits)
    {
        ulong left = (ulong)bits & Mask(type);
        if (left == 0)
        {
            return null;
        }

        ReadSorted(type, out ulong[] values, out string[] names);
        string? text = null;
        for (int i = values.Length - 1; i >= 0; i--)
        {
            if (values[i] != 0 && (left & values[i]) == values[i])
            {
                left -= values[i];
                text = text is null ? names[i] : names[i] + ", " + text;
            }
        }

        return left == 0 ? text : null;
    }

    private static void ReadSorted(MethodTable* type, out ulong[] values, out string[] names)
    {
        int count = 0;
        for (EnumMetadata constants = new(type); constants.TryNext(out _, out _);)
        {
            count++;
        }

        values = new ulong[count];
        names = new string[count];
        EnumMetadata all = new(type);
        for (int i = 0; all.TryNext(out long bits, out ReadOnlySpan<byte> utf8); i++)
        {
            ulong value = (ulong)bits & Mask(type);
            int at = i;
            for (; at > 0 && values[at - 1] > value; at--)
            {
                values[at] = values[at - 1];
                names[at] = names[at - 1];
            }

            values[at] = value;
            names[at] = Encoding.UTF8.GetString(utf8);
        }
    }

    private static ulong Mask(MethodTable* type) => ulong.MaxValue >> (64 - (8 * (int)type->ValueSize));
}
