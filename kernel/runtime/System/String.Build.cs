// Strings out of other values: concatenation, joining, composite formatting.

using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace System;

public sealed partial class String
{
    public static string Concat(string? str0, string? str1)
    {
        if (IsNullOrEmpty(str0))
        {
            return str1 ?? "";
        }

        return IsNullOrEmpty(str1) ? str0 : Concat(str0.Span, str1.Span);
    }

    public static string Concat(string? str0, string? str1, string? str2) => Concat(str0.AsSpan(), str1.AsSpan(), str2.AsSpan());

    public static string Concat(string? str0, string? str1, string? str2, string? str3) =>
        Concat(str0.AsSpan(), str1.AsSpan(), str2.AsSpan(), str3.AsSpan());

    public static string Concat(ReadOnlySpan<char> str0, ReadOnlySpan<char> str1) => Concat(str0, str1, default, default);

    public static string Concat(ReadOnlySpan<char> str0, ReadOnlySpan<char> str1, ReadOnlySpan<char> str2) => Concat(str0, str1, str2, default);

    public static string Concat(ReadOnlySpan<char> str0, ReadOnlySpan<char> str1, ReadOnlySpan<char> str2, ReadOnlySpan<char> str3)
    {
        int length = checked(str0.Length + str1.Length + str2.Length + str3.Length);
        if (length == 0)
        {
            return "";
        }

        string text = FastAllocateString(length);
        Span<char> rest = text.Writable;
        str0.CopyTo(rest);
        rest = rest.Slice(str0.Length);
        str1.CopyTo(rest);
        rest = rest.Slice(str1.Length);
        str2.CopyTo(rest);
        str3.CopyTo(rest.Slice(str2.Length));
        return text;
    }

    public static string Concat(params string?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Join(default(ReadOnlySpan<char>), new ReadOnlySpan<string?>(values));
    }

    public static string Concat(params ReadOnlySpan<string?> values) => Join(default(ReadOnlySpan<char>), values);

    public static string Concat(object? arg0) => arg0?.ToString() ?? "";

    public static string Concat(object? arg0, object? arg1) => Concat(arg0?.ToString(), arg1?.ToString());

    public static string Concat(object? arg0, object? arg1, object? arg2) => Concat(arg0?.ToString(), arg1?.ToString(), arg2?.ToString());

    public static string Concat(params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return Join("", args);
    }

    public static string Concat<T>(IEnumerable<T> values) => Join("", values);

    public static string Concat(IEnumerable<string?> values) => Join("", values);

    public static string Join(string? separator, params string?[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Join(separator.AsSpan(), new ReadOnlySpan<string?>(value));
    }

    public static string Join(string? separator, params ReadOnlySpan<string?> value) => Join(separator.AsSpan(), value);

    public static string Join(char separator, params string?[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Join(new ReadOnlySpan<char>(in separator), new ReadOnlySpan<string?>(value));
    }

    public static string Join(char separator, params ReadOnlySpan<string?> value) => Join(new ReadOnlySpan<char>(in separator), value);

    public static string Join(string? separator, string?[] value, int startIndex, int count)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Join(separator.AsSpan(), new ReadOnlySpan<string?>(value, startIndex, count));
    }

    private static string Join(ReadOnlySpan<char> separator, ReadOnlySpan<string?> values)
    {
        if (values.IsEmpty)
        {
            return "";
        }

        int length = checked(separator.Length * (values.Length - 1));
        foreach (string? value in values)
        {
            length = checked(length + (value?.Length ?? 0));
        }

        if (length == 0)
        {
            return "";
        }

        string text = FastAllocateString(length);
        Span<char> rest = text.Writable;
        for (int i = 0; i < values.Length; i++)
        {
            if (i != 0)
            {
                separator.CopyTo(rest);
                rest = rest.Slice(separator.Length);
            }

            ReadOnlySpan<char> value = values[i].AsSpan();
            value.CopyTo(rest);
            rest = rest.Slice(value.Length);
        }

        return text;
    }

    public static string Join(string? separator, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var builder = new StringBuilder();
        for (int i = 0; i < values.Length; i++)
        {
            if (i != 0)
            {
                builder.Append(separator);
            }

            builder.Append(values[i]?.ToString());
        }

        return builder.ToString();
    }

    public static string Join(char separator, params object?[] values) => Join(CreateFromChar(separator), values);

    public static string Join<T>(char separator, IEnumerable<T> values) => Join(CreateFromChar(separator), values);

    public static string Join(string? separator, IEnumerable<string?> values) => Join<string?>(separator, values);

    public static string Join<T>(string? separator, IEnumerable<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var builder = new StringBuilder();
        bool first = true;
        foreach (T value in values)
        {
            if (!first)
            {
                builder.Append(separator);
            }

            first = false;
            builder.Append(value?.ToString());
        }

        return builder.ToString();
    }

    public static string Format([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, object? arg0) =>
        Format(format, new ReadOnlySpan<object?>(in arg0));

    public static string Format([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, object? arg0, object? arg1) =>
        Format(format, [arg0, arg1]);

    public static string Format([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, object? arg0, object? arg1, object? arg2) =>
        Format(format, [arg0, arg1, arg2]);

    public static string Format([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return Format(format, new ReadOnlySpan<object?>(args));
    }

    public static string Format([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params ReadOnlySpan<object?> args) =>
        new StringBuilder().AppendFormat(format, args).ToString();

    public static string Format(IFormatProvider? provider, [StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params object?[] args) =>
        Format(format, args);

    public static string Format(IFormatProvider? provider, [StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params ReadOnlySpan<object?> args) =>
        Format(format, args);
}
