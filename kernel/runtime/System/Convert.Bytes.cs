// Bytes as text: base 16 and base 64 (RFC 4648, section 4).

namespace System;

public static partial class Convert
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>Two capital hexadecimal digits a byte.</summary>
    public static string ToHexString(byte[] inArray) => ToHexString((ReadOnlySpan<byte>)inArray);

    /// <summary>Two capital hexadecimal digits a byte.</summary>
    public static string ToHexString(ReadOnlySpan<byte> bytes) => ToHex(bytes, "0123456789ABCDEF");

    /// <summary>Two small hexadecimal digits a byte.</summary>
    public static string ToHexStringLower(ReadOnlySpan<byte> bytes) => ToHex(bytes, "0123456789abcdef");

    /// <summary>The bytes of pairs of hexadecimal digits.</summary>
    /// <exception cref="FormatException">A digit is none, or one is left over.</exception>
    public static byte[] FromHexString(string s) => FromHexString(s.AsSpan());

    /// <inheritdoc cref="FromHexString(string)"/>
    public static byte[] FromHexString(ReadOnlySpan<char> chars)
    {
        if (chars.Length % 2 != 0)
        {
            throw new FormatException("The input is not a valid hex string as its length is not a multiple of 2.");
        }

        byte[] bytes = new byte[chars.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            int value = (HexDigit(chars[2 * i]) << 4) | HexDigit(chars[(2 * i) + 1]);
            bytes[i] = value >= 0 ? (byte)value : throw new FormatException("The input is not a valid hex string as it contains a non-hex character.");
        }

        return bytes;
    }

    /// <summary>Four characters for three bytes, the last ones padded with <c>=</c>.</summary>
    public static string ToBase64String(byte[] inArray) => ToBase64String((ReadOnlySpan<byte>)inArray);

    /// <inheritdoc cref="ToBase64String(byte[])"/>
    public static string ToBase64String(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[(bytes.Length + 2) / 3 * 4];
        for (int i = 0, at = 0; i < bytes.Length; i += 3, at += 4)
        {
            int left = bytes.Length - i;
            int bits = (bytes[i] << 16) | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0);
            text[at] = Alphabet[bits >> 18];
            text[at + 1] = Alphabet[(bits >> 12) & 63];
            text[at + 2] = left > 1 ? Alphabet[(bits >> 6) & 63] : '=';
            text[at + 3] = left > 2 ? Alphabet[bits & 63] : '=';
        }

        return new string(text);
    }

    /// <summary>The bytes of a base 64 text; white space is passed over.</summary>
    /// <exception cref="FormatException">A character that does not belong there, wrong padding or a wrong length.</exception>
    public static byte[] FromBase64String(string s)
    {
        byte[] bytes = new byte[s.Length / 4 * 3];
        int count = 0;
        int bits = 0;
        int digits = 0;
        int padding = 0;
        foreach (char c in s)
        {
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                continue;
            }

            int digit = Alphabet.IndexOf(c);
            bool isPadding = c == '=' && digits % 4 >= 2 - padding;
            if ((digit < 0 || padding > 0) && !isPadding)
            {
                throw NotBase64();
            }

            padding += isPadding ? 1 : 0;
            bits = (bits << 6) | (isPadding ? 0 : digit);
            if (++digits % 4 == 0)
            {
                // A second group after padding has nowhere to go.
                if (count + 3 > bytes.Length)
                {
                    throw NotBase64();
                }

                bytes[count++] = (byte)(bits >> 16);
                bytes[count++] = (byte)(bits >> 8);
                bytes[count++] = (byte)bits;
            }
        }

        return digits % 4 == 0 && padding <= 2 ? bytes.AsSpan(0, count - padding).ToArray() : throw NotBase64();
    }

    private static FormatException NotBase64() =>
        new("The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.");

    private static string ToHex(ReadOnlySpan<byte> bytes, string digits)
    {
        char[] text = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = digits[bytes[i] >> 4];
            text[(2 * i) + 1] = digits[bytes[i] & 15];
        }

        return new string(text);
    }
}
