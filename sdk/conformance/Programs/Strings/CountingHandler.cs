// Counting handler: used by the programs beside it.

namespace Lume.Conformance.Programs.Strings;

[InterpolatedStringHandler]
internal ref struct CountingHandler
{
    private readonly Span<char> _buffer;
    private int _length;
    public int Holes;

    public CountingHandler(int literalLength, int formattedCount, Span<char> buffer, out bool enabled)
    {
        _buffer = buffer;
        _length = 0;
        Holes = formattedCount * 100;
        enabled = buffer.Length != 0;
    }

    public void AppendLiteral(string s)
    {
        s.AsSpan().CopyTo(_buffer[_length..]);
        _length += s.Length;
    }

    public void AppendFormatted(long value)
    {
        _buffer[_length++] = value < 0 ? '-' : '+';
        Holes++;
    }

    public void AppendFormatted(string value) => AppendLiteral(value + "!");

    public readonly ReadOnlySpan<char> Text => _buffer[.._length];
}
