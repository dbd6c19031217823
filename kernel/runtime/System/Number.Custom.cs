// Numbers in formats that picture the result, such as "#,##0.00;(0)".

using System.Text;

namespace System;

internal static partial class Number
{
    /// <summary>What one section of a picture asks for.</summary>
    private struct Picture
    {
        internal int Digits;
        internal int PointAt;
        internal int FirstZero;
        internal int LastZero;
        internal int Scale;
        internal bool Grouped;
        internal bool Scientific;
    }

    /// <summary>Whether a format is a picture and no letter with a precision.</summary>
    internal static bool IsPicture(ReadOnlySpan<char> format)
    {
        if (format.IsEmpty)
        {
            return false;
        }

        for (int i = 1; i < format.Length; i++)
        {
            if (!char.IsAsciiDigit(format[i]))
            {
                return true;
            }
        }

        return !char.IsAsciiLetter(format[0]);
    }

    /// <summary>The number 0.d1d2d3... times 10 to the power of <paramref name="point"/>, as the picture shows it.</summary>
    internal static string FormatPicture(ReadOnlySpan<char> digits, int point, bool negative, ReadOnlySpan<char> format)
    {
        digits = digits.TrimEnd('0');
        int number = digits.IsEmpty ? 2 : negative ? 1 : 0;
        while (true)
        {
            ReadOnlySpan<char> section = Section(format, ref number);
            Picture picture = Read(section);
            Span<char> rounded = new char[digits.Length + 1];
            int scale = digits.IsEmpty ? 0 : point + picture.Scale;
            int count = RoundDigits(digits, picture.Scientific ? picture.Digits : scale + picture.Digits - picture.PointAt, rounded, ref scale);
            if (count == 0 && !digits.IsEmpty)
            {
                // It became zero, for which there may be another section.
                digits = default;
                int zero = 2;
                if (!Section(format, ref zero).Equals(section, StringComparison.Ordinal))
                {
                    number = 2;
                    continue;
                }

                scale = 0;
            }

            return Write(rounded.Slice(0, count), scale, negative && number == 0 && count != 0, section, picture);
        }
    }

    // Sections: positive, negative, zero. One that is missing or empty is served by the first.
    private static ReadOnlySpan<char> Section(ReadOnlySpan<char> format, ref int number)
    {
        int wanted = number;
        int start = 0;
        for (int i = 0; i < format.Length && wanted > 0; i++)
        {
            char c = format[i];
            if (c == '\\')
            {
                i++;
            }
            else if (c is '\'' or '"')
            {
                i = EndOfQuote(format, i);
            }
            else if (c == ';')
            {
                wanted--;
                start = i + 1;
            }
        }

        if (wanted > 0 || start == format.Length || format[start] == ';')
        {
            number = 0;
            start = 0;
        }

        int end = start;
        while (end < format.Length && format[end] != ';')
        {
            end = format[end] == '\\' ? end + 2 : format[end] is '\'' or '"' ? EndOfQuote(format, end) + 1 : end + 1;
        }

        return format.Slice(start, Math.Min(end, format.Length) - start);
    }

    private static int EndOfQuote(ReadOnlySpan<char> format, int at)
    {
        int length = format.Slice(at + 1).IndexOf(format[at]);
        return length < 0 ? format.Length : at + 1 + length;
    }

    private static Picture Read(ReadOnlySpan<char> section)
    {
        Picture picture = new() { PointAt = -1, FirstZero = int.MaxValue };
        int groupAt = -1, groups = 0;
        for (int i = 0; i < section.Length; i++)
        {
            switch (section[i])
            {
                case '#':
                    picture.Digits++;
                    break;
                case '0':
                    picture.FirstZero = Math.Min(picture.FirstZero, picture.Digits);
                    picture.LastZero = ++picture.Digits;
                    break;
                case '.':
                    picture.PointAt = picture.PointAt < 0 ? picture.Digits : picture.PointAt;
                    break;
                case ',' when picture.Digits > 0 && picture.PointAt < 0:
                    picture.Grouped |= groupAt >= 0 && groupAt != picture.Digits;
                    groups = groupAt == picture.Digits ? groups + 1 : 1;
                    groupAt = picture.Digits;
                    break;
                case '%':
                    picture.Scale += 2;
                    break;
                case '\u2030':
                    picture.Scale += 3;
                    break;
                case '\\':
                    i++;
                    break;
                case '\'' or '"':
                    i = EndOfQuote(section, i);
                    break;
                case 'E' or 'e' when ExponentDigits(section, i, out _, out int next) > 0:
                    picture.Scientific = true;
                    i = next - 1;
                    break;
            }
        }

        picture.PointAt = picture.PointAt < 0 ? picture.Digits : picture.PointAt;
        if (groupAt >= 0)
        {
            picture.Scale -= groupAt == picture.PointAt ? 3 * groups : 0;
            picture.Grouped |= groupAt != picture.PointAt;
        }

        picture.FirstZero = picture.FirstZero < picture.PointAt ? picture.PointAt - picture.FirstZero : 0;
        picture.LastZero = picture.LastZero > picture.PointAt ? picture.PointAt - picture.LastZero : 0;
        return picture;
    }

    // How many zeros follow the E and its sign; 0 when it is an ordinary letter.
    private static int ExponentDigits(ReadOnlySpan<char> section, int at, out char sign, out int next)
    {
        next = at + 1;
        sign = '\0';
        if (next < section.Length && section[next] is '+' or '-')
        {
            sign = section[next++];
        }

        int first = next;
        while (next < section.Length && section[next] == '0')
        {
            next++;
        }

        return next - first;
    }

    // Keeps so many digits, the last rounded half away from zero; without zeros at the end.
    private static int RoundDigits(ReadOnlySpan<char> digits, int keep, Span<char> rounded, ref int scale)
    {
        int count = Math.Min(Math.Max(keep, 0), digits.Length);
        digits.Slice(0, count).CopyTo(rounded);
        if (keep >= 0 && count < digits.Length && digits[count] >= '5')
        {
            while (count > 0 && rounded[count - 1] == '9')
            {
                count--;
            }

            if (count > 0)
            {
                rounded[count - 1]++;
                return count;
            }

            rounded[0] = '1';
            scale++;
            return 1;
        }

        while (count > 0 && rounded[count - 1] == '0')
        {
            count--;
        }

        return count;
    }

    private static string Write(ReadOnlySpan<char> digits, int scale, bool negative, ReadOnlySpan<char> section, in Picture picture)
    {
        StringBuilder text = new();
        if (negative)
        {
            text.Append('-');
        }

        int position = picture.Scientific ? picture.PointAt : Math.Max(scale, picture.PointAt);
        int surplus = picture.Scientific ? 0 : scale - picture.PointAt;
        int used = 0;
        bool pointWritten = false;
        for (int i = 0; i < section.Length; i++)
        {
            char c = section[i];
            for (; surplus > 0 && c is '#' or '0' or '.'; surplus--)
            {
                WriteDigit(text, used < digits.Length ? digits[used++] : '0', ref position, picture.Grouped);
            }

            switch (c)
            {
                case '#' or '0':
                    bool missing = surplus < 0;
                    surplus += missing ? 1 : 0;
                    bool isZero = missing ? position <= picture.FirstZero : used >= digits.Length && position > picture.LastZero;
                    if (!missing && used < digits.Length)
                    {
                        WriteDigit(text, digits[used++], ref position, picture.Grouped);
                    }
                    else if (isZero)
                    {
                        WriteDigit(text, '0', ref position, picture.Grouped);
                    }
                    else
                    {
                        position--;
                    }

                    break;
                case '.':
                    if (position == 0 && !pointWritten && (picture.LastZero < 0 || (picture.PointAt < picture.Digits && used < digits.Length)))
                    {
                        text.Append('.');
                        pointWritten = true;
                    }

                    break;
                case ',':
                    break;
                case '\\':
                    i++;
                    text.Append(section.Slice(Math.Min(i, section.Length), i < section.Length ? 1 : 0));
                    break;
                case '\'' or '"':
                    int end = EndOfQuote(section, i);
                    text.Append(section.Slice(i + 1, Math.Min(end, section.Length) - i - 1));
                    i = end;
                    break;
                case 'E' or 'e' when ExponentDigits(section, i, out char sign, out int next) is int width and > 0:
                    int exponent = digits.IsEmpty ? 0 : scale - picture.PointAt;
                    text.Append(c).Append(exponent < 0 ? "-" : sign == '+' ? "+" : "").Append(Math.Abs(exponent).ToString().PadLeft(width, '0'));
                    i = next - 1;
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return text.ToString();
    }

    private static void WriteDigit(StringBuilder text, char digit, ref int position, bool grouped)
    {
        text.Append(digit);
        position--;
        if (grouped && position > 0 && position % 3 == 0)
        {
            text.Append(',');
        }
    }
}
