// Program: alignment, formats, nested interpolation, custom formattables, enum formats, and what composite formatting accepts.

using System.Globalization;

namespace Lume.Conformance.Programs.Strings;

internal static class FormatDepth
{
    private enum Plain { None, One, Two, Negative = -5 }
    [Flags] private enum Bits : byte { None = 0, A = 1, B = 2, AB = 3, C = 4, High = 128 }
    private enum Wide : ulong { Max = ulong.MaxValue, Mid = 1ul << 40 }

    private sealed class Money(int cents) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? provider) => format == "c" ? cents + "c" : (cents / 100) + "." + (cents % 100).ToString("D2");
        public override string ToString() => ToString(null, null);
    }

    private struct Spanner : ISpanFormattable
    {
        public readonly bool TryFormat(Span<char> destination, out int written, ReadOnlySpan<char> format, IFormatProvider? provider)
        {
            written = 0;
            return "span".AsSpan().TryCopyTo(destination) && (written = 4) > 0;
        }

        public readonly string ToString(string? format, IFormatProvider? provider) => "text";
    }

    public static void Run()
    {
        int n = Opaque.Of(-42);
        Out.Line($"[{n,6}] [{n,-6}] [{n:D5}] [{n:X}] [{n,10:x8}] [{n:N0}] [{n * 100000:N2}] [{n:000}] [{(uint)n:B}] [{7:b8}]");
        Out.Line($"[{1234567L:N0}] [{255:X4}] [{255:x}] [{long.MinValue:D}] [{ulong.MaxValue:N0}] [{(byte)5:D3}] [{'c',4}] [{true,-6}] [{null,3}] [{"s",-3}]");
        Out.Line($"{Plain.One} {Plain.Two:D} {Plain.Negative} {(Plain)77} {Plain.One:G} {Plain.Two:X} {Bits.A | Bits.C} {Bits.AB} {(Bits)0} {(Bits)64} {Bits.High | Bits.B:F} {Wide.Max} {(Wide)5} {Wide.Mid:X}");
        Out.Line($"[{Plain.One,8}] [{Bits.A | Bits.B | Bits.C,-10}] {Plain.One.ToString()} {Enum.IsDefined(Plain.Two)} {Enum.IsDefined((Plain)9)}");
        Out.Line($"{new Money(1234)} {new Money(5):c} {new Spanner()} [{new Spanner(),6}] {$"in{$"{n}"}ner"} {{braces}} {n switch { < 0 => "neg", _ => "pos" }}");
        Out.Line(string.Format("{0} {1:X2} {0,5} {{}} {2}", 1, 255, "x") + string.Format(CultureInfo.InvariantCulture, "{0:N1}", 1234));
        Out.Line($"{1.5} {0.1 + 0.2} {1e21} {1e-7} {double.NaN} {double.NegativeInfinity} {-0.0} {100.0} {1f / 3} {float.MaxValue} {double.Epsilon} {123456789.125:F2} {0.5:F0} {2.5:F0} {1234.5:N1} {1.0:E3} {12.345:0.00}");
        Out.Line($"{new TimeSpan(1, 2, 3)} {(int?)5} {(int?)null} {new int?[] { 1 }.Length} {(object)'x'} {(1, "a", (2L, 'c'))}");
        try
        {
            Out.Line(string.Format("{0} {2}", 1, 2));
        }
        catch (FormatException e)
        {
            Out.Caught("format", e);
        }

        Span<char> small = stackalloc char[3];
        Out.Line($"{1234.TryFormat(small, out int w)} {w} {12.TryFormat(small, out w)} {w} {(-12).TryFormat(small, out w, "D2")} {w} {small.ToString()}");
        System.Text.StringBuilder b = new();
        b.Append($"{n:D4}|{n,8}|").AppendFormat("{0:x}", 16).Append('c', 3).AppendLine().AppendJoin(", ", [1, 2, 3]).Insert(0, "<").Replace("c", "dd").Remove(1, 2).Append(true).Append(1.5).Append("abcdef", 2, 3);
        Out.Line(b.ToString() + b.Length);
        b.Length = 3;
        b[1] = '?';
        Out.Line(b.Append(b).ToString());
    }
}
