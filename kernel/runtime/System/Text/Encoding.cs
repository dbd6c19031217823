// The encodings of text as bytes: UTF-8, ASCII, Latin-1, UTF-16.

namespace System.Text;

/// <summary>A way to write text as bytes. What cannot be converted becomes U+FFFD, or '?' in the narrow encodings.</summary>
public abstract class Encoding
{
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
    private static readonly Encoding s_ascii = new NarrowEncoding(0x7F);
    private static readonly Encoding s_latin1 = new NarrowEncoding(0xFF);
    private static readonly Encoding s_unicode = new UnicodeEncoding();

    public static Encoding UTF8 => s_utf8;

    public static Encoding ASCII => s_ascii;

    public static Encoding Latin1 => s_latin1;

    public static Encoding Unicode => s_unicode;

    public static Encoding Default => s_utf8;

    /// <summary>The bytes that a text may take at most.</summary>
    public abstract int GetMaxByteCount(int charCount);

    /// <summary>The code units that bytes may take at most.</summary>
    public abstract int GetMaxCharCount(int byteCount);

    public abstract int GetByteCount(ReadOnlySpan<char> chars);

    public abstract int GetCharCount(ReadOnlySpan<byte> bytes);

    public abstract bool TryGetBytes(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten);

    public abstract bool TryGetChars(ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten);

    public virtual ReadOnlySpan<byte> Preamble => default;

    public int GetByteCount(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return GetByteCount(s.AsSpan());
    }

    public int GetByteCount(char[] chars) => GetByteCount(chars.AsSpan());

    public byte[] GetBytes(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return ToBytes(s);
    }

    public byte[] GetBytes(char[] chars)
    {
        ArgumentNullException.ThrowIfNull(chars);
        return ToBytes(chars);
    }

    public byte[] GetBytes(char[] chars, int index, int count) => ToBytes(chars.AsSpan(index, count));

    public int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        if (!TryGetBytes(chars, bytes, out int written))
        {
            ThrowHelper.ThrowArgument("The output byte buffer is too small to contain the encoded data.", nameof(bytes));
        }

        return written;
    }

    public int GetBytes(string s, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        GetBytes(s.AsSpan(charIndex, charCount), bytes.AsSpan(byteIndex));

    public int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (!TryGetChars(bytes, chars, out int written))
        {
            ThrowHelper.ThrowArgument("The output char buffer is too small to contain the decoded characters.", nameof(chars));
        }

        return written;
    }

    public char[] GetChars(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        char[] chars = new char[GetCharCount(bytes)];
        TryGetChars(bytes, chars, out _);
        return chars;
    }

    public int GetCharCount(byte[] bytes) => GetCharCount(bytes.AsSpan());

    public string GetString(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return GetString(bytes.AsSpan());
    }

    public string GetString(byte[] bytes, int index, int count) => GetString(bytes.AsSpan(index, count));

    public unsafe string GetString(byte* bytes, int byteCount) => GetString(new ReadOnlySpan<byte>(bytes, byteCount));

    public string GetString(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return "";
        }

        string text = string.FastAllocateString(GetCharCount(bytes));
        TryGetChars(bytes, text.Writable, out _);
        return text;
    }

    private byte[] ToBytes(ReadOnlySpan<char> chars)
    {
        byte[] bytes = new byte[GetByteCount(chars)];
        TryGetBytes(chars, bytes, out _);
        return bytes;
    }
}

/// <summary>UTF-8.</summary>
public sealed class UTF8Encoding(bool encoderShouldEmitUTF8Identifier, bool throwOnInvalidBytes) : Encoding
{
    public UTF8Encoding()
        : this(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false)
    {
    }

    public UTF8Encoding(bool encoderShouldEmitUTF8Identifier)
        : this(encoderShouldEmitUTF8Identifier, throwOnInvalidBytes: false)
    {
    }

    public override ReadOnlySpan<byte> Preamble => encoderShouldEmitUTF8Identifier ? [0xEF, 0xBB, 0xBF] : default;

    public override int GetMaxByteCount(int charCount) => checked((charCount + 1) * 3);

    public override int GetMaxCharCount(int byteCount) => checked(byteCount + 1);

    public override int GetByteCount(ReadOnlySpan<char> chars) => Utf8Text.CountBytes(chars);

    public override int GetCharCount(ReadOnlySpan<byte> bytes)
    {
        if (throwOnInvalidBytes && !global::System.Text.Unicode.Utf8.IsValid(bytes))
        {
            throw new DecoderFallbackException("Unable to translate bytes at the specified index from specified code page to Unicode.");
        }

        return Utf8Text.CountChars(bytes);
    }

    public override bool TryGetBytes(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten)
    {
        bool fits = Utf8Text.TryEncode(chars, bytes, out bytesWritten);
        bytesWritten = fits ? bytesWritten : 0;
        return fits;
    }

    public override bool TryGetChars(ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten)
    {
        bool fits = Utf8Text.TryDecode(bytes, chars, out charsWritten);
        charsWritten = fits ? charsWritten : 0;
        return fits;
    }
}

/// <summary>Bytes that do not follow the encoding.</summary>
public sealed class DecoderFallbackException(string? message) : ArgumentException(message);

/// <summary>UTF-16, little endian.</summary>
public sealed class UnicodeEncoding : Encoding
{
    public override int GetMaxByteCount(int charCount) => checked((charCount + 1) * 2);

    public override int GetMaxCharCount(int byteCount) => (byteCount / 2) + (byteCount & 1) + 1;

    public override int GetByteCount(ReadOnlySpan<char> chars) => checked(chars.Length * 2);

    public override int GetCharCount(ReadOnlySpan<byte> bytes) => (bytes.Length + 1) / 2;

    public override bool TryGetBytes(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten)
    {
        bytesWritten = 0;
        while (!chars.IsEmpty)
        {
            bool valid = Utf8Text.DecodeFirst(chars, out _, out int consumed);
            for (int i = 0; i < consumed; i++)
            {
                if (!Buffers.Binary.BinaryPrimitives.TryWriteUInt16LittleEndian(bytes.Slice(bytesWritten), valid ? chars[i] : '\uFFFD'))
                {
                    return false;
                }

                bytesWritten += 2;
            }

            chars = chars.Slice(consumed);
        }

        return true;
    }

    public override bool TryGetChars(ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten)
    {
        int count = GetCharCount(bytes);
        charsWritten = 0;
        if (chars.Length < count)
        {
            return false;
        }

        for (; charsWritten < count; charsWritten++)
        {
            int at = charsWritten * 2;
            chars[charsWritten] = at + 1 < bytes.Length ? (char)(bytes[at] | (bytes[at + 1] << 8)) : '\uFFFD';
        }

        return true;
    }
}

/// <summary>One byte for each code unit up to a limit; ASCII and Latin-1.</summary>
internal sealed class NarrowEncoding(int limit) : Encoding
{
    public override int GetMaxByteCount(int charCount) => checked(charCount + 1);

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetByteCount(ReadOnlySpan<char> chars) => chars.Length;

    public override int GetCharCount(ReadOnlySpan<byte> bytes) => bytes.Length;

    public override bool TryGetBytes(ReadOnlySpan<char> chars, Span<byte> bytes, out int bytesWritten)
    {
        bytesWritten = 0;
        if (bytes.Length < chars.Length)
        {
            return false;
        }

        foreach (char unit in chars)
        {
            bytes[bytesWritten++] = unit <= limit ? (byte)unit : (byte)'?';
        }

        return true;
    }

    public override bool TryGetChars(ReadOnlySpan<byte> bytes, Span<char> chars, out int charsWritten)
    {
        charsWritten = 0;
        if (chars.Length < bytes.Length)
        {
            return false;
        }

        foreach (byte value in bytes)
        {
            chars[charsWritten++] = value <= limit ? (char)value : '?';
        }

        return true;
    }
}
