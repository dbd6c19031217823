// Program: splitting, joining, trimming, padding, replacing, comparing and searching with every overload an ordinary program uses.

namespace Lume.Conformance.Programs.Strings;

internal static class StringTools
{
    private static string Show(IEnumerable<string> parts) => "[" + string.Join("|", parts) + "]";

    public static void Run()
    {
        string s = Opaque.Ref(" a, b,,c ;d ");
        Out.Line(Show(s.Split(',')) + Show(s.Split(',', StringSplitOptions.RemoveEmptyEntries)) + Show(s.Split([',', ';'], StringSplitOptions.TrimEntries)) + Show(s.Split(", ")) + Show(s.Split(',', 2)) + Show(s.Split((string[])["b", ",,"], StringSplitOptions.None)) + Show("a  b\tc".Split()) + Show("".Split(',')) + Show("".Split(',', StringSplitOptions.RemoveEmptyEntries)));
        Out.Line($"[{s.Trim()}] [{s.TrimStart()}] [{s.TrimEnd()}] [{"xxaxx".Trim('x')}] [{"xyaxy".Trim('x', 'y')}] [{"ab".PadLeft(4, '.')}] [{"ab".PadRight(4)}] [{"abc".PadLeft(2)}]");
        Out.Line($"{s.Replace("a", "AA")} {s.Replace(',', ';')} {"aaa".Replace("aa", "b")} {"abc".Replace("b", null)} {"abc".Replace("B", "x", StringComparison.OrdinalIgnoreCase)} {"Hello".Insert(2, "--")} {"Hello".Remove(3)} {"Hello".Remove(1, 2)} {"Hello".Substring(2)} {"Hello".Substring(1, 3)}");
        Out.Line($"{string.Compare("a", "b", StringComparison.Ordinal) < 0} {string.CompareOrdinal("b", "a") > 0} {string.Equals("A", "a", StringComparison.OrdinalIgnoreCase)} {"abc".CompareTo("abd") < 0} {"a".Equals(null)} {string.IsNullOrEmpty("")} {string.IsNullOrWhiteSpace(" \t")} {"abc".StartsWith("ab", StringComparison.Ordinal)} {"abc".EndsWith('c')} {"ABC".StartsWith("ab", StringComparison.OrdinalIgnoreCase)}");
        Out.Line($"{"banana".IndexOf('a')} {"banana".IndexOf('a', 2)} {"banana".LastIndexOf('a')} {"banana".IndexOf("an", 2, StringComparison.Ordinal)} {"banana".LastIndexOf("an", StringComparison.Ordinal)} {"banana".IndexOfAny(['n', 'x'])} {"banana".IndexOf("", StringComparison.Ordinal)} {"banana".Contains("nan")} {"banana".Contains('z')} {"banana".Contains("NAN", StringComparison.OrdinalIgnoreCase)} {"banana".LastIndexOfAny(['b', 'n'])}");
        Out.Line($"{string.Concat("a", null, "b")} {string.Concat((string?[])["x", null, "y"])} {string.Join(',', 1, 2L, 'c')} {string.Join("-", (object?[])[1, null, "z"])} {string.Join(", ", new List<int> { 1, 2 })} {new string('z', 3)} {new string(['a', 'b', 'c'], 1, 2)} {string.Create(3, 'q', static (span, c) => span.Fill(c))}");
        Out.Line($"{"MiXed ß é".ToUpperInvariant()} {"MiXed É".ToLowerInvariant()} {char.IsLetter('é')} {char.IsDigit('٣')} {char.IsWhiteSpace('\u2003')} {char.ToUpperInvariant('ÿ')} {char.IsPunctuation('!')} {char.GetNumericValue('7')} {char.IsAsciiHexDigit('f')}");
        Out.Line($"{"abc"[^1]} {"abcdef"[1..^1]} {"abcdef"[^2..]} {"abcdef".AsSpan(1, 2).ToString()} {"a" + 'b' + 1 + true + null} {string.Empty.Length} {ReferenceEquals("", string.Empty)} {"x".GetHashCode() == new string('x', 1).GetHashCode()}");
        string built = "";
        foreach (string line in "one\ntwo\r\nthree".Replace("\r", "").Split('\n'))
        {
            built = line + built;
        }

        foreach (Range r in "a:b:c".AsSpan().Split(':'))
        {
            built += r.Start.Value + "-" + r.End.Value;
        }

        foreach (System.Text.Rune r in "a😀é".EnumerateRunes())
        {
            built += " " + r.Value.ToString("x");
        }

        Out.Line(built);
        Out.Line($"{int.Parse("-17")} {int.Parse(" 5 ")} {int.TryParse("1x", out int n)} {n} {long.Parse("9223372036854775807")} {byte.TryParse("256", out byte b)} {int.Parse("ff", System.Globalization.NumberStyles.HexNumber)} {double.Parse("1.5e3")} {bool.Parse("True")} {uint.TryParse("-1", out uint u)} {int.TryParse("2147483648", out n)} {int.Parse("+3")} {char.Parse("q")} {int.TryParse("12".AsSpan(), out n)} {n} {Enum.Parse<DayOfWeek>("Friday")} {Enum.TryParse("Nope", out DayOfWeek _)}");
        foreach (string bad in (string[])["", "abc", "99999999999", "1 2"])
        {
            try
            {
                Out.Line("parsed", int.Parse(bad));
            }
            catch (Exception e)
            {
                Out.Caught(bad, e);
            }
        }
    }
}
