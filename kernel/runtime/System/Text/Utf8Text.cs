// Conversion between UTF-16 and UTF-8, and its validity. Malformed input becomes U+FFFD by the maximal-subpart rule.

using System.Buffers;

namespace System.Text;

/// <summary>The one implementation of UTF-8 that encodings, runes and formatting share.</summary>
internal static class Utf8Text
{
    private const int Replacement = 0xFFFD;

    /// <summary>Decodes the first scalar value of UTF-8 text that is not empty.</summary>
    /// <returns>Whether it is well formed; if not, <paramref name="scalar"/> is U+FFFD and the length that of the bad part.</returns>
    internal static OperationStatus DecodeFirst(ReadOnlySpan<byte> text, out int scalar, out int consumed)
    {
        scalar = Replacement;
        consumed = 1;
        if (text.IsEmpty)
        {
            consumed = 0;
            return OperationStatus.NeedMoreData;
        }

        int first = text[0];
        if (first < 0x80)
        {
            scalar = first;
            return OperationStatus.Done;
        }

        if (first is < 0xC2 or > 0xF4)
        {
            return OperationStatus.InvalidData;
        }

        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        int value = first & (0x7F >> length);
        for (; consumed < length; consumed++)
        {
            if (consumed >= text.Length)
            {
                return OperationStatus.NeedMoreData;
            }

            int next = text[consumed];
            if ((next & 0xC0) != 0x80 || (consumed == 1 && !SecondIsValid(first, next)))
            {
                return OperationStatus.InvalidData;
            }

            value = (value << 6) | (next & 0x3F);
        }

        scalar = value;
        return OperationStatus.Done;
    }

    // The second byte rules out overlong forms, surrogates and values above U+10FFFF (Unicode, table 3-7).
    private static bool SecondIsValid(int first, int second) => first switch
    {
        0xE0 => second >= 0xA0,
        0xED => second < 0xA0,
        0xF0 => second >= 0x90,
        0xF4 => second < 0x90,
        _ => true,
    };

    /// <summary>Decodes the first scalar value of UTF-16 text that is not empty; a lone surrogate gives U+FFFD and false.</summary>
    internal static bool DecodeFirst(ReadOnlySpan<char> text, out int scalar, out int consumed)
    {
        char first = text[0];
        consumed = 1;
        scalar = first;
        if (!char.IsSurrogate(first))
        {
            return true;
        }

        if (char.IsHighSurrogate(first) && text.Length > 1 && char.IsLowSurrogate(text[1]))
        {
            scalar = ((first - 0xD800) << 10) + (text[1] - 0xDC00) + 0x10000;
            consumed = 2;
            return true;
        }

        scalar = Replacement;
        return false;
    }

    internal static int LengthOf(int scalar) => scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;

    /// <summary>Writes a scalar value; the bytes written, or 0 when there is no room.</summary>
    internal static int Encode(int scalar, Span<byte> destination)
    {
        int length = LengthOf(scalar);
        if (length > destination.Length)
        {
            return 0;
        }

        if (length == 1)
        {
            destination[0] = (byte)scalar;
            return 1;
        }

        for (int i = length - 1; i > 0; i--)
        {
            destination[i] = (byte)(0x80 | (scalar & 0x3F));
            scalar >>= 6;
        }

        destination[0] = (byte)((0xF00 >> length) | scalar);
        return length;
    }

    /// <summary>Writes a scalar value; the code units written, or 0 when there is no room.</summary>
    internal static int Encode(int scalar, Span<char> destination)
    {
        int length = scalar < 0x10000 ? 1 : 2;
        if (length > destination.Length)
        {
            return 0;
        }

        if (length == 1)
        {
            destination[0] = (char)scalar;
            return 1;
        }

        destination[0] = (char)(0xD800 + ((scalar - 0x10000) >> 10));
        destination[1] = (char)(0xDC00 + (scalar & 0x3FF));
        return 2;
    }

    /// <summary>The bytes that the text takes in UTF-8.</summary>
    internal static int CountBytes(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (!text.IsEmpty)
        {
            DecodeFirst(text, out int scalar, out int consumed);
            count = checked(count + LengthOf(scalar));
            text = text.Slice(consumed);
        }

        return count;
    }

    /// <summary>The code units that the bytes take in UTF-16.</summary>
    internal static int CountChars(ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (!text.IsEmpty)
        {
            DecodeFirst(text, out int scalar, out int consumed);
            count += scalar < 0x10000 ? 1 : 2;
            text = text.Slice(consumed);
        }

        return count;
    }

    /// <summary>Writes the text as UTF-8; stops before the first character that has no room and returns false.</summary>
    internal static bool TryEncode(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        int i = 0;
        while (i < text.Length)
        {
            if (text[i] < 0x80 && written < destination.Length)
            {
                destination[written++] = (byte)text[i++];
                continue;
            }

            DecodeFirst(text.Slice(i), out int scalar, out int consumed);
            int length = Encode(scalar, destination.Slice(written));
            if (length == 0)
            {
                return false;
            }

            written += length;
            i += consumed;
        }

        return true;
    }

    /// <summary>Writes the bytes as UTF-16; stops before the first character that has no room and returns false.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> text, Span<char> destination, out int written)
    {
        written = 0;
        int i = 0;
        while (i < text.Length)
        {
            if (text[i] < 0x80 && written < destination.Length)
            {
                destination[written++] = (char)text[i++];
                continue;
            }

            DecodeFirst(text.Slice(i), out int scalar, out int consumed);
            int length = Encode(scalar, destination.Slice(written));
            if (length == 0)
            {
                return false;
            }

            written += length;
            i += consumed;
        }

        return true;
    }

    internal static string Decode(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return "";
        }

        string result = string.FastAllocateString(CountChars(text));
        TryDecode(text, result.Writable, out _);
        return result;
    }
}
