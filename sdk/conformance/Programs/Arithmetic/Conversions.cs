// Program: System.Convert: rounding, overflow, bases, hexadecimal and base 64 text, and what is refused.

namespace Lume.Conformance.Programs.Arithmetic;

internal static class Conversions
{
    private static void Try(string what, Func<object> convert)
    {
        try
        {
            object result = convert();
            Out.Line(what + ": " + (result is byte[] bytes ? BitConverter.ToString(bytes) : result.ToString()));
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            Out.Line(what + ": " + e.GetType().Name);
        }
    }

    public static void Run()
    {
        foreach (double value in (double[])[0.5, 1.5, 2.5, -0.5, -1.5, 254.5, 255.5, 2147483647.4, 2147483647.5, -2147483648.5, 1e19, double.NaN])
        {
            double hidden = Opaque.Of(value);
            Try("int " + value, () => Convert.ToInt32(hidden));
            Try("byte " + value, () => Convert.ToByte(hidden));
            Try("long " + value, () => Convert.ToInt64(hidden));
            Try("uint " + value, () => Convert.ToUInt32(hidden));
        }

        foreach (string text in (string[])["", "0", "ff", "0xFF", "-1", "7fffffff", "80000000", "ffffffff", "100000000", "0x", "g", "12", "777", "102"])
        {
            foreach (int numberBase in (int[])[2, 8, 10, 16, 7])
            {
                Try($"{text} in {numberBase}", () => Convert.ToInt32(text, numberBase));
                Try($"{text} in {numberBase} long", () => Convert.ToInt64(text, numberBase));
            }
        }

        foreach (int value in (int[])[0, 5, 255, -1, int.MinValue, int.MaxValue])
        {
            Out.Line($"{Convert.ToString(value, 2)} {Convert.ToString(value, 8)} {Convert.ToString(value, 10)} {Convert.ToString(value, 16)} {Convert.ToString((long)value, 16)} {Convert.ToString((short)value, 16)}");
        }

        byte[] bytes = [0, 1, 127, 128, 254, 255, 63, 62];
        for (int length = 0; length <= bytes.Length; length++)
        {
            string text = Convert.ToBase64String(bytes[..length]);
            Out.Line($"{Convert.ToHexString(bytes.AsSpan(0, length))} {Convert.ToHexStringLower(bytes.AsSpan(0, length))} {text}");
            Try(text, () => Convert.FromBase64String(text));
        }

        foreach (string text in (string[])["AA", "AA=", "AA==", "AA===", "A===", "AA=A", "AAA=AAA=", "A A\tA\nA", "AAAA====", "AAA*", "====", "AAAAAA==", " "])
        {
            Try("64 " + text, () => Convert.FromBase64String(text));
        }

        foreach (string text in (string[])["", "0", "0g", "00fF", "7é"])
        {
            Try("16 " + text, () => Convert.FromHexString(text));
        }
    }
}
