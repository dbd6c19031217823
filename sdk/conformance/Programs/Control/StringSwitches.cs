// Program: big switches on strings, spans, enums and longs, with goto case, fall through of empty labels, and default in the middle.

namespace Lume.Conformance.Programs.Control;

internal static class StringSwitches
{
    private static int Word(string? s)
    {
        switch (s)
        {
            case "zero": return 0;
            case "one": return 1;
            case "two": case "deux": return 2;
            case "three": goto case "one";
            default: return -1;
            case "four": return 4;
            case "five": goto default;
            case null: return -2;
            case "": return -3;
            case "six": return 6;
            case "seven": return 7;
            case "eight": return 8;
            case "nine": return 9;
            case "ten": goto case null;
        }
    }

    private static string Machine(int state)
    {
        string trace = "";
        switch (state)
        {
            case 0: trace += "a"; goto case 3;
            case 1: trace += "b"; goto default;
            case 3: trace += "c"; if (trace.Length < 4) { goto case 5; } break;
            case 5: trace += "d"; goto case 3;
            case int.MinValue: trace += "min"; break;
            case int.MaxValue: trace += "max"; goto case int.MinValue;
            default: trace += "x"; break;
        }

        return trace;
    }

    private static int Long(long v) => v switch { long.MinValue => 1, -1 => 2, 0 => 3, 1L << 40 => 4, long.MaxValue => 5, > 1L << 50 => 6, _ => 7 };
    private static int Ul(ulong v) => v switch { 0 => 1, ulong.MaxValue => 2, > long.MaxValue => 3, _ => 4 };
    private static int Span(ReadOnlySpan<char> s) => s switch { "get" => 1, "set" => 2, "gets" => 3, _ => 0 };
    private static int Chars(char c) => c switch { >= '0' and <= '9' => c - '0', 'a' or 'A' => 10, '\uFFFF' => 99, _ => -1 };
    private static int Big(int n)
    {
        switch (n)
        {
            case 10: return 1; case 11: return 5; case 12: return 3; case 13: return 8; case 14: return 9; case 15: return 1; case 16: return 4;
            case 100: return 11; case 101: return 13; case 103: return 15; case 104: return 12; case 105: return 18;
            case -5: return 21; case -4: return 22; case -3: return 23; case 1000000: return 31; case 2000000: return 32;
            default: return 0;
        }
    }

    public static void Run()
    {
        foreach (string? s in (string?[])["zero", "one", "two", "deux", "three", "four", "five", null, "", "six", "seven", "eight", "nine", "ten", "eleven", "onE"])
        {
            Out.Line(s, Word(s is null ? null : string.Concat(s.AsSpan(0, s.Length / 2), s.AsSpan(s.Length / 2))));
        }

        foreach (int i in (int[])[0, 1, 2, 3, 5, int.MaxValue, int.MinValue])
        {
            Out.Line(Machine(i));
        }

        Out.Line($"{Long(long.MinValue)} {Long(-1)} {Long(0)} {Long(1L << 40)} {Long(long.MaxValue)} {Long(1L << 51)} {Long(1L << 32)} {Ul(0)} {Ul(ulong.MaxValue)} {Ul(1ul << 63)} {Ul(5)}");
        Out.Line($"{Span("get")} {Span("xgets".AsSpan(1))} {Span("")} {Chars('7')} {Chars('a')} {Chars('\uFFFF')} {Chars('b')}");
        int sum = 0;
        for (int i = -10; i < 110; i++)
        {
            sum = (sum * 3) + Big(i);
        }

        Out.Line("sum", sum, Big(1000000), Big(2000000));
    }
}
