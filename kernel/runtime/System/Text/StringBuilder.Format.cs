// Composite formats ("{0,5:X2}") and interpolated strings that go straight into a builder.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace System.Text;

public sealed partial class StringBuilder
{
    public StringBuilder AppendFormat([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, object? arg0) =>
        AppendFormat(format, new ReadOnlySpan<object?>(in arg0));

    public StringBuilder AppendFormat([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, object? arg0, object? arg1) =>
        AppendFormat(format, [arg0, arg1]);

    public StringBuilder AppendFormat([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, object? arg0, object? arg1, object? arg2) =>
        AppendFormat(format, [arg0, arg1, arg2]);

    public StringBuilder AppendFormat([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return AppendFormat(format, new ReadOnlySpan<object?>(args));
    }

    public StringBuilder AppendFormat(IFormatProvider? provider, [StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params object?[] args) =>
        AppendFormat(format, args);

    public StringBuilder AppendFormat([StringSyntax(StringSyntaxAttribute.CompositeFormat)] string format, params ReadOnlySpan<object?> args)
    {
        ArgumentNullException.ThrowIfNull(format);
        int i = 0;
        while (i < format.Length)
        {
            char c = format[i++];
            if (c is not ('{' or '}'))
            {
                Append(c);
            }
            else if (i < format.Length && format[i] == c)
            {
                // A doubled brace stands for itself.
                Append(c);
                i++;
            }
            else if (c == '}')
            {
                ThrowBadFormat();
            }
            else
            {
                AppendItem(format, ref i, args);
            }
        }

        return this;
    }

    // One item after its opening brace: index, optional alignment, optional format.
    private void AppendItem(string format, ref int i, ReadOnlySpan<object?> args)
    {
        int index = ReadNumber(format, ref i);
        SkipSpaces(format, ref i);
        int width = 0;
        if (At(format, i) == ',')
        {
            i++;
            SkipSpaces(format, ref i);
            bool left = At(format, i) == '-';
            i += left ? 1 : 0;
            width = ReadNumber(format, ref i);
            width = left ? -width : width;
            SkipSpaces(format, ref i);
        }

        string? itemFormat = null;
        if (At(format, i) == ':')
        {
            int start = ++i;
            while (At(format, i) is not ('}' or '{' or '\0'))
            {
                i++;
            }

            itemFormat = format.Substring(start, i - start);
        }

        if (At(format, i++) != '}')
        {
            ThrowBadFormat();
        }

        if ((uint)index >= (uint)args.Length)
        {
            ThrowHelper.ThrowFormat("Index (zero based) must be greater than or equal to zero and less than the size of the argument list.");
        }

        AppendAligned(args[index], width, itemFormat);
    }

    private void AppendAligned(object? value, int width, string? format)
    {
        string text = (value is IFormattable formattable ? formattable.ToString(format, null) : value?.ToString()) ?? "";
        int padding = (width < 0 ? -width : width) - text.Length;
        if (width > 0 && padding > 0)
        {
            Append(' ', padding);
        }

        Append(text);
        if (width < 0 && padding > 0)
        {
            Append(' ', padding);
        }
    }

    private static char At(string format, int i) => i < format.Length ? format[i] : '\0';

    private static void SkipSpaces(string format, ref int i)
    {
        while (At(format, i) == ' ')
        {
            i++;
        }
    }

    private static int ReadNumber(string format, ref int i)
    {
        if (!char.IsAsciiDigit(At(format, i)))
        {
            ThrowBadFormat();
        }

        int number = 0;
        while (char.IsAsciiDigit(At(format, i)) && number < 1_000_000)
        {
            number = (number * 10) + (format[i++] - '0');
        }

        return number;
    }

    [DoesNotReturn]
    private static void ThrowBadFormat() => throw new FormatException("Input string was not in a correct format.");

    /// <summary>What the compiler turns Append($"...") into.</summary>
    [InterpolatedStringHandler]
    public ref struct AppendInterpolatedStringHandler
    {
        private readonly StringBuilder _builder;

        public AppendInterpolatedStringHandler(int literalLength, int formattedCount, StringBuilder stringBuilder) => _builder = stringBuilder;

        public AppendInterpolatedStringHandler(int literalLength, int formattedCount, StringBuilder stringBuilder, IFormatProvider? provider) =>
            _builder = stringBuilder;

        public readonly void AppendLiteral(string value) => _builder.Append(value);

        public readonly void AppendFormatted(string? value) => _builder.Append(value);

        public readonly void AppendFormatted(scoped ReadOnlySpan<char> value) => _builder.Append(value);

        public readonly void AppendFormatted<T>(T value) => AppendFormatted(value, 0, null);

        public readonly void AppendFormatted<T>(T value, string? format) => AppendFormatted(value, 0, format);

        public readonly void AppendFormatted<T>(T value, int alignment) => AppendFormatted(value, alignment, null);

        public readonly void AppendFormatted<T>(T value, int alignment, string? format)
        {
            int start = _builder._length;
            int written;
            string? text;
            while (!ValueText.TryFormat(value, _builder._chars.AsSpan(start), format, out written, out text) && text is null)
            {
                _builder.Grow(1);
            }

            if (written == 0 && text is not null)
            {
                _builder.Append(text);
                written = text.Length;
            }
            else
            {
                _builder._length += written;
            }

            int padding = (alignment < 0 ? -alignment : alignment) - written;
            if (padding > 0)
            {
                _builder.Insert(alignment < 0 ? _builder._length : start, new string(' ', padding).AsSpan());
            }
        }
    }
}
