// Text as scalar values.

using System.Collections;
using System.Collections.Generic;

namespace System.Text;

/// <summary>Walks the scalar values of UTF-16 text; a lone surrogate is U+FFFD.</summary>
public ref struct SpanRuneEnumerator
{
    private ReadOnlySpan<char> _rest;

    internal SpanRuneEnumerator(ReadOnlySpan<char> text) => _rest = text;

    public Rune Current { get; private set; }

    public readonly SpanRuneEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            Current = default;
            return false;
        }

        Rune.DecodeFromUtf16(_rest, out Rune rune, out int used);
        Current = rune;
        _rest = _rest.Slice(used);
        return true;
    }
}

/// <summary>The same for a string, also as a sequence.</summary>
public struct StringRuneEnumerator : IEnumerable<Rune>, IEnumerator<Rune>
{
    private readonly string _text;
    private int _next;

    internal StringRuneEnumerator(string text) => _text = text;

    public Rune Current { get; private set; }

    readonly object IEnumerator.Current => Current;

    public readonly StringRuneEnumerator GetEnumerator() => this;

    readonly IEnumerator<Rune> IEnumerable<Rune>.GetEnumerator() => this;

    readonly IEnumerator IEnumerable.GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= _text.Length)
        {
            Current = default;
            return false;
        }

        Rune.DecodeFromUtf16(_text.AsSpan(_next), out Rune rune, out int used);
        Current = rune;
        _next += used;
        return true;
    }

    void IEnumerator.Reset()
    {
        Current = default;
        _next = 0;
    }

    readonly void IDisposable.Dispose()
    {
    }
}
