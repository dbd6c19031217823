// Splitting strings at separators.

using System.Collections.Generic;

namespace System;

/// <summary>What Split does with the parts.</summary>
[Flags]
public enum StringSplitOptions
{
    None = 0,
    RemoveEmptyEntries = 1,
    TrimEntries = 2,
}

public sealed partial class String
{
    public string[] Split(char separator, StringSplitOptions options = StringSplitOptions.None) =>
        SplitAtChars(new ReadOnlySpan<char>(in separator), int.MaxValue, options);

    public string[] Split(char separator, int count, StringSplitOptions options = StringSplitOptions.None) =>
        SplitAtChars(new ReadOnlySpan<char>(in separator), count, options);

    public string[] Split(params char[]? separator) => SplitAtChars(separator, int.MaxValue, StringSplitOptions.None);

    public string[] Split(params ReadOnlySpan<char> separator) => SplitAtChars(separator, int.MaxValue, StringSplitOptions.None);

    public string[] Split(char[]? separator, int count) => SplitAtChars(separator, count, StringSplitOptions.None);

    public string[] Split(char[]? separator, StringSplitOptions options) => SplitAtChars(separator, int.MaxValue, options);

    public string[] Split(char[]? separator, int count, StringSplitOptions options) => SplitAtChars(separator, count, options);

    public string[] Split(string? separator, StringSplitOptions options = StringSplitOptions.None) =>
        Split(separator, int.MaxValue, options);

    public string[] Split(string? separator, int count, StringSplitOptions options = StringSplitOptions.None) =>
        IsNullOrEmpty(separator) && separator is null
            ? SplitAtChars(default, count, options)
            : SplitAtStrings(new ReadOnlySpan<string?>(in separator), count, options);

    public string[] Split(string[]? separator, StringSplitOptions options) => Split(separator, int.MaxValue, options);

    public string[] Split(string[]? separator, int count, StringSplitOptions options) =>
        separator is null or [] ? SplitAtChars(default, count, options) : SplitAtStrings(separator, count, options);

    // No separators: white space separates.
    private string[] SplitAtChars(ReadOnlySpan<char> separators, int count, StringSplitOptions options)
    {
        var splitter = new Splitter(this, count, options);
        int i = count == 1 ? Length : 0;
        while (i < Length)
        {
            bool isSeparator = separators.IsEmpty ? char.IsWhiteSpace(this[i]) : separators.Contains(this[i]);
            if (isSeparator && !splitter.Cut(i, 1))
            {
                break;
            }

            i++;
        }

        return splitter.Finish();
    }

    private string[] SplitAtStrings(ReadOnlySpan<string?> separators, int count, StringSplitOptions options)
    {
        var splitter = new Splitter(this, count, options);
        int i = count == 1 ? Length : 0;
        while (i < Length)
        {
            int length = LengthOfSeparatorAt(i, separators);
            if (length != 0 && !splitter.Cut(i, length))
            {
                break;
            }

            i += length != 0 ? length : 1;
        }

        return splitter.Finish();
    }

    private int LengthOfSeparatorAt(int index, ReadOnlySpan<string?> separators)
    {
        foreach (string? separator in separators)
        {
            if (!IsNullOrEmpty(separator) && Span.Slice(index).StartsWith(separator.Span))
            {
                return separator.Length;
            }
        }

        return 0;
    }

    // Collects parts; the last part allowed takes the whole rest.
    private ref struct Splitter
    {
        private readonly string _text;
        private readonly int _limit;
        private readonly StringSplitOptions _options;
        private readonly List<string> _parts = [];
        private int _start;

        internal Splitter(string text, int limit, StringSplitOptions options)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(limit, "count");
            if ((uint)options > 3)
            {
                ThrowHelper.ThrowArgument("Illegal enum value.", nameof(options));
            }

            _text = text;
            _limit = limit;
            _options = options;
        }

        // Ends a part at a separator; false when what follows belongs to the last part.
        internal bool Cut(int index, int separatorLength)
        {
            bool full = _parts.Count + 1 >= _limit;
            if (full && ((_options & StringSplitOptions.RemoveEmptyEntries) == 0 || !Part(_start, index).IsEmpty))
            {
                return false;
            }

            // The last part does not begin with separators when empty entries are removed.
            Add(_start, index);
            _start = index + separatorLength;
            return true;
        }

        internal string[] Finish()
        {
            if (_limit == 0)
            {
                return [];
            }

            Add(_start, _text.Length);
            return _parts.Count == 1 && _parts[0].Length == _text.Length ? [_text] : _parts.ToArray();
        }

        private readonly void Add(int start, int end)
        {
            ReadOnlySpan<char> part = Part(start, end);
            if (!part.IsEmpty || (_options & StringSplitOptions.RemoveEmptyEntries) == 0)
            {
                _parts.Add(part.ToString());
            }
        }

        private readonly ReadOnlySpan<char> Part(int start, int end)
        {
            ReadOnlySpan<char> part = _text.Span.Slice(start, end - start);
            return (_options & StringSplitOptions.TrimEntries) != 0 ? part.Trim() : part;
        }
    }
}
