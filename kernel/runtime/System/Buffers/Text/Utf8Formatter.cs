// Integers and truths into UTF-8 text.

namespace System.Buffers.Text;

/// <summary>Writes values as UTF-8. False, and nothing written, when the destination is too short.</summary>
public static class Utf8Formatter
{
    public static bool TryFormat(byte value, Span<byte> destination, out int bytesWritten, StandardFormat format = default) =>
        value.TryFormat(destination, out bytesWritten, FormatOf(format), null);

    public static bool TryFormat(sbyte value, Span<byte> destination, out int bytesWritten, StandardFormat format = default) =>
        value.TryFormat(destination, out bytesWritten, FormatOf(format), null);

    public static bool TryFormat(short value, Span<byte> destination, out int bytesWritten, StandardFormat format = default) =>
        value.TryFormat(destination, out bytesWritten, FormatOf(format), null);

    public static bool TryFormat(ushort value, Span<byte> destination, out int bytesWritten, StandardFormat format = default) =>
        value.TryFormat(destination, out bytesWritten, FormatOf(format), null);

    public static bool TryFormat(int value, Span<byte> destination, out int bytesWritten, StandardFormat format = default) =>
        value.TryFormat(destination, out bytesWritten, FormatOf(format), null);

    public static bool TryFormat(uint value, Span<byte> destination, out int bytesWritten, StandardFormat format = default) =>
        value.TryFormat(destination, out bytesWritten, FormatOf(format), null);

    public static bool TryFormat(long value, Span<byte> destination, out int bytesWritten, StandardFormat format = default) =>
        value.TryFormat(destination, out bytesWritten, FormatOf(format), null);

    public static bool TryFormat(ulong value, Span<byte> destination, out int bytesWritten, StandardFormat format = default) =>
        value.TryFormat(destination, out bytesWritten, FormatOf(format), null);

    /// <summary>Format G or none: True; l: true.</summary>
    public static bool TryFormat(bool value, Span<byte> destination, out int bytesWritten, StandardFormat format = default)
    {
        ReadOnlySpan<byte> text = format.Symbol == 'l' ? (value ? "true"u8 : "false"u8) : value ? "True"u8 : "False"u8;
        bytesWritten = 0;
        if (!text.TryCopyTo(destination))
        {
            return false;
        }

        bytesWritten = text.Length;
        return true;
    }

    private static string FormatOf(StandardFormat format) => format.IsDefault ? "" : format.ToString();
}
