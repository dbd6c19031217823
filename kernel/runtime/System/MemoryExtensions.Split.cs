// Spans in parts: the ranges between separators, without copies.

namespace System;

public static partial class MemoryExtensions
{
    /// <summary>The ranges between equal elements. An empty span has one, which is empty.</summary>
    public static SpanSplitEnumerator<T> Split<T>(this ReadOnlySpan<T> source, T separator)
        where T : IEquatable<T> => new(source, separator);

    /// <summary>The ranges between equal runs of elements; an empty separator splits nothing.</summary>
    public static SpanSplitEnumerator<T> Split<T>(this ReadOnlySpan<T> source, ReadOnlySpan<T> separator)
        where T : IEquatable<T> => new(source, separator);

    /// <summary>The scalar values of UTF-16 text.</summary>
    public static Text.SpanRuneEnumerator EnumerateRunes(this ReadOnlySpan<char> span) => new(span);

    /// <summary>Walks the ranges.</summary>
    public ref struct SpanSplitEnumerator<T>
        where T : IEquatable<T>
    {
        private readonly T _separator;
        private readonly ReadOnlySpan<T> _run;
        private readonly bool _isRun;
        private int _start;
        private int _end;
        private int _next;

        internal SpanSplitEnumerator(ReadOnlySpan<T> source, T separator)
        {
            Source = source;
            _separator = separator;
        }

        internal SpanSplitEnumerator(ReadOnlySpan<T> source, ReadOnlySpan<T> separator)
        {
            Source = source;
            _separator = default!;
            _run = separator;
            _isRun = true;
        }

        /// <summary>What is split.</summary>
        public ReadOnlySpan<T> Source { get; }

        /// <summary>The current range.</summary>
        public readonly Range Current => new(_start, _end);

        public readonly SpanSplitEnumerator<T> GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next > Source.Length)
            {
                return false;
            }

            ReadOnlySpan<T> rest = Source.Slice(_next);
            int length = !_isRun ? rest.IndexOf(_separator) : _run.IsEmpty ? -1 : rest.IndexOf(_run);
            _start = _next;
            _end = length < 0 ? Source.Length : _next + length;
            _next = length < 0 ? Source.Length + 1 : _end + (_isRun ? _run.Length : 1);
            return true;
        }
    }
}
