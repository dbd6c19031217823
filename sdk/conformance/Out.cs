// What programs print with. It formats by hand, so that a fault in the core library's formatting shows in the programs
// about formatting and nowhere else.

namespace Lume.Conformance;

internal static partial class Out
{
    /// <summary>A line of text.</summary>
    public static void Line(string? text)
    {
        Write(text ?? "null");
        Write("\n");
    }

    /// <summary>A labelled number.</summary>
    public static void Line(string label, long value)
    {
        Label(label);
        Number(value);
        Write("\n");
    }

    /// <summary>A labelled number.</summary>
    public static void Line(string label, ulong value)
    {
        Label(label);
        Unsigned(value);
        Write("\n");
    }

    /// <summary>Two labelled numbers.</summary>
    public static void Line(string label, long first, long second)
    {
        Label(label);
        Number(first);
        Write(" ");
        Number(second);
        Write("\n");
    }

    /// <summary>Three labelled numbers.</summary>
    public static void Line(string label, long first, long second, long third)
    {
        Label(label);
        Number(first);
        Write(" ");
        Number(second);
        Write(" ");
        Number(third);
        Write("\n");
    }

    /// <summary>A labelled truth.</summary>
    public static void Line(string label, bool value)
    {
        Label(label);
        Write(value ? "true\n" : "false\n");
    }

    /// <summary>A labelled text.</summary>
    public static void Line(string label, string? value)
    {
        Label(label);
        Line(value);
    }

    /// <summary>A labelled character, by its number.</summary>
    public static void Line(string label, char value) => Line(label, (long)value);

    /// <summary>A labelled double, by its bits; every NaN prints alike.</summary>
    public static void Line(string label, double value)
    {
        Label(label);
        if (value != value)
        {
            Write("NaN\n");
            return;
        }

        Hexadecimal(BitConverter.DoubleToUInt64Bits(value), 16);
        Write("\n");
    }

    /// <summary>A labelled number in hexadecimal.</summary>
    public static void Hex(string label, ulong value)
    {
        Label(label);
        Hexadecimal(value, 16);
        Write("\n");
    }

    /// <summary>The numbers of a span on one line.</summary>
    public static void Numbers(string label, ReadOnlySpan<int> values)
    {
        Label(label);
        for (int i = 0; i < values.Length; i++)
        {
            if (i != 0)
            {
                Write(" ");
            }

            Number(values[i]);
        }

        Write("\n");
    }

    /// <summary>The name of an exception's type.</summary>
    public static void Caught(string label, Exception exception) => Line(label, NameOf(exception));

    /// <summary>The name of a well-known exception type, the most derived that fits.</summary>
    public static string NameOf(Exception exception)
    {
        return exception switch
        {
            ArgumentNullException => "ArgumentNullException",
            ArgumentOutOfRangeException => "ArgumentOutOfRangeException",
            ArgumentException => "ArgumentException",
            DivideByZeroException => "DivideByZeroException",
            OverflowException => "OverflowException",
            ArithmeticException => "ArithmeticException",
            ArrayTypeMismatchException => "ArrayTypeMismatchException",
            IndexOutOfRangeException => "IndexOutOfRangeException",
            InvalidCastException => "InvalidCastException",
            NullReferenceException => "NullReferenceException",
            KeyNotFoundException => "KeyNotFoundException",
            ObjectDisposedException => "ObjectDisposedException",
            InvalidOperationException => "InvalidOperationException",
            NotSupportedException => "NotSupportedException",
            NotImplementedException => "NotImplementedException",
            FormatException => "FormatException",
            TypeInitializationException => "TypeInitializationException",
            OutOfMemoryException => "OutOfMemoryException",
            _ => "Exception",
        };
    }

    private static void Label(string label)
    {
        Write(label);
        Write(": ");
    }

    private static void Number(long value)
    {
        if (value < 0)
        {
            Write("-");
        }

        Unsigned(value < 0 ? 0UL - (ulong)value : (ulong)value);
    }

    private static void Unsigned(ulong value)
    {
        Span<char> digits = stackalloc char[20];
        int start = digits.Length;
        do
        {
            digits[--start] = (char)('0' + (int)(value % 10));
            value /= 10;
        }
        while (value != 0);
        Write(digits.Slice(start));
    }

    private static void Hexadecimal(ulong value, int count)
    {
        Span<char> digits = stackalloc char[16];
        for (int i = count - 1; i >= 0; i--)
        {
            int digit = (int)(value & 15);
            digits[i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            value >>= 4;
        }

        Write(digits.Slice(0, count));
    }

    private static partial void Write(ReadOnlySpan<char> text);
}
