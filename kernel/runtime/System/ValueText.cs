// The text of any value, without boxing the primitive ones.

using System.Runtime.CompilerServices;

namespace System;

/// <summary>Formats values of types that are known only as type parameters.</summary>
internal static class ValueText
{
    /// <summary>Writes the value's text.</summary>
    /// <returns>False when it did not fit, or when the type gives its text as a string only: then that is in <paramref name="text"/>.</returns>
    internal static bool TryFormat<T>(T value, Span<char> destination, ReadOnlySpan<char> format, out int written, out string? text)
    {
        text = null;
        return RuntimeHelpers.IsReferenceOrContainsReferences<T>()
            ? TryFormatOther(value, destination, format, out written, out text)
            : TryFormatPrimitive(value, destination, format, out written, out text);
    }

    private static bool TryFormatPrimitive<T>(T value, Span<char> destination, ReadOnlySpan<char> format, out int written, out string? text)
    {
        text = null;
        if (typeof(T) == typeof(int))
        {
            return Number.TryFormat(Unsafe.As<T, int>(ref value), 32, format, destination, out written);
        }

        if (typeof(T) == typeof(uint))
        {
            return Number.TryFormat((ulong)Unsafe.As<T, uint>(ref value), 32, format, destination, out written);
        }

        if (typeof(T) == typeof(long) || typeof(T) == typeof(nint))
        {
            return Number.TryFormat(Unsafe.As<T, long>(ref value), 64, format, destination, out written);
        }

        if (typeof(T) == typeof(ulong) || typeof(T) == typeof(nuint))
        {
            return Number.TryFormat(Unsafe.As<T, ulong>(ref value), 64, format, destination, out written);
        }

        if (typeof(T) == typeof(byte))
        {
            return Number.TryFormat((ulong)Unsafe.As<T, byte>(ref value), 8, format, destination, out written);
        }

        if (typeof(T) == typeof(ushort))
        {
            return Number.TryFormat((ulong)Unsafe.As<T, ushort>(ref value), 16, format, destination, out written);
        }

        if (typeof(T) == typeof(short))
        {
            return Number.TryFormat((long)Unsafe.As<T, short>(ref value), 16, format, destination, out written);
        }

        if (typeof(T) == typeof(sbyte))
        {
            return Number.TryFormat((long)Unsafe.As<T, sbyte>(ref value), 8, format, destination, out written);
        }

        if (typeof(T) == typeof(char))
        {
            return TryWriteChar(Unsafe.As<T, char>(ref value), destination, out written);
        }

        return TryFormatOther(value, destination, format, out written, out text);
    }

    private static bool TryWriteChar(char value, Span<char> destination, out int written)
    {
        written = 0;
        if (destination.IsEmpty)
        {
            return false;
        }

        destination[0] = value;
        written = 1;
        return true;
    }

    private static bool TryFormatOther<T>(T value, Span<char> destination, ReadOnlySpan<char> format, out int written, out string? text)
    {
        text = null;
        if (typeof(T) != typeof(bool) && value is ISpanFormattable formattable)
        {
            return formattable.TryFormat(destination, out written, format, null);
        }

        written = 0;
        string? whole = format.IsEmpty || value is not IFormattable other ? value?.ToString() : other.ToString(format.ToString(), null);
        text = whole ?? "";
        if (!text.TryCopyTo(destination))
        {
            return false;
        }

        written = text.Length;
        return true;
    }
}
