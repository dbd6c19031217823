// Program: UTF-8 literals, encoders, decoders of damaged bytes, formatting into bytes and parsing from bytes.

using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Lume.Conformance.Programs.Strings;

internal static class Utf8Depth
{
    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        string text = "";
        foreach (byte b in bytes)
        {
            text += b.ToString("X2");
        }

        return text;
    }

    public static void Run()
    {
        ReadOnlySpan<byte> literal = "h\u00e9llo \u20ac \U0001F600"u8;
        Out.Line($"{literal.Length} {Hex(literal)} {Encoding.UTF8.GetString(literal)} {Encoding.UTF8.GetByteCount("\u20ac")} {Encoding.UTF8.GetCharCount(literal)}");
        foreach (byte[] bad in (byte[][])[[0x80], [0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0x41, 0xFF, 0x42], [0xE2, 0x41]])
        {
            string s = Encoding.UTF8.GetString(bad);
            Out.Line($"{Hex(bad)} {s.Length} {(int)s[0]:x} {Utf8.IsValid(bad)}");
        }

        Out.Line(Hex(Encoding.UTF8.GetBytes("a\ud800b\udc00")) + Hex(Encoding.ASCII.GetBytes("a\u00e9")) + Encoding.ASCII.GetString([0x41, 0xE9]));
        Span<byte> to = stackalloc byte[8];
        Out.Line($"{Utf8Formatter.TryFormat(-123, to, out int w)} {w} {Hex(to[..w])} {Utf8Formatter.TryFormat(1234567890, to, out w)} {w} {12345.TryFormat(to, out w, "X")} {Hex(to[..w])}");
        Out.Line($"{Utf8Parser.TryParse("123abc"u8, out int n, out int used)} {n} {used} {int.TryParse("77"u8, out n)} {n} {Utf8Parser.TryParse("-"u8, out n, out used)} {used} {ulong.Parse("18446744073709551615"u8)}");
        Span<char> chars = stackalloc char[3];
        System.Buffers.OperationStatus status = Utf8.ToUtf16("ab\u20acd"u8, chars, out int read, out int written);
        Out.Line($"{(int)status} {read} {written} {chars.ToString()}");
        status = Utf8.FromUtf16("\u20ac\u20ac\u20ac", to, out read, out written);
        Out.Line($"{(int)status} {read} {written}");
        Out.Line($"{"abc"u8.SequenceEqual("abc"u8)} {"abcabc"u8.IndexOf("ca"u8)} {"abc"u8.ToArray().Length} {Rune.TryCreate(0xD800, out _)} {new Rune(0x1F600).Utf8SequenceLength}");
    }
}
