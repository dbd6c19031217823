// What the C# compiler turns $"..." into. The text grows in a buffer inside the handler, so that short strings cost
// one allocation: the string itself.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace System.Runtime.CompilerServices;

/// <summary>Collects the parts of an interpolated string.</summary>
[InterpolatedStringHandler]
public ref struct DefaultInterpolatedStringHandler
{
    private const int InlineLength = 128;

    [InlineArray(InlineLength)]
    private struct InlineBuffer
    {
        private char _first;
    }

    private InlineBuffer _inline;
    private readonly Span<char> _initial;
    private char[]? _grown;
    private int _length;

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount)
    {
    }

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount, IFormatProvider? provider)
    {
    }

    public DefaultInterpolatedStringHandler(int literalLength, int formattedCount, IFormatProvider? provider, Span<char> initialBuffer) =>
        _initial = initialBuffer;

    [UnscopedRef]
    private Span<char> Buffer
    {
        get
        {
            if (_grown is not null)
            {
                return _grown;
            }

            return _initial.IsEmpty
                ? MemoryMarshal.CreateSpan(ref Unsafe.As<InlineBuffer, char>(ref _inline), InlineLength)
                : _initial;
        }
    }

    /// <summary>What was written so far.</summary>
    [UnscopedRef]
    public ReadOnlySpan<char> Text => Buffer.Slice(0, _length);

    public override string ToString() => new(Text);

    public string ToStringAndClear()
    {
        string text = new(Text);
        Clear();
        return text;
    }

    public void Clear()
    {
        _grown = null;
        _length = 0;
    }

    public void AppendLiteral(string value) => AppendText(value);

    public void AppendFormatted(string? value) => AppendText(value);

    public void AppendFormatted(scoped ReadOnlySpan<char> value) => AppendText(value);

    public void AppendFormatted(scoped ReadOnlySpan<char> value, int alignment = 0, string? format = null)
    {
        int start = _length;
        AppendText(value);
        Align(start, alignment);
    }

    public void AppendFormatted(string? value, int alignment = 0, string? format = null) =>
        AppendFormatted(value.AsSpan(), alignment);

    public void AppendFormatted(object? value, int alignment = 0, string? format = null) =>
        AppendFormatted<object?>(value, alignment, format);

    public void AppendFormatted<T>(T value) => AppendFormatted(value, format: null);

    public void AppendFormatted<T>(T value, string? format)
    {
        int written;
        while (!ValueText.TryFormat(value, Buffer.Slice(_length), format, out written, out string? text))
        {
            if (text is not null)
            {
                AppendText(text);
                return;
            }

            Grow(1);
        }

        _length += written;
    }

    public void AppendFormatted<T>(T value, int alignment) => AppendFormatted(value, alignment, format: null);

    public void AppendFormatted<T>(T value, int alignment, string? format)
    {
        int start = _length;
        AppendFormatted(value, format);
        Align(start, alignment);
    }

    private void AppendText(scoped ReadOnlySpan<char> text)
    {
        if (!text.TryCopyTo(Buffer.Slice(_length)))
        {
            Grow(text.Length);
            text.CopyTo(Buffer.Slice(_length));
        }

        _length += text.Length;
    }

    // Pads what was written since start: on the left when the width is positive, on the right when it is negative.
    private void Align(int start, int width)
    {
        int written = _length - start;
        int padding = (width < 0 ? -width : width) - written;
        if (padding <= 0)
        {
            return;
        }

        if (padding > Buffer.Length - _length)
        {
            Grow(padding);
        }

        Span<char> field = Buffer.Slice(start, written + padding);
        if (width > 0)
        {
            field.Slice(0, written).CopyTo(field.Slice(padding));
            field.Slice(0, padding).Fill(' ');
        }
        else
        {
            field.Slice(written).Fill(' ');
        }

        _length += padding;
    }

    private void Grow(int more)
    {
        Span<char> old = Buffer;
        char[] grown = new char[Math.Max(checked(_length + more), checked(old.Length * 2))];
        old.Slice(0, _length).CopyTo(grown);
        _grown = grown;
    }
}
