// Strings and text.

using System.Text;

namespace Lume.Conformance.Programs.Strings;

internal static class StringBasics
{
    public static void Run()
    {
        string s = Opaque.Ref("hello");
        Out.Line(s, s.Length, s[1]);
        Out.Line("equal", s == new string(['h', 'e', 'l', 'l', 'o']));
        Out.Line("not equal", s != "Hello");
        Out.Line("identity", ReferenceEquals("hello", "hello"));
        Out.Line("null or empty", string.IsNullOrEmpty("") && string.IsNullOrEmpty(null) && !string.IsNullOrEmpty(s));
        Out.Line("repeat", new string('z', Opaque.Of(4)));
        Out.Line("hash", s.GetHashCode() == string.Concat("hel", Opaque.Ref("lo")).GetHashCode());
        int vowels = 0;
        foreach (char c in s)
        {
            vowels += c is 'e' or 'o' ? 1 : 0;
        }

        Out.Line("vowels", vowels);
        try
        {
            Out.Line("no", s[Opaque.Of(5)]);
        }
        catch (IndexOutOfRangeException e)
        {
            Out.Caught("index", e);
        }
    }
}

internal static class Concatenation
{
    public static void Run()
    {
        string a = Opaque.Ref("a");
        string? none = Opaque.Ref<string?>(null);
        Out.Line(a + "b" + a);
        Out.Line(a + none + "c");
        Out.Line(a + Opaque.Of(5) + 'x' + true);
        Out.Line(string.Concat(a, "b", "c", "d") + string.Concat((string[])["1", "2", "3"]));
        string built = "";
        for (int i = 0; i < 10; i++)
        {
            built += i;
        }

        Out.Line(built);
        Out.Line(string.Join(", ", (string[])["x", "y", "z"]));
        Out.Line(none + none, (none + none).Length);
    }
}

internal static class Interpolation
{
    public static void Run()
    {
        int n = Opaque.Of(42);
        long l = Opaque.Of(-7L);
        string name = Opaque.Ref("lume");
        Out.Line($"{name} {n} {l} {n == 42} {'c'}");
        Out.Line($"[{n,6}] [{n,-6}] [{name,8}]");
        Out.Line($"{n:x} {n:X4} {n:D5} {l:D3}");
        Out.Line($"nested {$"<{n}>"} {{braces}}");
        Out.Line($"{(object)n} {null} {(int?)5}");
        Out.Line($"{ulong.MaxValue} {long.MinValue} {(byte)200} {(sbyte)-100}");
    }
}

internal static class NumberFormatting
{
    public static void Run()
    {
        foreach (int n in (int[])[0, 1, -1, 9, 10, -10, 12345678, int.MaxValue, int.MinValue])
        {
            Out.Line(Opaque.Of(n).ToString());
            Out.Line(n.ToString("x8"), n.ToString("X"));
        }

        Out.Line(Opaque.Of(ulong.MaxValue).ToString(), Opaque.Of(long.MinValue).ToString());
        Out.Line(((byte)7).ToString(), ((short)-7).ToString());
        Out.Line(true.ToString(), 'q'.ToString());
        Span<char> buffer = stackalloc char[8];
        Out.Line("formats", Opaque.Of(1234).TryFormat(buffer, out int written) ? written : -1);
        Out.Line("short", Opaque.Of(123456789).TryFormat(buffer, out written));
    }
}

internal static class NumberParsing
{
    public static void Run()
    {
        Out.Line("parse", int.Parse("-123"), long.Parse("9223372036854775807"), byte.Parse("255"));
        foreach (string s in (string[])["", " 5 ", "+7", "2147483648", "-2147483648", "1x", "-", "00012"])
        {
            Out.Line(s, int.TryParse(s, out int v) ? 1 : 0, v);
        }

        try
        {
            int.Parse("twelve");
        }
        catch (FormatException e)
        {
            Out.Caught("format", e);
        }

        try
        {
            byte.Parse("256");
        }
        catch (OverflowException e)
        {
            Out.Caught("overflow", e);
        }

        Out.Line("unsigned", ulong.Parse("18446744073709551615"));
    }
}

internal static class Searching
{
    public static void Run()
    {
        string s = Opaque.Ref("the quick brown fox jumps over the lazy dog");
        Out.Line("index", s.IndexOf('q'), s.IndexOf("fox", StringComparison.Ordinal), s.IndexOf("cat", StringComparison.Ordinal));
        Out.Line("last", s.LastIndexOf('o'), s.IndexOf('o', 13));
        Out.Line("starts", s.StartsWith("the", StringComparison.Ordinal) && s.EndsWith("dog", StringComparison.Ordinal));
        Out.Line("contains", s.Contains("lazy") && !s.Contains('!'));
        Out.Line(s.Substring(4, 5), s[^3..].Length);
        Out.Line(s[..3] + s[10..15]);
        Out.Line(s.Replace("the", "a"));
        Out.Line(s.Replace('o', '0'));
    }
}

internal static class SplittingAndTrimming
{
    public static void Run()
    {
        string[] parts = Opaque.Ref("a,b,,c").Split(',');
        Out.Line(parts[0] + "|" + parts[2] + "|" + parts[3], parts.Length);
        Out.Line("  padded\t ".Trim() + "|" + "  left".TrimStart() + "|" + "right  ".TrimEnd() + "|");
        Out.Line("xxcorexx".Trim('x'));
        Out.Line("7".PadLeft(3, '0') + "|" + "7".PadRight(3) + "|");
        Out.Line("MiXed".ToUpperInvariant() + "MiXed".ToLowerInvariant());
        Out.Line("abcdef".Insert(3, "-").Remove(0, 1));
        string[] words = "one  two three".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Out.Line(words[1], words.Length);
    }
}

internal static class StringComparisons
{
    public static void Run()
    {
        Out.Line("ordinal", Math.Sign(string.CompareOrdinal("a", "b")), Math.Sign(string.CompareOrdinal("b", "B")), string.CompareOrdinal("x", "x"));
        Out.Line("prefix", Math.Sign(string.CompareOrdinal("abc", "abcd")), Math.Sign(string.CompareOrdinal(null, "")));
        Out.Line("ignore case", string.Equals("HeLLo", "hEllO", StringComparison.OrdinalIgnoreCase));
        Out.Line("equals null", "x".Equals(null));
        Out.Line("object", ((object)"text").Equals(new string("text".AsSpan())));
        Out.Line("comparer", StringComparer.Ordinal.Equals("a", "A") ? 1 : 0, StringComparer.OrdinalIgnoreCase.Equals("a", "A") ? 1 : 0);
    }
}

internal static class Utf8Encoding
{
    public static void Run()
    {
        string s = "aé€😀z";
        byte[] bytes = Encoding.UTF8.GetBytes(s);
        Out.Line("lengths", s.Length, bytes.Length, Encoding.UTF8.GetByteCount(s));
        int sum = 0;
        foreach (byte b in bytes)
        {
            sum = (sum * 31) + b;
        }

        Out.Line("sum", sum);
        Out.Line("round trip", Encoding.UTF8.GetString(bytes) == s);
        Out.Line("invalid", Encoding.UTF8.GetString([0x61, 0xFF, 0x62])[1]);
        ReadOnlySpan<byte> literal = "literal é"u8;
        Out.Line("literal", literal.Length, literal[8]);
        Out.Line(Encoding.UTF8.GetString(literal[..7]));
    }
}

internal static class Characters
{
    public static void Run()
    {
        foreach (char c in "aZ5 _\t\n-~")
        {
            int bits = (char.IsLetter(c) ? 1 : 0) | (char.IsDigit(c) ? 2 : 0) | (char.IsWhiteSpace(c) ? 4 : 0) | (char.IsUpper(c) ? 8 : 0) | (char.IsLetterOrDigit(c) ? 16 : 0);
            Out.Line("char", c, bits, char.ToUpperInvariant(c));
        }

        Out.Line("ascii", char.IsAsciiHexDigit('f') ? 1 : 0, char.IsAsciiLetter('é') ? 1 : 0);
        Out.Line("surrogates", char.IsHighSurrogate("😀"[0]) ? 1 : 0, char.IsSurrogate('a') ? 1 : 0);
        Out.Line("compare", 'a'.CompareTo('c') < 0);
    }
}

internal static class Builders
{
    public static void Run()
    {
        StringBuilder b = new();
        b.Append("one").Append(2).Append(' ').Append(true).Append('c');
        b.Append(Opaque.Of(-5L));
        b.Insert(0, ">");
        Out.Line(b.ToString(), b.Length);
        b.Length = 4;
        b.Append('x', 3);
        Out.Line(b.ToString());
        b.Clear();
        for (int i = 0; i < 100; i++)
        {
            b.Append(i % 10);
        }

        string s = b.ToString();
        Out.Line(s[90..], s.Length);
    }
}

[InterpolatedStringHandler]
internal ref struct CountingHandler
{
    private readonly Span<char> _buffer;
    private int _length;
    public int Holes;

    public CountingHandler(int literalLength, int formattedCount, Span<char> buffer, out bool enabled)
    {
        _buffer = buffer;
        _length = 0;
        Holes = formattedCount * 100;
        enabled = buffer.Length != 0;
    }

    public void AppendLiteral(string s)
    {
        s.AsSpan().CopyTo(_buffer[_length..]);
        _length += s.Length;
    }

    public void AppendFormatted(long value)
    {
        _buffer[_length++] = value < 0 ? '-' : '+';
        Holes++;
    }

    public void AppendFormatted(string value) => AppendLiteral(value + "!");

    public readonly ReadOnlySpan<char> Text => _buffer[.._length];
}

internal static class InterpolatedStringHandlers
{
    private static int s_evaluated;

    public static void Run()
    {
        Span<char> buffer = stackalloc char[64];
        Show(buffer, $"a{Count(5)}b{Count(-5)}{"c"}");
        Out.Line("evaluated", s_evaluated);
        Show(default, $"a{Count(5)}");
        Out.Line("evaluated", s_evaluated);
    }

    private static void Show(Span<char> buffer, [InterpolatedStringHandlerArgument("buffer")] CountingHandler handler)
        => Out.Line(handler.Text.ToString(), handler.Holes);

    private static long Count(long n)
    {
        s_evaluated++;
        return n;
    }
}
