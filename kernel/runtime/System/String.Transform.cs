// Strings made from a string: parts, replacements, padding, case.

using System.Runtime.CompilerServices;
using System.Text;

namespace System;

public sealed partial class String
{
    public string Substring(int startIndex)
    {
        if ((uint)startIndex > (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(startIndex), startIndex < 0 ? "StartIndex cannot be less than zero." : "startIndex cannot be larger than length of string.");
        }

        return startIndex == 0 ? this : Ctor(Span.Slice(startIndex));
    }

    public string Substring(int startIndex, int length)
    {
        if (startIndex < 0 || startIndex > Length)
        {
            throw new ArgumentOutOfRangeException(nameof(startIndex), startIndex < 0 ? "StartIndex cannot be less than zero." : "startIndex cannot be larger than length of string.");
        }

        if (length < 0 || length > Length - startIndex)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length < 0 ? "Length cannot be less than zero." : "Index and length must refer to a location within the string.");
        }

        return length == Length ? this : Ctor(Span.Slice(startIndex, length));
    }

    public string Remove(int startIndex)
    {
        if ((uint)startIndex > (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(startIndex), startIndex < 0 ? "StartIndex cannot be less than zero." : "startIndex cannot be larger than length of string.");
        }

        return Substring(0, startIndex);
    }

    public string Remove(int startIndex, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Length - startIndex);
        return count == 0 ? this : Concat(Span.Slice(0, startIndex), Span.Slice(startIndex + count));
    }

    public string Insert(int startIndex, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)startIndex, (uint)Length, nameof(startIndex));
        return value.Length == 0 ? this : Concat(Span.Slice(0, startIndex), value.Span, Span.Slice(startIndex));
    }

    public string Replace(char oldChar, char newChar)
    {
        if (oldChar == newChar || !Contains(oldChar))
        {
            return this;
        }

        string text = Ctor(Span);
        text.Writable.Replace(oldChar, newChar);
        return text;
    }

    public string Replace(string oldValue, string? newValue) => Replace(oldValue, newValue, StringComparison.Ordinal);

    public string Replace(string oldValue, string? newValue, StringComparison comparisonType)
    {
        ArgumentException.ThrowIfNullOrEmpty(oldValue);
        bool ignoreCase = StringComparisonRules.IgnoresCase(comparisonType);
        ReadOnlySpan<char> rest = Span;
        int index = Ordinal.IndexOf(rest, oldValue.Span, ignoreCase);
        if (index < 0)
        {
            return this;
        }

        var builder = new StringBuilder(Length);
        while (index >= 0)
        {
            builder.Append(rest.Slice(0, index)).Append(newValue);
            rest = rest.Slice(index + oldValue.Length);
            index = Ordinal.IndexOf(rest, oldValue.Span, ignoreCase);
        }

        return builder.Append(rest).ToString();
    }

    public string ReplaceLineEndings() => ReplaceLineEndings("\n");

    public string ReplaceLineEndings(string replacementText)
    {
        ArgumentNullException.ThrowIfNull(replacementText);
        var builder = new StringBuilder(Length);
        for (int i = 0; i < Length; i++)
        {
            char c = this[i];
            if (c is '\n' or '\r' or '\f' or '\u0085' or '\u2028' or '\u2029')
            {
                builder.Append(replacementText);
                i += c == '\r' && i + 1 < Length && this[i + 1] == '\n' ? 1 : 0;
            }
            else
            {
                builder.Append(c);
            }
        }

        return builder.ToString();
    }

    public string Trim() => FromTrimmed(Span.Trim());

    public string Trim(char trimChar) => FromTrimmed(Span.Trim(trimChar));

    public string Trim(params char[]? trimChars) => FromTrimmed(trimChars is null or [] ? Span.Trim() : Span.Trim(trimChars.AsSpan()));

    public string TrimStart() => FromTrimmed(Span.TrimStart());

    public string TrimStart(char trimChar) => FromTrimmed(Span.TrimStart(trimChar));

    public string TrimStart(params char[]? trimChars) => FromTrimmed(trimChars is null or [] ? Span.TrimStart() : Span.TrimStart(trimChars.AsSpan()));

    public string TrimEnd() => FromTrimmed(Span.TrimEnd());

    public string TrimEnd(char trimChar) => FromTrimmed(Span.TrimEnd(trimChar));

    public string TrimEnd(params char[]? trimChars) => FromTrimmed(trimChars is null or [] ? Span.TrimEnd() : Span.TrimEnd(trimChars.AsSpan()));

    private string FromTrimmed(ReadOnlySpan<char> part) => part.Length == Length ? this : Ctor(part);

    public string PadLeft(int totalWidth) => PadLeft(totalWidth, ' ');

    public string PadLeft(int totalWidth, char paddingChar)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(totalWidth);
        if (totalWidth <= Length)
        {
            return this;
        }

        string text = FastAllocateString(totalWidth);
        text.Writable.Slice(0, totalWidth - Length).Fill(paddingChar);
        Span.CopyTo(text.Writable.Slice(totalWidth - Length));
        return text;
    }

    public string PadRight(int totalWidth) => PadRight(totalWidth, ' ');

    public string PadRight(int totalWidth, char paddingChar)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(totalWidth);
        if (totalWidth <= Length)
        {
            return this;
        }

        string text = FastAllocateString(totalWidth);
        Span.CopyTo(text.Writable);
        text.Writable.Slice(Length).Fill(paddingChar);
        return text;
    }

    public string ToUpper() => ToUpperInvariant();

    public string ToUpperInvariant()
    {
        for (int i = 0; i < Length; i++)
        {
            if (char.ToUpperInvariant(this[i]) != this[i])
            {
                string text = FastAllocateString(Length);
                Span.ToUpperInvariant(text.Writable);
                return text;
            }
        }

        return this;
    }

    public string ToLower() => ToLowerInvariant();

    public string ToLowerInvariant()
    {
        for (int i = 0; i < Length; i++)
        {
            if (char.ToLowerInvariant(this[i]) != this[i])
            {
                string text = FastAllocateString(Length);
                Span.ToLowerInvariant(text.Writable);
                return text;
            }
        }

        return this;
    }

    public char[] ToCharArray() => Span.ToArray();

    public char[] ToCharArray(int startIndex, int length)
    {
        RequireRange(startIndex, length);
        return Span.Slice(startIndex, length).ToArray();
    }

    public void CopyTo(Span<char> destination) => Span.CopyTo(destination);

    public bool TryCopyTo(Span<char> destination) => Span.TryCopyTo(destination);

    public void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        ArgumentNullException.ThrowIfNull(destination);
        RequireRange(sourceIndex, count);
        Span.Slice(sourceIndex, count).CopyTo(destination.AsSpan(destinationIndex, count));
    }
}
