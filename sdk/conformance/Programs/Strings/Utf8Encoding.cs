// Program: Utf8 encoding.

using System.Text;

namespace Lume.Conformance.Programs.Strings;

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
